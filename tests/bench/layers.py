# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where a worker's time goes: CPU time of our requests by layer, sampled in this process a thousand times a second."""

import itertools
import signal
from collections import Counter
from collections.abc import Callable
from types import FrameType

from cases import IDEA, LIST, REACTION, csrf_token
from filling import Town, token
from place import HOST
from webtest import TestRequest

from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE

LAYERS = {
    "driver": ("/psycopg",),
    "SQLAlchemy": ("/sqlalchemy/",),
    "templates": ("/jinja2/", "/markupsafe/", "/pyramid_jinja2/", ".jinja2", "/web/output.py", "/web/templating.py"),
    "framework": ("/pyramid", "/webob/", "/zope/", "/transaction/"),
    "our code": ("/folkmoot",),
}
INTERVAL = 0.001
REQUESTS = 150


def shares(platform: Platform, town: Town) -> dict[str, dict[str, float]]:
    """For each kind of request, the share of each layer in its CPU time; everything is warm."""
    users = itertools.count(100)
    return {
        "idea list, visitor": sampled(lambda: _ask(platform, LIST)),
        "idea with comments, visitor": sampled(lambda: _ask(platform, IDEA.format(number=3))),
        "reaction": sampled(lambda: _react(platform, town, next(users))),
    }


def _ask(platform: Platform, path: str) -> None:
    _run(platform, TestRequest.blank(path, headers={"Host": HOST}))


def _react(platform: Platform, town: Town, user: int) -> None:
    headers = {"Host": HOST, "Cookie": f"{SESSION_COOKIE}={token(user)}"}
    form = {"csrf_token": csrf_token(town, user)}
    _run(platform, TestRequest.blank(REACTION.format(number=1900), headers=headers, method="POST", POST=form))


def _run(platform: Platform, request: TestRequest) -> None:
    for _part in platform(request.environ, lambda *_answer: None):
        pass


def sampled(ask: Callable[[], None]) -> dict[str, float]:
    """The share of each layer in the CPU time of many such requests."""
    for _ in range(REQUESTS // 10):
        ask()
    seen: Counter[str] = Counter()
    before = signal.signal(signal.SIGPROF, lambda _signal, frame: seen.update((_layer(frame),)))
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        for _ in range(REQUESTS):
            ask()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return {layer: seen[layer] / max(seen.total(), 1) for layer in LAYERS}


def _layer(frame: FrameType | None) -> str:
    """The layer of the innermost frame that belongs to one; the standard library works for whoever called it."""
    while frame is not None:
        name = frame.f_code.co_filename
        for layer, marks in LAYERS.items():
            if any(mark in name for mark in marks):
                return layer
        frame = frame.f_back
    return "framework"

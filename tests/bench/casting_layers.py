# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One cast from near: its form, its statements, and where a worker's time goes."""

import itertools
from dataclasses import dataclass

from cases import csrf_token
from filling import PROJECT, Town, token
from layers import REQUESTS, sampled
from place import HOST
from webtest import TestRequest

from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.testing import count_statements

CHOSEN = 5


@dataclass(frozen=True)
class Counted:
    """Statements of one cast, and how many were cast while looking."""

    statements: list[str]
    cast: int


def path() -> str:
    """Where ballots are sent."""
    return f"/fr/projects/{PROJECT}/1/vote"


def cookie(user: int) -> str:
    """A signed-in user's."""
    return f"{SESSION_COOKIE}={token(user)}"


def ballot_form(town: Town, user: int) -> list[tuple[str, str]]:
    """Five options, other ones for other users."""
    options = [("choice", f"opt-{1 + (user + 3 * one) % 15}") for one in range(CHOSEN)]
    return [("csrf_token", csrf_token(town, user)), ("do", "cast"), *options]


def examine(platform: Platform, town: Town) -> tuple[Counted, dict[str, float]]:
    """Casts by users 0 to 999, in this process: statements of one, and the shares of the layers in many."""
    users = itertools.count()
    shares = sampled(lambda: _cast(platform, town, next(users)))
    with count_statements(platform.database.engine) as seen:
        _cast(platform, town, next(users))
    mine = [statement for statement in seen if not statement.startswith("SELECT set_config(")]
    cast = next(users)
    assert cast > REQUESTS
    return Counted(mine, cast), shares


def _cast(platform: Platform, town: Town, user: int) -> None:
    form = ballot_form(town, user)
    request = TestRequest.blank(path(), headers={"Host": HOST, "Cookie": cookie(user)}, method="POST", POST=form)
    answers: list[str] = []
    for _part in platform(request.environ, lambda status, *_rest: answers.append(status)):
        pass
    if not answers[0].startswith("303"):
        raise RuntimeError(f"a cast was answered {answers[0]}")

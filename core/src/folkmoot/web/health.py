# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What machines ask: /healthz (alive), /readyz (able to serve), /metrics. Answered on any host, before any tenant."""

import hmac
import importlib.metadata
import ipaddress
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from folkmoot.plugins.models import CataloguePlugin
from folkmoot.web.metrics import exposition

if TYPE_CHECKING:
    from folkmoot.platform import Platform

PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA")
"""Headers of a reverse proxy: behind one, every request seems to come from the machine itself."""

TEXT = "text/plain; charset=utf-8"
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"
STATUS = {200: "200 OK", 403: "403 Forbidden", 405: "405 Method Not Allowed", 503: "503 Service Unavailable"}


@dataclass(frozen=True)
class Check:
    """One condition of being ready; the detail names nothing that strangers shouldn't know."""

    ok: bool
    detail: str


@dataclass(frozen=True)
class Answer:
    """What goes back to the machine that asked."""

    status: int
    kind: str
    body: str


class Health:
    """The three addresses, for one platform."""

    def __init__(self, platform: "Platform") -> None:
        self._platform, self._core_version = platform, importlib.metadata.version("folkmoot")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer GET and HEAD."""
        answer = self._answer(environ)
        body = answer.body.encode()
        headers = [("Content-Type", answer.kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(STATUS[answer.status], headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return Answer(405, TEXT, "")
        if environ["PATH_INFO"] == "/healthz":
            return Answer(200, TEXT, "ok\n")
        if environ["PATH_INFO"] == "/readyz":
            return self._ready()
        if not may_monitor(environ, self._platform.settings.metrics_token):
            return Answer(403, TEXT, "Only from the machine itself, or with the token of FOLKMOOT_METRICS_TOKEN.\n")
        return Answer(200, EXPOSITION, exposition(self._platform))

    def _ready(self) -> Answer:
        checks = {"database": self._database(), "migrations": self._migrations(), "composition": self._composition()}
        ready = all(check.ok for check in checks.values())
        value = {"ready": ready, "checks": {name: asdict(check) for name, check in checks.items()}}
        return Answer(200 if ready else 503, "application/json", json.dumps(value) + "\n")

    def _database(self) -> Check:
        begun = time.perf_counter()
        try:
            with self._platform.database.platform() as db:
                db.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            return Check(False, type(error).__name__)
        return Check(True, f"answered in {(time.perf_counter() - begun) * 1000:.0f} ms")

    def _migrations(self) -> Check:
        query = select(CataloguePlugin.version).where(CataloguePlugin.id == "core")
        try:
            with self._platform.database.platform() as db:
                migrated = db.scalar(query)
        except SQLAlchemyError as error:
            return Check(False, type(error).__name__)
        return Check(migrated == self._core_version, f"tables of {migrated}, code of {self._core_version}")

    def _composition(self) -> Check:
        sites, broken = self._platform.sites(), self._platform.composer.broken
        return Check(
            True, f"{len(sites)} sites, {self._platform.application_count} applications, {len(broken)} modules refused"
        )


def may_monitor(environ: dict[str, Any], token: str | None) -> bool:
    """Whether a request comes from the machine itself and not through a proxy on it, or bears the token."""
    kind, _space, sent = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if token and kind.lower() == "bearer" and hmac.compare_digest(sent.strip().encode(), token.encode()):
        return True
    if any(name in environ for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False

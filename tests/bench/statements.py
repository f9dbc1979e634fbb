# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""SQL statements of our pages, counted in this process: without BEGIN, COMMIT and SET (the fence's set_config)."""

from collections.abc import Callable
from dataclasses import dataclass

from cases import IDEA, LIST, REACTION, READER, csrf_token
from filling import Town, token
from place import HOST
from webtest import TestApp

from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.testing import count_statements

MOST = 12
"""The most that a page may take, whatever it holds."""


@dataclass(frozen=True)
class Counted:
    """One request and its statements."""

    title: str
    statements: int

    @property
    def fits(self) -> bool:
        """Whether it stays within the promise."""
        return self.statements <= MOST


def count_all(platform: Platform, town: Town) -> list[Counted]:
    """The hot pages, full and empty, as a visitor and as a signed-in person; then one reaction."""
    visitor = TestApp(platform, extra_environ={"HTTP_HOST": HOST})
    reader = TestApp(platform, extra_environ={"HTTP_HOST": HOST})
    reader.set_cookie(SESSION_COOKIE, token(READER))
    pages = {
        "home": "/fr/", "projects": "/fr/projects", "idea list": LIST, "idea list, page 3": f"{LIST}?page=3",
        "idea list, filtered and sorted": f"{LIST}?order=popular&q=Radweg",
        "idea with 90 comments": IDEA.format(number=1), "idea with few comments": IDEA.format(number=1999),
    }  # fmt: skip
    counted = [
        Counted(f"{title}, {who}", _count(platform, lambda a=app, p=path: a.get(p, status=200)))
        for title, path in pages.items()
        for who, app in (("visitor", visitor), ("signed in", reader))
    ]
    form = {"csrf_token": csrf_token(town, READER)}
    fresh = iter((1998, 1997))
    act = _count(platform, lambda: reader.post(REACTION.format(number=next(fresh)), form, status=303))
    return [*counted, Counted("reaction", act)]


def _count(platform: Platform, ask: Callable[[], object]) -> int:
    ask()
    with count_statements(platform.database.engine) as seen:
        ask()
    return sum(not statement.startswith("SELECT set_config(") for statement in seen)

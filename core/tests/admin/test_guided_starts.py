# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Guided starts stand beside the full form, and one that breaks takes nothing with it."""

from collections.abc import Iterator

import pytest

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.plugins import Shelf

GOOD = """
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import GuidedStart
@hookimpl
def folkmoot_guided_starts(request):
    return [GuidedStart("fair", "A <fair>", "Two questions.", "/admin/fair?from=new&step=1", "star")]
"""
BROKEN = """
from folkmoot.hookspecs import hookimpl
@hookimpl
def folkmoot_guided_starts(request):
    raise RuntimeError("not today")
"""


@pytest.fixture
def guided(shelf: Shelf, server: Server, settings: Settings) -> Iterator[Platform]:
    """A platform with two plugins that offer guided starts; one of them can't."""
    shelf.add("broken", BROKEN)
    shelf.add("fair", GOOD)
    own = [plugin for plugin in shelf.installed() if plugin.id in ("broken", "fair")]
    platform = open_platform(settings, server, own)
    yield platform
    platform.close()


@pytest.fixture
def place(guided: Platform) -> Town:
    """A town on it."""
    return make_town(guided)


def test_guided_starts_stand_beside_the_full_form(place: Town) -> None:
    page = place.browser(place.account("manager")).get("/admin/new-project")
    starts = page.html.select("[data-start]")
    assert [start["data-start"] for start in starts] == ["fair"]
    assert starts[0].select_one("a")["href"] == "/admin/fair?from=new&step=1"
    assert [starts[0].a.get_text(), starts[0].p.get_text()] == ["A <fair>", "Two questions."]
    assert "Or fill in everything yourself" in page.text
    assert page.html.select_one('[name="title.en"]')


def test_what_was_typed_wrong_in_the_full_form_comes_first(place: Town) -> None:
    page = place.browser(place.account("manager")).get("/admin/new-project")
    form = next(one for one in page.forms.values() if "title.en" in one.fields)
    answer = form.submit(status=422)
    assert answer.html.select("[data-start]") == []
    assert 'href="#f-title-en"' in answer.text


def test_without_guided_starts_the_form_stands_alone(server: Server, settings: Settings) -> None:
    platform = open_platform(settings, server, [])
    try:
        town = make_town(platform)
        page = town.browser(town.account("administrator")).get("/admin/new-project")
        assert "Start with a guide" not in page.text
        assert "Or fill in everything yourself" not in page.text
    finally:
        platform.close()

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One English word may mean two things: on a plugin's page its own translation holds, on core's pages core's."""

from collections.abc import Iterator

import pytest

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.plugins import Shelf

PLUGIN = """
from folkmoot.hookspecs import hookimpl
from folkmoot.security.permissions import Permission
from pyramid.response import Response
def spoken(request):
    return Response("|".join(request.gettext(word) for word in ("Left", "Topics", "Languages")))
@hookimpl
def folkmoot_pages(config):
    config.add_public_route("{id}.words", "/{id}")
    config.add_view(spoken, route_name="{id}.words", permission=Permission.PUBLIC)
"""
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Left"
msgstr "{left}"

msgid "Topics"
msgstr "{topics}"
"""


@pytest.fixture
def town(shelf: Shelf, server: Server, settings: Settings) -> Iterator[Town]:
    """A town with two plugins that mean other things by the same words."""
    for name, left, topics in (("leaving", "Partis", "Sujets"), ("keeping", "Restant", "Matières")):
        catalogue = CATALOGUE.format(left=left, topics=topics)
        files = {"locale/fr/LC_MESSAGES/messages.po": catalogue}
        shelf.add(name, PLUGIN.format(id=name), files=files, more=f', paths=("{name}",)')
    platform: Platform = open_platform(
        settings, server, [plugin for plugin in shelf.installed() if plugin.id in ("leaving", "keeping")]
    )
    yield make_town(platform)
    platform.close()


def test_a_word_means_what_the_room_of_the_page_means_by_it(town: Town) -> None:
    browser = town.browser()
    assert browser.get("/fr/leaving").text == "Partis|Sujets|Langues"
    assert browser.get("/fr/keeping").text == "Restant|Matières|Langues"
    assert browser.get("/en/leaving").text == "Left|Topics|Languages"
    assert "Sujets" not in browser.get("/fr/projects").text

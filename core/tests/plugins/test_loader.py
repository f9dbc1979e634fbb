# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A plugin that is broken is listed with its reason and never stops the start."""

import pytest

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.services import CommunityLicences
from folkmoot.plugins.composition import Composer
from folkmoot.plugins.loader import Installed, discover
from folkmoot.plugins.manifest import Edition, Manifest
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.plugins import Shelf

METHOD = """
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.methods import ParticipationMethod
class Poll(ParticipationMethod):
    id = "{id}"
    title = "Poll"
@hookimpl
def folkmoot_participation_methods():
    return [Poll()]
"""

PAGES = "from folkmoot.hookspecs import hookimpl\n@hookimpl\ndef folkmoot_pages(config):\n"


def one(installed: tuple[Installed, ...], plugin_id: str, distribution: str = "") -> Installed:
    found = [p for p in installed if p.id == plugin_id and distribution in ("", p.distribution)]
    assert len(found) == 1
    return found[0]


def test_the_installed_plugins_are_found_in_order() -> None:
    ours = [plugin for plugin in discover() if plugin.edition is Edition.ESSENTIAL]
    assert [plugin.id for plugin in ours] == sorted(plugin.id for plugin in ours)
    assert {"ideation", "information"} <= {plugin.id for plugin in ours if plugin.usable}


@pytest.mark.parametrize(
    ("code", "init"),
    [
        ("import-failed", "raise RuntimeError('broken')"),
        ("import-failed", "import not_there_at_all"),
        ("import-failed", "import sys; sys.exit(3)"),
        ("import-failed", "def ("),
        ("no-manifest", "MANIFEST = 'a text'"),
        ("no-manifest", ""),
    ],
)
def test_a_package_that_cannot_be_used_is_listed_with_its_reason(shelf: Shelf, code: str, init: str) -> None:
    shelf.add("broken", init=init)
    found = one(shelf.installed(), "broken")
    assert (found.usable, found.problem_code) == (False, code)
    assert found.problem


def test_another_api_version_is_refused(shelf: Shelf) -> None:
    shelf.add("future", api_version=99)
    assert one(shelf.installed(), "future").problem_code == "api-version"


def test_a_taken_id_stays_with_the_first(shelf: Shelf) -> None:
    shelf.add("ideation", package="fixture_copycat", distribution="a-copycat")
    installed = shelf.installed()
    assert one(installed, "ideation", "folkmoot-essential").usable
    assert one(installed, "ideation", "a-copycat").problem_code == "id-taken"


def test_a_manifest_that_says_another_id_than_its_entry_point_is_refused(shelf: Shelf) -> None:
    shelf.add("masked", init='from folkmoot.plugins.manifest import Manifest\nMANIFEST = Manifest("other", "", "", 1)')
    assert one(shelf.installed(), "masked").problem_code == "id-mismatch"


def test_vendor_ids_belong_to_vendor_distributions(shelf: Shelf) -> None:
    shelf.add("vendor.acme.maps", package="fixture_maps")
    shelf.add("vendor.acme.polls", package="fixture_polls", vendor="acme")
    installed = shelf.installed()
    assert one(installed, "vendor.acme.maps").problem_code == "namespace"
    assert one(installed, "vendor.acme.polls").edition is Edition.VENDOR


@pytest.mark.parametrize("bad", ["", "A", "a", "1a", "a-b", "a" * 32, "vendor.x", "vendor.Acme.x", "a;drop"])
def test_ids_that_could_not_prefix_a_table_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="plugin id"):
        Manifest(bad, "", "", 1)


def test_standard_and_premium_need_a_licence_and_their_code_is_not_imported(shelf: Shelf, town: Town) -> None:
    shelf.add("reporting", "raise RuntimeError('must not be imported')", distribution="folkmoot-standard")
    composer = Composer(shelf.installed(), CommunityLicences())
    decision = next(d for d in composer.decide(town.site) if d.plugin.id == "reporting")
    assert (decision.mode, decision.code) == (Mode.ABSENT, "needs-licence")
    composer.plugins(composer.compose(town.site))


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("load-failed", "raise RuntimeError('broken')"),
        ("hook-failed", METHOD.format(id="poll").replace("return [Poll()]", "return 1 / 0")),
        ("method-taken", METHOD.format(id="information")),
        ("method-invalid", METHOD.format(id="poll").replace("return [Poll()]", "return [object()]")),
        ("hook-invalid", "from folkmoot.hookspecs import hookimpl\n@hookimpl\ndef folkmoot_unknown_hook():\n    pass"),
        ("hook-invalid", METHOD.format(id="poll") + "\n@hookimpl\ndef folkmoot_seeds(city):\n    pass"),
        ("pages-conflict", PAGES + "    config.add_public_route('home', '/elsewhere')"),
        (
            "pages-conflict",
            PAGES + "    config.add_view(lambda r: {}, route_name='home', permission='public', renderer='json')",
        ),
        (
            "pages-failed",
            PAGES + "    config.add_public_route('fx', '/fx')\n    config.add_view(lambda r: {}, route_name='fx')",
        ),
    ],
)
def test_a_plugin_that_breaks_its_contract_is_left_out_and_the_site_serves(
    shelf: Shelf, server: Server, settings: Settings, code: str, source: str
) -> None:
    shelf.add("badly", source)
    platform = open_platform(settings, server, shelf.installed())
    try:
        town = make_town(platform)
        assert town.browser().get("/en/").status_int == 200
        decision = next(d for d in platform.composer.decide(town.site) if d.plugin.id == "badly")
        assert (decision.mode, decision.code) == (Mode.ABSENT, code)
    finally:
        platform.close()


def test_a_hook_that_fails_on_a_page_costs_only_its_own_part(shelf: Shelf, server: Server, settings: Settings) -> None:
    shelf.add(
        "shaky",
        PAGES.replace("folkmoot_pages(config)", "folkmoot_navigation(request)") + "    raise ValueError('x')",
    )
    platform = open_platform(settings, server, shelf.installed())
    try:
        assert make_town(platform).browser().get("/en/").status_int == 200
    finally:
        platform.close()


def test_an_open_plugin_needs_no_licence_and_can_be_blocked(shelf: Shelf, town: Town) -> None:
    shelf.add("poll", METHOD.format(id="poll"))
    free = Composer(shelf.installed(), CommunityLicences())
    assert "poll" in free.compose(town.site)
    assert free.plugins(free.compose(town.site)).method("poll") is not None
    blocked = Composer(shelf.installed(), CommunityLicences(), frozenset({"poll"}))
    assert "poll" not in blocked.compose(town.site)
    assert next(d for d in blocked.decide(town.site) if d.plugin.id == "poll").code == "blocked"

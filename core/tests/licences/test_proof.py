# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Only signed bytes open anything: not core's word, not a row, not another site's tokens."""

import importlib.metadata
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text, update

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.interfaces import Grant, Mode
from folkmoot.licences.models import LicenceAllocation, LicenceToken
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.plugins.loader import discover
from folkmoot.plugins.manifest import LICENSED
from folkmoot.settings import Settings
from folkmoot.tenants.interfaces import Site
from folkmoot.testing.authority import Authority
from folkmoot.testing.licences import install_in_pool, install_licence, mode_of
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town, make_town
from folkmoot_licensing import Evidence, Held, Place


class Liar(Licences):
    """A core that was patched to grant everything to everybody."""

    def grant(self, site: Site, plugin: Any) -> Grant:
        """Yes."""
        return Grant(Mode.OPEN, "active", "")

    def evidence(self, site: Site) -> Evidence | None:
        """The little it has: another vendor's tokens, said to be good."""
        other = Authority()
        return Evidence((Held(other.certificate), Held(other.licence())), (), Place(("localhost",), "x"), 1)


@pytest.fixture
def lying(server: Server, settings: Settings, keyed: Platform, shelf: Shelf) -> Iterator[Platform]:
    """A platform of that core, with our paid plugins and the shelf's."""
    really = discover(importlib.metadata.distributions(path=[one for one in sys.path if one != str(shelf.folder)]))
    paid = [plugin for plugin in keyed.composer.installed if plugin.id == "poll"]
    made = open_platform(settings, server, (*really, *paid), licences=Liar())
    yield made
    made.close()


def test_a_patched_core_opens_nothing(lying: Platform) -> None:
    town = make_town(lying)
    place = lying.place(town.host)
    assert place is not None
    granted = {decision.plugin.id for decision in lying.composer.decide(town.site) if decision.mode is Mode.OPEN}
    paid = {plugin.id for plugin in lying.composer.installed if plugin.edition in LICENSED}
    assert paid >= {"poll"}
    assert paid <= granted, "core does say yes"
    assert not paid & set(place.composition.ids)
    registered = place.application.registry.folkmoot_plugins.ids  # type: ignore[attr-defined]
    assert {"ideation", "information"} <= set(registered)
    assert not paid & set(registered)


def test_a_row_is_never_believed(place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(modules=["poll"], edition="none")))
    assert mode_of(place, "poll") is Mode.OPEN
    forged = Authority().licence()
    with place.platform.database.platform() as db:
        row = (LicenceToken.tenant_id == place.id, LicenceToken.kind == "licence")
        db.execute(update(LicenceToken).where(*row).values(token=forged))
    place.platform.refresh()
    assert mode_of(place, "poll") is Mode.ABSENT


def test_a_licence_for_another_host_opens_nothing_even_when_stored(place: Town, authority: Authority) -> None:
    stranger = authority.licence(hosts=["other.example"])
    with place.platform.database.platform() as db:
        db.add(LicenceToken(tenant_id=place.id, kind="issuer", fingerprint="1", token=authority.certificate,
                            source="desk"))  # fmt: skip
        db.add(LicenceToken(tenant_id=place.id, kind="licence", fingerprint="2", token=stranger, source="desk"))
    place.platform.refresh()
    assert mode_of(place, "poll") is Mode.ABSENT


def test_a_pool_for_two_tenants_opens_two_whatever_the_rows_say(keyed: Platform, authority: Authority) -> None:
    towns = [make_town(keyed) for _ in range(3)]
    jti = "0" * 25 + "9"
    wide = authority.licence(jti=jti, limits={"tenants": 2}, hosts=["*.test"])
    install_in_pool(keyed, authority.bundle(wide), *(town.site for town in towns))
    assert {mode_of(town, "poll") for town in towns} == {Mode.ABSENT}, "nobody has a share yet"
    with keyed.database.platform() as db:
        for town in towns:
            db.add(LicenceAllocation(tenant_id=town.id, jti=jti))
            db.flush()
    keyed.refresh()
    modes = sorted(str(mode_of(town, "poll")) for town in towns)
    assert modes == ["absent", "open", "open"]


def test_one_tenant_sees_no_token_of_another(place: Town, authority: Authority) -> None:
    other = make_town(place.platform)
    install_licence(other, authority.bundle(authority.licence(licensee="Secretville")))
    with place.session() as db:
        assert db.query(LicenceToken).count() == 0
        assert db.execute(text("SELECT count(*) FROM licence_opening")).scalar() == 0
    with other.session() as db:
        assert db.query(LicenceToken).count() == 2


def test_no_setting_brings_a_root(settings: Settings) -> None:
    assert not [name for name in type(settings).model_fields if "root" in name]
    assert Licences().roots is Licences().roots.shipped()

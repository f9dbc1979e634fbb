# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The towns that browsers visit: three pairs of colours, one of them hostile, each with everything in it."""

import dataclasses
import uuid

from tests.walks.furniture import Furnished, furnish

from folkmoot.demo.fill import fill_town
from folkmoot.demo.havenbrug.town import HAVENBRUG
from folkmoot.platform import Platform
from folkmoot.tenants.creation import create_tenant
from folkmoot.testing import Town
from folkmoot.testing.licences import install_demonstration_licence

COLOURS = {"teal": ("#0d6b66", "#f4b740"), "wine": ("#8c1d40", "#ffcf56"), "hostile": ("#ffd400", "#e2007a")}
"""Brand and accent: pure yellow and magenta are what a town must not be able to break its own site with."""

LOCALES = ("en", "fr", "nl")


def teal_town(platform: Platform) -> Furnished:
    """The demonstration's content, and the odd things on top: its lists are as long as a town's."""
    host = f"teal-{uuid.uuid4().hex[:6]}.localhost"
    demonstration = dataclasses.replace(HAVENBRUG, slug=host.partition(".")[0], hosts=(host,))
    fill_town(platform, demonstration)
    platform.refresh()
    place = platform.place(host)
    assert place is not None
    return furnish(licensed(Town(platform, demonstration.slug, host, place.site.id)))


def coloured_town(platform: Platform, name: str) -> Furnished:
    """A town with one of everything, in one of the pairs of colours."""
    slug = f"{name}-{uuid.uuid4().hex[:6]}"
    host, (brand, accent) = f"{slug}.localhost", COLOURS[name]
    pages = {"about": {"title": {"en": "About"}, "body": {"en": "<h2>Who</h2><p>We.</p>"}}}
    with platform.database.platform() as db:
        names = {locale: name.title() for locale in LOCALES}
        tenant = create_tenant(
            db, slug, [host], names, list(LOCALES), brand=brand, accent=accent, settings={"pages": pages}
        )
    platform.refresh()
    return furnish(licensed(Town(platform, slug, host, tenant)))


def licensed(town: Town) -> Town:
    """The town with every installed module open."""
    install_demonstration_licence(town, "premium")
    return town

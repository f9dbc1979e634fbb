# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Fills the demonstration towns: each in one transaction, so that an interrupted start simply begins again."""

import datetime
import time
from collections.abc import Callable
from contextlib import suppress

from pyramid.request import Request
from pyramid.scripting import prepare
from sqlalchemy.orm import Session

from folkmoot.bootstrap import open_platform
from folkmoot.db.keys import key_info
from folkmoot.db.server import Server
from folkmoot.db.session import Database
from folkmoot.demo.people import add_managers, add_people
from folkmoot.demo.places import add_projects, add_subjects, spoken
from folkmoot.demo.seeding import Seeding
from folkmoot.demo.town import TOWNS
from folkmoot.demo.words import Town
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.tenants.creation import create_tenant
from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.models import Tenant
from folkmoot.tenants.services import announce, load_sites

MARK = "demonstration"
"""Key of a tenant's settings that tells a demonstration town from a real one."""


class RealTownsHere(Exception):
    """The installation holds real towns: a demonstration beside them would have accounts with public passwords."""


def fill_when_empty(settings: Settings, server: Server, say: Callable[[str], None]) -> list[str]:
    """Make the demonstration towns that are missing, unless there is a real town; returns the slugs made."""
    with suppress(RealTownsHere):
        return fill(settings, server, say)
    return []


def fill(settings: Settings, server: Server, say: Callable[[str], None]) -> list[str]:
    """Make the demonstration towns that are missing; raises RealTownsHere."""
    missing = missing_towns(settings, server)
    if not missing:
        return []
    platform = open_platform(settings, server)
    try:
        for town in missing:
            begun = time.monotonic()
            say(f"Filling {town.name[town.default_locale]}…")
            fill_town(platform, town)
            say(f"Filled {town.name[town.default_locale]} in {time.monotonic() - begun:.1f} s.")
    finally:
        platform.close()
    return [town.slug for town in missing]


def missing_towns(settings: Settings, server: Server) -> list[Town]:
    """The demonstration towns that aren't there; raises RealTownsHere."""
    database = Database(server.url, settings.secret or "", keys=settings.keys_folder)
    try:
        with database.platform() as db:
            sites = load_sites(db)
    finally:
        database.dispose()
    if any(not site.settings.get(MARK) for site in sites):
        raise RealTownsHere
    return [town for town in TOWNS if town.slug not in {site.slug for site in sites}]


def fill_town(platform: Platform, town: Town) -> None:
    """Make one town with everything in it, or nothing."""
    with platform.database.platform() as db:
        tenant_id = create_tenant(
            db, town.slug, list(town.hosts), dict(town.name), _locales(town), timezone=town.timezone,
            currency=town.currency, brand=town.brand, accent=town.accent, settings={MARK: True},
        )  # fmt: skip
        platform.database.enter_tenant(db.connection(), tenant_id)
        db.info |= key_info(platform.database.secret, tenant_id, platform.database.keys)
        site = next(site for site in load_sites(db) if site.id == tenant_id)
        seeding = Seeding(db, site, town, datetime.datetime.now(datetime.UTC), _request(platform, site))
        add_people(seeding)
        add_subjects(seeding)
        _settle(db, seeding)
        add_projects(seeding)
        add_managers(seeding)
        seeding.request.plugins.seed(seeding)
        announce(db)


def _locales(town: Town) -> list[str]:
    return sorted(town.locales, key=lambda locale: locale != town.default_locale)


def _request(platform: Platform, site: Site) -> Request:
    """A request of the town's application, for its services; it is never answered."""
    application = platform.make_place(site).application
    registry = application.registry  # type: ignore[attr-defined]  # Pyramid's router has one
    request = Request.blank("/", environ={"folkmoot.site": site, "HTTP_HOST": site.hosts[0]})
    prepare(request=request, registry=registry)
    return request


def _settle(db: Session, seeding: Seeding) -> None:
    """The town's own words on its pages."""
    town = seeding.town
    tenant = db.get_one(Tenant, seeding.site.id)
    tenant.settings = {
        MARK: True, "picture_id": str(seeding.picture(town.picture)), "tagline": spoken(seeding, town.claim),
        "welcome": spoken(seeding, town.welcome), "lead": spoken(seeding, town.lead),
        "footer": spoken(seeding, town.footer),
        "contact": {
            locale: f"{address}\n{town.contact.telephone}"
            for locale, address in spoken(seeding, town.contact.address).items()
        },
        "contact_email": town.contact.email,
        "pages": {
            page.key: {"title": spoken(seeding, page.title), "body": spoken(seeding, page.body)} for page in town.pages
        },
    }  # fmt: skip
    db.flush()

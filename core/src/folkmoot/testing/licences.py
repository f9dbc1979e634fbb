# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Licences for tests: the two of the demonstration, and any that a test mints with keys of its own."""

from functools import partial

from sqlalchemy import update

from folkmoot.audit.services import Audit
from folkmoot.demo.licences import demonstration_licence
from folkmoot.licences.examining import Examination, Examiner
from folkmoot.licences.installing import Act, install, remove
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import Installation
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.tenants.interfaces import Site
from folkmoot.testing.towns import Town


def install_demonstration_licence(town: Town, edition: str) -> None:
    """Open an edition in a town whose hosts lie under localhost."""
    install_licence(town, demonstration_licence(edition))


def install_licence(town: Town, data: bytes | str) -> None:
    """Install a file for this town alone, and let the platform follow at once; fails when it isn't acceptable."""
    store_licence(town, data)
    town.platform.refresh()


def store_licence(town: Town, data: bytes | str, *, operator: bool = False) -> None:
    """Install a file for this town alone; other processes hear of it, the town's own platform isn't refreshed."""
    platform = town.platform
    examination = examine(town, data, operator=operator)
    with platform.database.platform() as db:
        install(db, Audit(), _act(town, partial(platform.database.enter_tenant, db.connection())), examination)


def remove_licence(town: Town, jti: str) -> None:
    """Take a licence away from this town, and let the platform follow at once."""
    platform = town.platform
    with platform.database.platform() as db:
        remove(db, Audit(), _act(town, partial(platform.database.enter_tenant, db.connection())), jti)
    platform.refresh()


def install_in_pool(platform: Platform, data: bytes | str, *sites: Site) -> None:
    """Install a file for all sites of a platform, as an operator does; the platform follows at once."""
    store_in_pool(platform, data, *sites)
    platform.refresh()


def store_in_pool(platform: Platform, data: bytes | str, *sites: Site) -> None:
    """Install a file for all sites of a platform; the platform itself isn't refreshed."""
    assert isinstance(platform.composer.licences, Licences)
    concerned = list(sites) or platform.sites()
    examiner = Examiner(platform.composer.licences, platform.composer.installed)
    examination = examiner.examine(data, concerned, operator=True)
    with platform.database.platform() as db:
        enter = partial(platform.database.enter_tenant, db.connection())
        install(db, Audit(), Act(owner=None, sites=concerned, source="command", enter=enter), examination)


def examine(town: Town, data: bytes | str, **options: bool) -> Examination:
    """What a file would do in a town."""
    platform = town.platform
    assert isinstance(platform.composer.licences, Licences)
    return Examiner(platform.composer.licences, platform.composer.installed).examine(data, [town.site], **options)


def forget_floor(platform: Platform) -> None:
    """Let the clock be believed again, after a test has signed things in the future."""
    with platform.database.platform() as db:
        db.execute(update(Installation).values(clock_floor=0))
    platform.refresh()


def mode_of(town: Town, plugin_id: str) -> Mode:
    """How a module is present in a town now."""
    decisions = town.platform.composer.decide(town.site)
    return next(decision.mode for decision in decisions if decision.plugin.id == plugin_id)


def _act(town: Town, enter: partial[None]) -> Act:
    return Act(owner=town.id, sites=[town.site], source="command", enter=enter)

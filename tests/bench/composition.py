# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What compositions cost: to find a request's own, to build each, and to keep 300 tenants over four of them."""

import gc
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from place import HOST
from sqlalchemy import select

from folkmoot.app import build_application
from folkmoot.audit.services import Audit
from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.demo.licences import demonstration_licence
from folkmoot.licences.examining import Examiner
from folkmoot.licences.installing import Act, install
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.plugins.composition import Composition
from folkmoot.settings import Settings
from folkmoot.tenants.creation import create_tenant
from folkmoot.tenants.models import Tenant, TenantModule

REPEATS = 200_000


def lookup_microseconds(platform: Platform) -> float:
    """Microseconds from a Host header to the application that answers, best of three."""
    return min(_once(platform) for _ in range(3))


def _once(platform: Platform) -> float:
    start = time.perf_counter()
    for _ in range(REPEATS):
        platform.place(HOST)
    return (time.perf_counter() - start) / REPEATS * 1e6


TENANTS = 300
SWITCHED_OFF: tuple[tuple[str, ...] | None, ...] = (None, (), ("reporting",), ("workflow",))
"""Four kinds of tenants: without a licence, with all that Standard has, and with either module switched off."""


@dataclass(frozen=True)
class Built:
    """One composition: its paid modules, seconds of building and KiB of memory that stayed taken."""

    modules: str
    seconds: float
    kibibytes: int


@dataclass(frozen=True)
class Costs:
    """Each composition by itself; then reading, verifying and placing all tenants, with the memory that took."""

    built: list[Built]
    tenants: int
    seconds: float
    kibibytes: int
    lookup_microseconds: float


def costs(server: Server, settings: Settings) -> Costs:
    """Measure on a database of its own tenants; everything else that is there counts along."""
    platform = open_platform(settings, server)
    try:
        _make_tenants(platform)
        before = _resident()
        platform.refresh()
        after, began = _resident(), time.perf_counter()
        platform.refresh()
        seconds = time.perf_counter() - began
        kinds = {place.composition: place.site for place in map(platform.place, _hosts()) if place is not None}
        built = [_build(platform, one, platform.composer.licences.evidence(site)) for one, site in kinds.items()]
        return Costs(built, len(platform.sites()), seconds, after - before, lookup_microseconds(platform))
    finally:
        platform.close()


def _build(platform: Platform, composition: Composition, evidence: object) -> Built:
    gc.collect()
    before, began = _resident(), time.perf_counter()
    kept = build_application(platform, composition, evidence)  # type: ignore[arg-type]
    seconds = time.perf_counter() - began
    gc.collect()
    paid = [name for name in composition.ids if name in ("reporting", "workflow")]
    assert kept is not None
    return Built(", ".join(paid) or "none", seconds, _resident() - before)


def _hosts() -> list[str]:
    return [f"bench-{number}.localhost" for number in range(TENANTS)]


def _make_tenants(platform: Platform) -> None:
    with platform.database.platform() as db:
        if db.scalar(select(Tenant.id).where(Tenant.slug == "bench-0")) is None:
            for number, host in enumerate(_hosts()):
                create_tenant(db, f"bench-{number}", [host], f"Bench {number}", ["fr"])
    platform.refresh()
    for number, host in enumerate(_hosts()):
        place = platform.place(host)
        off = SWITCHED_OFF[number % len(SWITCHED_OFF)]
        if place is None or off is None:
            continue
        assert isinstance(platform.composer.licences, Licences)
        examiner = Examiner(platform.composer.licences, platform.composer.installed)
        examination = examiner.examine(demonstration_licence("standard"), [place.site])
        with platform.database.platform() as db:
            enter = partial(platform.database.enter_tenant, db.connection())
            install(db, Audit(), Act(place.site.id, [place.site], "demonstration", enter=enter), examination)
            db.add_all([TenantModule(tenant_id=place.site.id, plugin_id=plugin) for plugin in off])


def _resident() -> int:
    """This process's memory in KiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

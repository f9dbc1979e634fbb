# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Workers that read the keys at the same moment write down the same openings, and never wait in a ring."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from folkmoot.licences.models import LicenceOpening
from folkmoot.platform import Platform
from folkmoot.tenants.interfaces import Site
from folkmoot.testing.authority import Authority
from folkmoot.testing.licences import store_in_pool
from folkmoot.testing.towns import Town, make_town, retire

PATIENCE = 10.0
WAITING_FOR_US = text("SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")


def waiting_for(db: Session) -> int:
    """How many connections wait for this one; whoever has connected since it was asked last is seen as well."""
    db.execute(text("SELECT pg_stat_clear_snapshot()"))
    found: int = db.scalar(WAITING_FOR_US) or 0
    return found


def opened(db: Session, site: Site) -> None:
    db.add(LicenceOpening(tenant_id=site.id, plugin_id="poll"))
    db.flush()


def load(platform: Platform, sites: Sequence[Site]) -> None:
    """As a worker does that read the sites in this order."""
    with platform.database.platform() as db:
        enter = partial(platform.database.enter_tenant, db.connection())
        platform.composer.licences.load(db, enter, sites, platform.composer.installed)


def test_they_write_in_one_order(keyed: Platform, place: Town, authority: Authority) -> None:
    another = make_town(keyed)
    try:
        first, second = sorted((place.site, another.site), key=lambda site: site.id)
        store_in_pool(keyed, authority.bundle(authority.licence()), first, second)
        with ThreadPoolExecutor(1) as threads:
            with keyed.database.platform() as db:
                opened(db, first)
                other = threads.submit(load, keyed, [second, first])
                until = time.monotonic() + PATIENCE
                while not (waits := waiting_for(db)) and time.monotonic() < until:
                    time.sleep(0.02)
                assert waits == 1
                opened(db, second)
            other.result()
        with keyed.database.platform() as db:
            count = select(func.count()).where(LicenceOpening.tenant_id.in_([first.id, second.id]))
            assert db.scalar(count) == 2
    finally:
        retire(another)

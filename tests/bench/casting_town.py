# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with an open vote for the measuring of casting."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from typing import Any, cast

from filling import LANGUAGE, PROJECT, Town, token
from place import HOST
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account, AccountSession
from folkmoot.db.base import uuid7
from folkmoot.interfaces import IProjects
from folkmoot.platform import Platform
from folkmoot.projects.models import Phase, Project
from folkmoot.tenants.creation import create_tenant
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.opening import opened

OPTIONS = 25
SETTINGS = {
    "form": "budget", "budget": 100_000, "counting": "equal-shares", "publication": "L0", "auditor": "The auditor",
}  # fmt: skip


def make_town(platform: Platform, voters: int) -> Town:
    """A town whose voters are signed in and whose vote is open."""
    with platform.database.platform() as db:
        tenant_id = create_tenant(db, "bench", [HOST], "Bench", ["fr", "nl", "en"])
    platform.refresh()
    with platform.database.tenant(tenant_id) as db:
        _people(db, tenant_id, voters)
        project, phase = _project(db)
    town = Town(tenant_id, project, phase)
    _open(platform, town)
    return town


def _rows(db: Session, model: type[Any], tenant_id: uuid.UUID, rows: Sequence[dict[str, Any]]) -> None:
    table = cast("Table", model.__table__)
    db.execute(insert(table).returning(table.c.tenant_id), [{"tenant_id": tenant_id, **row} for row in rows])


def _people(db: Session, tenant_id: uuid.UUID, number: int) -> None:
    now = datetime.datetime.now(datetime.UTC)
    people = [uuid7() for _ in range(number)]
    confirmed = {"email_confirmed_at": now, "locale": "fr", "role": "citizen"}
    _rows(db, Account, tenant_id, [
        {"id": key, "email": f"user{n}@bench.test", "display_name": f"user{n}", **confirmed}
        for n, key in enumerate(people)
    ])  # fmt: skip
    until = now + datetime.timedelta(days=30)
    _rows(db, AccountSession, tenant_id, [
        {"account_id": key, "token_hash": hashlib.sha256(token(n).encode()).digest(), "expires_at": until}
        for n, key in enumerate(people)
    ])  # fmt: skip


def _project(db: Session) -> tuple[uuid.UUID, uuid.UUID]:
    now, title = datetime.datetime.now(datetime.UTC), {"fr": "Budget participatif"}
    project = Project(
        slug=PROJECT, title=title, state="published", published_at=now, preview_token=uuid.uuid4().hex
    )  # fmt: skip
    db.add(project)
    db.flush()
    day = datetime.timedelta(days=1)
    phase = Phase(
        project_id=project.id, method="voting", title=title, opens_at=now - day, closes_at=now + 300 * day,
        settings=SETTINGS,
    )  # fmt: skip
    db.add(phase)
    db.flush()
    for number in range(1, OPTIONS + 1):
        titles = dict.fromkeys(("fr", "nl", "en"), f"Projet {number} ({LANGUAGE})")
        db.add(VotingOption(phase_id=phase.id, number=number, title=titles, cost=number * 100_000))
    return project.id, phase.id


def _open(platform: Platform, town: Town) -> None:
    from folkmoot.jobs.task_services import task_services

    place = platform.place(HOST)
    assert place is not None
    services = task_services(platform.composer.plugins(place.composition), ("folkmoot",), "")
    with platform.database.tenant(town.id) as db:
        phase = services(IProjects).phase(db, town.phase_id, datetime.datetime.now(datetime.UTC))
        opened(db, phase, place.site)

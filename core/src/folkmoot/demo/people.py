# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The people of a demonstration town: those one can sign in as, the other authors, and the crowd."""

import datetime
import uuid
from typing import Any

from sqlalchemy import insert

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.accounts.models import Account as AccountRow
from folkmoot.accounts.models import ProjectManager
from folkmoot.accounts.passwords import hash_password
from folkmoot.db.base import uuid7
from folkmoot.demo import words
from folkmoot.demo.crowd import crowd_name
from folkmoot.demo.seeding import Seeding

PASSWORD = "try-folkmoot"  # noqa: S105 - known to everybody on purpose; only demonstration towns have such accounts


def add_people(seeding: Seeding) -> None:
    """Make all accounts. The password is hashed once: everybody may know it."""
    domain = seeding.town.accounts[0].email.partition("@")[2]
    shared = hash_password(PASSWORD)
    rows = []
    for account in seeding.town.accounts:
        row = _row(seeding, account.email, account.name, Role(account.role), account.locale, shared)
        seeding.accounts[account.key] = row["id"]
        rows.append(row)
    citizens = [seeding.accounts[one.key] for one in seeding.town.accounts if one.role is words.Role.CITIZEN]
    others = [
        _row(seeding, f"citizen{number}@{domain}", name, Role.CITIZEN, _locale(seeding, number), None)
        for number, name in enumerate(seeding.town.citizens, start=len(citizens))
    ]
    crowd = [
        _row(seeding, f"crowd{number}@{domain}", crowd_name(number), Role.CITIZEN, _locale(seeding, number), None)
        for number in range(seeding.town.crowd)
    ]
    seeding.people = [*citizens, *(row["id"] for row in others)]
    seeding.crowd = [row["id"] for row in crowd]
    everybody = [*rows, *others, *crowd]
    seeding.db.execute(insert(AccountRow), everybody)
    seeding.current = {row["id"]: _current(row) for row in everybody}


def add_managers(seeding: Seeding) -> None:
    """Give managers their projects, once those exist."""
    found = []
    for account in seeding.town.accounts:
        person = seeding.accounts[account.key]
        managed = frozenset(seeding.projects[key] for key in account.manages)
        found += [{"account_id": person, "project_id": project} for project in sorted(managed)]
        if managed:
            before = seeding.current[person]
            seeding.current[person] = CurrentAccount(
                before.id, before.session_id, before.display_name, before.role, before.locale, True, managed
            )
    if found:
        seeding.db.execute(insert(ProjectManager), found)


def _locale(seeding: Seeding, number: int) -> str:
    return seeding.site.locales[number % len(seeding.site.locales)]


def _row(
    seeding: Seeding, email: str, name: str, role: Role, locale: str, password_hash: str | None
) -> dict[str, Any]:
    joined = seeding.now - datetime.timedelta(days=120)
    return {
        "id": uuid7(), "email": email, "display_name": name, "role": str(role), "locale": locale,
        "email_confirmed_at": joined, "password_hash": password_hash, "created_at": joined,
    }  # fmt: skip


def _current(row: dict[str, Any]) -> CurrentAccount:
    person = uuid.UUID(str(row["id"]))
    return CurrentAccount(
        person, uuid.UUID(int=0), str(row["display_name"]), Role(str(row["role"])), str(row["locale"]), True
    )

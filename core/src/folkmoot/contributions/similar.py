# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is like a text that somebody is writing: modules propose, rows decide what is shown."""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.contributions.interfaces import SimilarContribution
from folkmoot.contributions.tables import contribution, project
from folkmoot.hookspecs.flow import Similar
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.plugins.manager import Plugins

LONGEST = 600
"""Characters of a text that are looked at: what is typed first says what it is about."""
SPARE = 2
"""How many times as many are asked for as are shown: some of them may be gone or not for this person."""


def similar(
    db: Session, plugins: Plugins, account: CurrentAccount | None, phase: PhaseInfo, text: str, limit: int
) -> list[SimilarContribution] | None:
    """What is published, not withdrawn, and in a project that this person may read; None: nobody looks for it."""
    if not plugins.offers_similar:
        return None
    proposed: dict[uuid.UUID, Similar] = {}
    for one in plugins.similar(db, phase, text.strip()[:LONGEST], limit * SPARE):
        proposed.setdefault(one.contribution_id, one)
    rows = _rows(db, list(proposed)) if proposed else {}
    readable = {key: row for key, row in rows.items() if _may_read(account, phase, row)}
    shown = [_shown(plugins, one, readable[key]) for key, one in proposed.items() if key in readable]
    return [one for one in shown if one is not None][:limit]


def _may_read(account: CurrentAccount | None, phase: PhaseInfo, row: Any) -> bool:
    """Drafts are for their team; who writes in a project that isn't listed knows that project already, and no other."""
    if account is not None and account.manages(row.project_id):
        return True
    return row.project_state != "draft" and (row.project_listed or row.project_id == phase.project_id)


def _shown(plugins: Plugins, one: Similar, row: Any) -> SimilarContribution | None:
    method = plugins.method(row.method)
    if method is None or not method.contribution_route:
        return None
    return SimilarContribution(
        row.id, row.number, row.title, row.language, method.contribution_route, one.score, one.shared
    )


def _rows(db: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
    return {row.id: row for row in db.connection().execute(_statement(), {"ids": ids})}


@lru_cache(maxsize=1)
def _statement() -> Select[Any]:
    """Who erased their texts left an empty title: there is nothing to show of it."""
    c = contribution.c
    return (
        select(
            c.id, c.number, c.title, c.language, c.method, c.project_id,
            project.c.state.label("project_state"), project.c.listed.label("project_listed"),
        )
        .select_from(contribution.join(project, project.c.id == c.project_id))
        .where(
            c.id == func.any(bindparam("ids", type_=ARRAY(Uuid))), c.published_at.is_not(None),
            c.withdrawn_at.is_(None), c.title != "",
        )
    )  # fmt: skip

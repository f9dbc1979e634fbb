# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What people decided about near-duplicates: a list that is replayed over any run; undoing removes the last."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account
from folkmoot.db.base import uuid7
from folkmoot_premium.insights.merging import Decision, Merging
from folkmoot_premium.insights.sheets.tables import merge
from folkmoot_premium.insights.tables import analysis, item, joined, living, nearly_same


@dataclass(frozen=True)
class Proposed:
    """A group of near-duplicates that a run found, of which at least two are there. score: 0 to 1."""

    number: int
    score: float
    items: tuple[str, ...]


def proposed(db: Session, run_id: uuid.UUID) -> list[Proposed]:
    """The groups of a run, the likest first; without what is withdrawn or gone."""
    n, i = nearly_same.c, item.c
    query = (
        select(n.number, n.score, func.array_agg(i.item).label("items"))
        .select_from(joined().join(nearly_same, (n.run_id == i.run_id) & (n.place == i.place)))
        .where(i.run_id == run_id, living())
        .group_by(n.number, n.score)
        .having(func.count() > 1)
        .order_by(n.score.desc(), n.number)
    )
    return [Proposed(row.number, row.score, tuple(sorted(row.items))) for row in db.execute(query)]


def merging_of(db: Session, analysis_id: uuid.UUID) -> Merging:
    """All decisions of an analysis, replayed."""
    m = merge.c
    rows = db.execute(select(m.candidates, m.merged).where(m.analysis_id == analysis_id).order_by(m.number))
    return Merging.replay(Decision(frozenset(row.candidates), frozenset(row.merged)) for row in rows)


def last(db: Session, analysis_id: uuid.UUID) -> Any:
    """The last decision: number, candidates, merged, who (None: a former colleague), when, and act; None: none yet."""
    m = merge.c
    query = (
        select(m.number, m.candidates, m.merged, m.made_at, m.act, account.c.display_name.label("who"))
        .select_from(merge.outerjoin(account, account.c.id == m.made_by_id))
        .where(m.analysis_id == analysis_id)
        .order_by(m.number.desc())
        .limit(1)
    )
    return db.execute(query).one_or_none()


def decide(
    db: Session, analysis_id: uuid.UUID, decisions: Sequence[Decision], who: uuid.UUID | None, now: datetime.datetime
) -> None:
    """Write down what somebody said with one press about groups; undone together, too. Raises ValueError where a
    decision isn't about a group."""  # fmt: skip
    for one in decisions:
        if len(one.group) < 2 or len(one.merged) == 1 or not one.merged <= one.group:
            raise ValueError("a decision is about a group, and merges none or at least two of it")
    _lock(db, analysis_id)
    m = merge.c
    first = int(db.scalar(select(func.coalesce(func.max(m.number), 0) + 1).where(m.analysis_id == analysis_id)) or 1)
    same = {"analysis_id": analysis_id, "act": first, "made_by_id": who, "made_at": now}
    rows = [
        {"id": uuid7(), "number": number, "candidates": sorted(one.group), "merged": sorted(one.merged), **same}
        for number, one in enumerate(decisions, first)
    ]
    if rows:
        db.execute(insert(merge), rows)


def undo(db: Session, analysis_id: uuid.UUID, number: str) -> int:
    """Drop the last decision with all that were made with the same press: how many. None where the last one has
    another number: somebody was quicker, or pressed twice."""  # fmt: skip
    _lock(db, analysis_id)
    m = merge.c
    newest = last(db, analysis_id)
    if newest is None or str(newest.number) != number:
        return 0
    dropped = db.execute(delete(merge).where(m.analysis_id == analysis_id, m.act == newest.act).returning(m.number))
    return len(dropped.all())


def _lock(db: Session, analysis_id: uuid.UUID) -> None:
    """Of two who decide at once, the second waits: numbers follow each other without a gap."""
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())

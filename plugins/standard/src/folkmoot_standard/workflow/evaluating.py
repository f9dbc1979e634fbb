# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Evaluations as rows: putting contributions into the table, what the town thinks of them, what was told."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from folkmoot.contributions.tables import account, contribution, status
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.tables import evaluation, evaluator

Localised = dict[str, str]


@dataclass(frozen=True)
class Judgement:
    """What the town thinks: cost in the currency's smallest unit, verdict ("" for none yet), reason by language."""

    cost: int | None
    verdict: str
    reason: Localised


def content(row: Any) -> dict[str, Any]:
    """What of an evaluation is told to its author; kept as it was told, to know whether it has changed since."""
    return {"verdict": row.verdict, "cost": row.cost, "reason": dict(row.reason)}


def changed(row: Any) -> bool:
    """Whether an announced evaluation says something else by now."""
    return row.announced is not None and row.announced != content(row)


def begin(hand: Hand, contribution_ids: Iterable[uuid.UUID]) -> int:
    """Put contributions into the evaluation table: how many weren't in it."""
    ids = sorted(set(contribution_ids))
    if not ids:
        return 0
    rows = [{"contribution_id": one, "reason": {}, "begun_at": hand.now} for one in ids]
    statement = insert(evaluation).values(rows).on_conflict_do_nothing().returning(evaluation.c.contribution_id)
    new = list(hand.db.scalars(statement))
    hand.tell_of(new, "evaluation-begun")
    if new:
        hand.log("evaluation-begun", new[0] if len(new) == 1 else None, contributions=len(new))
    return len(new)


def remove(hand: Hand, contribution_ids: Sequence[uuid.UUID]) -> int:
    """Take contributions out of the table that nobody was told about: how many."""
    e = evaluation.c
    untold = (e.contribution_id.in_(contribution_ids), e.announced_at.is_(None), e.pending_id.is_(None))
    gone = list(hand.db.scalars(delete(evaluation).where(*untold).returning(e.contribution_id)))
    hand.db.execute(delete(evaluator).where(evaluator.c.contribution_id.in_(gone)))
    for contribution_id in gone:
        hand.tell(contribution_id, "evaluation-removed", hand.actor_id)
        hand.log("evaluation-removed", contribution_id)
    return len(gone)


def set_evaluators(hand: Hand, contribution_ids: Iterable[uuid.UUID], account_ids: Sequence[uuid.UUID]) -> None:
    """Say who is asked to evaluate; replaces those before."""
    for contribution_id in sorted(set(contribution_ids)):
        e = evaluator.c
        others = (e.contribution_id == contribution_id, e.account_id.not_in(account_ids))
        hand.db.execute(delete(evaluator).where(*others))
        add_evaluators(hand, [contribution_id], account_ids)


def add_evaluators(hand: Hand, contribution_ids: Sequence[uuid.UUID], account_ids: Sequence[uuid.UUID]) -> None:
    """Ask further colleagues, beside those asked already."""
    ids = sorted(set(contribution_ids))
    pairs = [{"contribution_id": one, "account_id": who} for one in ids for who in account_ids]
    if pairs:
        hand.db.execute(insert(evaluator).values(pairs).on_conflict_do_nothing())


def save(hand: Hand, row: Any, judgement: Judgement, *, finish: bool) -> None:
    """Store what the town thinks; finish: it may be announced. The caller has seen to verdict and languages then."""
    values: Mapping[str, Any] = {
        "cost": judgement.cost, "verdict": judgement.verdict or None, "reason": judgement.reason,
        "finished_at": (row.finished_at or hand.now) if finish else None,
    }  # fmt: skip
    hand.db.execute(update(evaluation).where(evaluation.c.contribution_id == row.contribution_id).values(**values))
    if finish != (row.finished_at is not None):
        kind = "evaluation-finished" if finish else "evaluation-reopened"
        hand.tell(row.contribution_id, kind, hand.actor_id)
    hand.log("evaluation-finished" if finish else "evaluation-saved", row.contribution_id, verdict=judgement.verdict)


def table(hand_db: Any, phase_id: uuid.UUID) -> list[Any]:
    """Every evaluation of a phase with its contribution, author, status and evaluators' ids; one statement."""
    c, e, v = contribution.c, evaluation.c, evaluator.c
    asked = select(func.array_agg(v.account_id)).where(v.contribution_id == c.id).correlate(contribution)
    query = (
        select(
            evaluation, c.id, c.number, c.title, c.language, c.method, c.author_id, c.withdrawn_at, c.created_at,
            func.coalesce(account.c.display_name, c.author_name).label("author"), account.c.email, account.c.locale,
            account.c.email_confirmed_at, status.c.title.label("status"), status.c.tone,
            func.coalesce(asked.scalar_subquery(), []).label("evaluators"),
        )
        .select_from(
            evaluation.join(contribution, c.id == e.contribution_id)
            .join(status, status.c.id == c.status_id)
            .outerjoin(account, account.c.id == c.author_id)
        )
        .where(c.phase_id == phase_id)
        .order_by(c.number)
    )  # fmt: skip
    return list(hand_db.execute(query))

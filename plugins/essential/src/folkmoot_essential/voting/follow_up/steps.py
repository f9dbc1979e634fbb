# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Changing a stage of a winner: what may be said, what is kept of what was said before."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.interfaces import IAudit
from folkmoot_essential.voting.follow_up.stages import DELIVERED, STOPPED, Stage
from folkmoot_essential.voting.models import VotingOption, VotingStep, VotingStepChange

FIELDS = ("planned_on", "reached_on", "planned_money", "spent_money", "text")


@dataclass(frozen=True)
class StepDraft:
    """A stage as staff describe it. Money in the smallest unit of the currency; text: rich text, already clean."""

    planned_on: datetime.date | None = None
    reached_on: datetime.date | None = None
    planned_money: int | None = None
    spent_money: int | None = None
    text: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hand:
    """Who changes something, and where it is written down. today: the day of the town's calendar."""

    audit: IAudit
    actor_id: uuid.UUID
    today: datetime.date


class Refused(Exception):
    """Why a stage can't be saved, by a code and the field it is about.

    future-date, reason-missing, text-missing, already-delivered, already-stopped, changed-meanwhile.
    """

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


def steps_of(db: Session, option_ids: list[uuid.UUID]) -> list[VotingStep]:
    """What is known of the stages of some winners, in one statement."""
    statement = select(VotingStep).where(VotingStep.option_id.in_(option_ids))
    return list(db.scalars(statement)) if option_ids else []


def of_stage(db: Session, option: VotingOption, stage: Stage, *, lock: bool = False) -> VotingStep | None:
    """One stage of one winner, if anything is known of it."""
    statement = select(VotingStep).where(VotingStep.option_id == option.id, VotingStep.stage == stage.key)
    return db.scalar(statement.with_for_update() if lock else statement)


def save(
    db: Session, option: VotingOption, stage: Stage, draft: StepDraft, hand: Hand, *, revision: int = 0,
    reason: str = "",
) -> VotingStep:  # fmt: skip
    """Say something of a stage, or change it. revision: of the row that the form was made from, 0 for none.

    Who changes a stage that was reached gives a reason, which everybody can read. Raises Refused.
    """
    _hold(db, option)
    known = of_stage(db, option, stage, lock=True)
    if revision != (known.revision if known is not None else 0):
        raise Refused("changed-meanwhile")
    _fits(db, option, stage, draft, hand)
    if known is None:
        return _made(db, option, stage, draft, hand)
    changed = _difference(known, draft)
    if changed:
        _change(db, known, draft, changed, hand, reason.strip())
    return known


def _hold(db: Session, option: VotingOption) -> None:
    """One after the other: of two stages saved at once one would not see that the other ends the work."""
    db.execute(select(VotingOption.id).where(VotingOption.id == option.id).with_for_update())


def _fits(db: Session, option: VotingOption, stage: Stage, draft: StepDraft, hand: Hand) -> None:
    if draft.reached_on is None:
        return
    if draft.reached_on > hand.today:
        raise Refused("future-date", "reached_on")
    if stage.kind == STOPPED and not any(text.strip() for text in draft.text.values()):
        raise Refused("text-missing", "text")
    other = {DELIVERED: STOPPED, STOPPED: DELIVERED}.get(stage.kind)
    if other is None:
        return
    statement = select(VotingStep.id).where(
        VotingStep.option_id == option.id, VotingStep.stage == other, VotingStep.reached_on.is_not(None)
    )
    if db.scalar(statement) is not None:
        raise Refused(f"already-{other}", "reached_on")


def _made(db: Session, option: VotingOption, stage: Stage, draft: StepDraft, hand: Hand) -> VotingStep:
    values = {name: getattr(draft, name) for name in FIELDS} | {"text": dict(draft.text)}
    made = VotingStep(option_id=option.id, stage=stage.key, **values)
    db.add(made)
    db.flush()
    _note(db, made, "begun", hand, [name for name, value in values.items() if value])
    return made


def _change(
    db: Session, step: VotingStep, draft: StepDraft, changed: dict[str, list[Any]], hand: Hand, reason: str
) -> None:  # fmt: skip
    if step.reached_on is not None and not reason:
        raise Refused("reason-missing", "reason")
    for name in FIELDS:
        setattr(step, name, getattr(draft, name))
    step.text = dict(draft.text)
    step.revision += 1
    db.add(VotingStepChange(step_id=step.id, actor_id=hand.actor_id, reason=reason, changed=changed))
    db.flush()
    _note(db, step, "changed", hand, sorted(changed))


def _difference(step: VotingStep, draft: StepDraft) -> dict[str, list[Any]]:
    """Field -> [before, after], of what differs."""
    pairs = {name: (getattr(step, name), getattr(draft, name)) for name in FIELDS}
    pairs["text"] = (dict(step.text), {code: text for code, text in draft.text.items() if text.strip()})
    return {name: [_plain(before), _plain(after)] for name, (before, after) in pairs.items() if before != after}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _note(db: Session, step: VotingStep, verb: str, hand: Hand, fields: list[str]) -> None:
    """The audit log learns which stage, and which of its fields; the values stand in the public history."""
    details = {"option": str(step.option_id), "stage": step.stage, "fields": fields}
    hand.audit.record(db, hand.actor_id, f"voting.stage_{verb}", "voting_step", step.id, details)


def changes_of(db: Session, step_ids: list[uuid.UUID]) -> list[VotingStepChange]:
    """What was changed of some stages, newest first."""
    statement = select(VotingStepChange).where(VotingStepChange.step_id.in_(step_ids))
    newest = statement.order_by(VotingStepChange.at.desc(), VotingStepChange.id.desc())
    return list(db.scalars(newest)) if step_ids else []

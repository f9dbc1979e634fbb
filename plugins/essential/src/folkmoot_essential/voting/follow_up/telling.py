# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Telling people that a winner has reached a stage: one letter to each, once, whatever happens to the worker.

A person's row and their letter are one transaction, and the row's key holds "once": of two jobs at once the second
waits for the first one's rows, finds them there, and writes nothing.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.i18n import formats
from folkmoot.interfaces import IJobs, IMailer, Site
from folkmoot_essential.voting.follow_up import audience
from folkmoot_essential.voting.follow_up.audience import Reader
from folkmoot_essential.voting.follow_up.letter_text import plain
from folkmoot_essential.voting.follow_up.stages import STOPPED, Stage, stages_of
from folkmoot_essential.voting.models import VotingOption, VotingStep, VotingTold

ID, NAME = "voting", "voting.tell"
LETTER = "folkmoot_essential.voting:templates/follow_up_letter.txt.jinja2"
AT_ONCE = 100
"""Letters in one transaction of the task."""


def start(db: Session, jobs: Any, step: VotingStep, address: str) -> None:
    """Ask for the letters. address: of the winner's page with {lang} in it, as a worker knows no routes."""
    jobs.defer(db, ID, NAME, {"step": str(step.id), "address": address}, lock=f"voting.tell:{step.id}")


def run(context: TaskContext) -> None:
    """Tell the next readers, and defer itself while there are more."""
    db = context.db
    step = db.scalar(select(VotingStep).where(VotingStep.id == uuid.UUID(context.arguments["step"])))
    if step is None or step.reached_on is None:
        return
    option = db.scalars(select(VotingOption).where(VotingOption.id == step.option_id)).one()
    stage = next((one for one in stages_of(db, option.phase_id, context.site) if one.key == step.stage), None)
    readers = audience.next_readers(db, option, step, AT_ONCE)
    if stage is None or not readers:
        return
    told = _mark(db, step, readers)
    for reader in readers:
        if reader.id in told:
            _write(context, option, stage, step, reader)
    if len(readers) == AT_ONCE:
        start(db, context.service(IJobs), step, context.arguments["address"])


def _mark(db: Session, step: VotingStep, readers: Sequence[Reader]) -> set[uuid.UUID]:
    """Write down that they are told; those whom nobody has told before."""
    rows = [{"step_id": step.id, "account_id": reader.id} for reader in readers]
    statement = insert(VotingTold).values(rows).on_conflict_do_nothing().returning(VotingTold.account_id)
    told = set(db.scalars(statement))
    counted = update(VotingStep).where(VotingStep.id == step.id)
    if told:
        db.execute(counted.values(told=VotingStep.told + len(told), told_at=func.now()))
    return told


def _write(context: TaskContext, option: VotingOption, stage: Stage, step: VotingStep, reader: Reader) -> None:
    language = language_of(context.site, reader.locale)
    values = letter(context.site, option, stage, step, language)
    base = context.arguments["address"].replace("{lang}", language)
    key = audience.letter_key(context.db, option, reader.id)
    context.service(IMailer).send_letter(
        context.db, context.site, reader.email, LETTER, language, reader.id, name=reader.name, why=reader.why,
        page=base, end=f"{base}/letters?who={reader.id}&key={key}", **values,
    )  # fmt: skip


def language_of(site: Site, wanted: str) -> str:
    """The language of a letter: the person's where the town offers it."""
    return wanted if wanted in site.locales else site.default_locale


def letter(site: Site, option: VotingOption, stage: Stage, step: VotingStep, language: str) -> dict[str, Any]:
    """What a letter says of a stage, whoever gets it."""
    assert step.reached_on is not None
    amounts = {"given": option.cost or None, "planned": step.planned_money, "spent": step.spent_money}
    return {
        "winner": site.text(option.title, language), "stage": site.text(stage.title, language),
        "stopped": stage.kind == STOPPED, "day": formats.date(step.reached_on, language),
        "text": plain(site.text(step.text, language)),
        **{name: _money(site, amount, language) for name, amount in amounts.items()},
    }  # fmt: skip


def _money(site: Site, amount: int | None, language: str) -> str:
    return "" if amount is None else formats.money(amount, site.currency, language)


TASK = Task(NAME, run)

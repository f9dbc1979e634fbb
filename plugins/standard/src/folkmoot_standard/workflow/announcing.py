# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Telling authors: who is written to and who isn't, and the task that writes one letter to each, once.

An announcement marks the evaluations it sets out to tell. The task takes some authors at a time: their letters, their
statuses and the marks' removal are one transaction, so a worker that is killed tells nobody twice and forgets nobody.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.i18n import formats
from folkmoot.interfaces import IAudit, IContributions, IJobs, IMailer, Site
from folkmoot_standard.workflow import evaluating
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.letters import language
from folkmoot_standard.workflow.tables import announcement, evaluation
from folkmoot_standard.workflow.verdicts import TITLES, Verdict

ID, NAME = "workflow", "announce"
LETTER = "folkmoot_standard.workflow:templates/verdicts.txt.jinja2"
AT_ONCE = 100
"""Authors in one transaction of the task."""


@dataclass
class Plan:
    """What an announcement would do. letters: author's id -> what their one letter tells; the other lists get none."""

    letters: dict[uuid.UUID, list[Any]] = field(default_factory=dict)
    without_author: list[Any] = field(default_factory=list)
    drafts: list[Any] = field(default_factory=list)
    incomplete: list[Any] = field(default_factory=list)
    withdrawn: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)
    underway: list[Any] = field(default_factory=list)

    @property
    def to_tell(self) -> list[Any]:
        """Every evaluation that would be announced."""
        return [row for rows in self.letters.values() for row in rows] + self.without_author

    @property
    def again(self) -> list[Any]:
        """Those among them that were announced before and say something else now."""
        return [row for row in self.to_tell if row.announced_at is not None]


def plan(rows: Sequence[Any], site: Site) -> Plan:
    """Sort a phase's evaluations (evaluating.table) by what an announcement would do with them."""
    made, letters = Plan(), defaultdict(list)
    for row in rows:
        if (kept := _kept_back(made, row, site)) is not None:
            kept.append(row)
        elif row.author_id is not None and row.email_confirmed_at is not None:
            letters[row.author_id].append(row)
        else:
            made.without_author.append(row)
    made.letters = dict(letters)
    return made


def _kept_back(made: Plan, row: Any, site: Site) -> list[Any] | None:
    """The list of those that aren't announced that an evaluation belongs to, or None when it is."""
    required = site.required_locales or (site.default_locale,)
    checks = (
        (made.underway, row.pending_id is not None),
        (made.drafts, row.finished_at is None),
        (made.told, row.announced_at is not None and not evaluating.changed(row)),
        (made.withdrawn, row.withdrawn_at is not None),
        (made.incomplete, any(not row.reason.get(locale, "").strip() for locale in required)),
    )
    return next((kept for kept, applies in checks if applies), None)


def start(
    hand: Hand, jobs: Any, phase_id: uuid.UUID, made: Plan, statuses: Mapping[str, str], link: str
) -> uuid.UUID | None:
    """Begin to announce what a plan says: the announcement's id, None when another one tells all of it already."""
    ids = [row.contribution_id for row in made.to_tell]
    new_id = uuid7()
    values = {"phase_id": phase_id, "started_by_id": hand.actor_id, "started_at": hand.now, "link": link}
    hand.db.execute(insert(announcement).values(id=new_id, statuses=dict(statuses), total=0, letters=0, **values))
    e = evaluation.c
    free = (e.contribution_id.in_(ids), e.pending_id.is_(None), e.finished_at.is_not(None))
    marked = len(list(hand.db.scalars(
        update(evaluation).where(*free).values(pending_id=new_id).returning(e.contribution_id)
    )))  # fmt: skip
    if not marked:
        hand.db.execute(delete(announcement).where(announcement.c.id == new_id))
        return None
    hand.db.execute(update(announcement).where(announcement.c.id == new_id).values(total=marked))
    hand.log("results-announced", None, phase=str(phase_id), contributions=marked)
    jobs.defer(hand.db, ID, NAME, {"announcement": str(new_id)})
    return new_id


def left(db: Session, announcement_id: uuid.UUID) -> int:
    """How many evaluations an announcement still has to tell."""
    query = select(func.count()).select_from(evaluation).where(evaluation.c.pending_id == announcement_id)
    return int(db.scalar(query) or 0)


def run(context: TaskContext) -> None:
    """Tell the next authors, and defer itself while there are more."""
    query = select(announcement).where(announcement.c.id == uuid.UUID(context.arguments["announcement"]))
    row = context.db.execute(query.with_for_update()).one_or_none()
    if row is None or row.finished_at is not None:
        return
    pending = [one for one in evaluating.table(context.db, row.phase_id) if one.pending_id == row.id]
    groups = _authors(pending)
    for author_id, rows in groups[:AT_ONCE]:
        _tell(context, row, author_id, rows)
    if len(groups) > AT_ONCE:
        context.service(IJobs).defer(context.db, ID, NAME, context.arguments)
    else:
        context.db.execute(update(announcement).where(announcement.c.id == row.id).values(finished_at=context.now))


def _authors(pending: Sequence[Any]) -> list[tuple[uuid.UUID | None, list[Any]]]:
    """What to tell, by author; None: those that nobody is written to about, one by one."""
    grouped: dict[uuid.UUID, list[Any]] = {}
    alone: list[tuple[uuid.UUID | None, list[Any]]] = []
    for one in pending:
        if one.author_id is not None and one.email_confirmed_at is not None:
            grouped.setdefault(one.author_id, []).append(one)
        else:
            alone.append((None, [one]))
    return [*grouped.items(), *alone]


def _tell(context: TaskContext, row: Any, author_id: uuid.UUID | None, rows: Sequence[Any]) -> None:
    """One author's letter, the statuses, and the marks: told."""
    told = [one for one in rows if one.withdrawn_at is None and one.finished_at is not None]
    if author_id is not None and told:
        values = letter_values(context.site, told, row.link)
        context.service(IMailer).send_letter(
            context.db, context.site, told[0].email, LETTER, values["written_in"], author_id, **values
        )
        counted = update(announcement).where(announcement.c.id == row.id)
        context.db.execute(counted.values(letters=announcement.c.letters + 1))
    hand = Hand(context.db, context.service(IAudit), row.started_by_id, context.now)
    for one in rows:
        _mark(context, hand, row, one, written=author_id is not None, told=one in told)


def _mark(context: TaskContext, hand: Hand, row: Any, one: Any, *, written: bool, told: bool) -> None:
    values: dict[str, Any] = {"pending_id": None}
    if told:
        values |= {"announced_at": context.now, "announced": evaluating.content(one)}
        hand.tell(one.contribution_id, "announced" if written else "announced-without-letter", None)
        status_id = row.statuses.get(one.verdict)
        if status_id and row.started_by_id is not None:
            service = context.service(IContributions)
            service.set_status(context.db, one.contribution_id, uuid.UUID(status_id), row.started_by_id, context.now)
    where = evaluation.c.contribution_id == one.contribution_id
    context.db.execute(update(evaluation).where(where).values(**values))


def letter_values(site: Site, rows: Sequence[Any], link: str) -> dict[str, Any]:
    """What the letter of one author says, in their language where the town offers it. link: see Announcement."""
    locale = language(site, rows[0].locale)
    items = [
        {
            "title": row.title, "verdict": TITLES[Verdict(row.verdict)], "reason": site.text(row.reason, locale),
            "cost": None if row.cost is None else formats.money(row.cost, site.currency, locale),
            "again": row.announced_at is not None,
            "url": link.replace("{lang}", locale).replace("{number}", str(row.number)),
        }
        for row in rows
    ]  # fmt: skip
    return {"name": rows[0].author, "items": items, "written_in": locale}


def newest(db: Session, phase_id: uuid.UUID) -> Any:
    """The last announcement of a phase, or None."""
    a = announcement.c
    query = select(announcement).where(a.phase_id == phase_id).order_by(a.started_at.desc(), a.id.desc()).limit(1)
    return db.execute(query).one_or_none()


TASK = Task(NAME, run)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Making concrete-idea sheets, and what people change of them."""

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import contribution
from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights.sheets import evidence
from folkmoot_premium.insights.sheets.central import Proposal, proposals
from folkmoot_premium.insights.sheets.costs_named import columns, likely
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.sentences import Sentence, mark
from folkmoot_premium.insights.sheets.tables import quotation, sheet, sheet_source
from folkmoot_premium.insights.tables import analysis, item, joined, living

QUOTED = 2
"""Sentences that are quoted below the core sentence of a new sheet."""
PROPOSED = 10
NO_SOURCES = Refusal("insights-no-sources", _("None of these contributions is in the analysis or still there."))
INCOMPLETE = Refusal(
    "insights-sheet-incomplete", _("A sheet that is ready needs a core sentence and at least one source that is there.")
)


def compose(
    db: Session, analysis_id: uuid.UUID, origin: str, items: Iterable[str], actor_id: uuid.UUID | None,
    now: datetime.datetime, theme: str = "",
) -> uuid.UUID | Refusal:  # fmt: skip
    """Make a sheet with the most central sentences of its sources; items: of the analysis, checked by the caller."""
    sources = list(evidence.read(db, analysis_id, items).values())
    if not sources:
        return NO_SOURCES
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    last = db.scalar(select(func.max(sheet.c.position)).where(sheet.c.analysis_id == analysis_id)) or 0
    made = uuid7()
    values = {"origin": origin, "theme": theme, "made_by_id": actor_id, "made_at": now, "changed_at": now}
    more = {"state": "draft", "title": "", "words": "", "cost_field": likely(columns(sources))}
    db.execute(insert(sheet).values(id=made, analysis_id=analysis_id, position=last + 1, **values, **more))
    db.execute(insert(sheet_source), [{"sheet_id": made, "item": one.item} for one in sources])
    found = propose(db, analysis_id, sources, 1 + QUOTED)
    quoted = [
        {"sheet_id": made, "item": one.sentence.source, "mark": one.sentence.mark, "position": place, "automatic": True}
        for place, one in enumerate(found)
    ]
    if quoted:
        db.execute(insert(quotation), quoted)
    return made


def propose(
    db: Session, analysis_id: uuid.UUID, sources: Sequence[Evidence], most: int = PROPOSED
) -> list[Proposal]:  # fmt: skip
    """The sentences of these sources that most others are like."""
    said = [sentence for one in sources for sentence in one.said]
    excluded = db.scalar(select(analysis.c.excluded).where(analysis.c.id == analysis_id)) or []
    languages = {one.item: one.language.partition("-")[0].lower() for one in sources}
    return proposals(said, languages, excluded, most)


@dataclass(frozen=True)
class Wish:
    """A sheet as somebody wants it. core: a sentence of a source; None: words, their own, or none yet."""

    title: str
    core: Sentence | None
    words: str
    quotes: Sequence[Sentence]
    cost_field: str
    ready: bool

    @classmethod
    def of(cls, idea: Idea) -> "Wish":
        """As it is now."""
        title = "" if idea.title_automatic else idea.title
        core, quotes = idea.core.sentence if idea.core else None, [one.sentence for one in idea.quotes]
        return cls(title, core, idea.words, quotes, idea.cost_field, idea.state == "ready")


def save(db: Session, idea: Idea, wish: Wish, now: datetime.datetime) -> Refusal | None:
    """Change a sheet; refused where it should be ready and can't. Words that a source says too become its quotation."""
    core = wish.core or _said(idea.sources, wish.words)
    words = "" if core else wish.words
    if wish.ready and not (idea.sources and (core or words)):
        return INCOMPLETE
    _quote(db, idea, core, [one for one in wish.quotes if one != core])
    state = "ready" if wish.ready else "draft"
    values = {"title": wish.title, "words": words, "cost_field": wish.cost_field, "state": state, "changed_at": now}
    db.execute(update(sheet).where(sheet.c.id == idea.id).values(**values))
    return None


def _said(sources: Iterable[Evidence], words: str) -> Sentence | None:
    wanted = mark(words)
    return next((one for source in sources for one in source.said if one.mark == wanted), None)


def _quote(db: Session, idea: Idea, core: Sentence | None, quotes: Sequence[Sentence]) -> None:
    """Put the chosen sentences in the place of all; who took over what was proposed leaves it marked as automatic."""
    proposed = {one.sentence for one in (idea.core, *idea.quotes) if one is not None and one.automatic}
    db.execute(delete(quotation).where(quotation.c.sheet_id == idea.id))
    places = [(0, core), *enumerate(dict.fromkeys(quotes), 1)]
    rows = [
        {"sheet_id": idea.id, "item": one.source, "mark": one.mark, "position": place, "automatic": one in proposed}
        for place, one in places
        if one is not None
    ]
    if rows:
        db.execute(insert(quotation), rows)


def add_sources(
    db: Session, analysis_id: uuid.UUID, idea: Idea, items: Iterable[str], now: datetime.datetime
) -> int:  # fmt: skip
    """Add texts of the analysis to a sheet; how many are new and there."""
    there = evidence.read(db, analysis_id, items)
    known = {one.item for one in idea.sources}
    rows = [{"sheet_id": idea.id, "item": one} for one in sorted(there) if one not in known]
    if rows:
        db.execute(upsert(sheet_source).values(rows).on_conflict_do_nothing())
        _changed(db, idea, now)
    return len(rows)


def remove_sources(db: Session, idea: Idea, items: Collection[str], now: datetime.datetime) -> None:
    """Take texts out of a sheet, with what is quoted of them."""
    s = sheet_source.c
    db.execute(delete(sheet_source).where(s.sheet_id == idea.id, s.item.in_(list(items))))
    _changed(db, idea, now)


def forget_gone(db: Session, idea: Idea, now: datetime.datetime) -> None:
    """Take out what is no longer there: sources that were withdrawn, and quotations that went with their words."""
    s, q = sheet_source.c, quotation.c
    there = [one.item for one in idea.sources]
    db.execute(delete(sheet_source).where(s.sheet_id == idea.id, s.item.not_in(there)))
    standing = {(one.source.item, one.sentence.mark) for one in (*idea.quotes, *filter(None, [idea.core]))}
    for row in db.execute(select(q.item, q.mark).where(q.sheet_id == idea.id)).all():
        if (row.item, row.mark) not in standing:
            db.execute(delete(quotation).where(q.sheet_id == idea.id, q.item == row.item, q.mark == row.mark))
    _changed(db, idea, now)


def remove(db: Session, sheet_id: uuid.UUID) -> None:
    """Delete a sheet; nothing else goes."""
    db.execute(delete(sheet).where(sheet.c.id == sheet_id))


def reorder(db: Session, analysis_id: uuid.UUID, sheet_id: uuid.UUID, by: int) -> None:
    """Move a sheet so many places down (negative: up)."""
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    s = sheet.c
    order = list(db.scalars(select(s.id).where(s.analysis_id == analysis_id).order_by(s.position, s.id)))
    if sheet_id not in order:
        return
    place = order.index(sheet_id)
    order.insert(max(0, place + by), order.pop(place))
    rows = [{"one": one, "to": number} for number, one in enumerate(order, 1)]
    db.connection().execute(update(sheet).where(s.id == bindparam("one")).values(position=bindparam("to")), rows)


def _changed(db: Session, idea: Idea, now: datetime.datetime) -> None:
    db.execute(update(sheet).where(sheet.c.id == idea.id).values(changed_at=now))


def of_theme(db: Session, run_id: uuid.UUID, theme: str) -> list[str]:
    """The items of a theme as it is after the edits, of those that are there."""
    return _items(db, run_id, item.c.theme == theme)


def of_run(db: Session, run_id: uuid.UUID, items: Collection[str]) -> list[str]:
    """Those of the items that are in a run and there."""
    return _items(db, run_id, item.c.item.in_(list(items)))


def numbered(db: Session, run_id: uuid.UUID, numbers: Collection[int]) -> list[str]:
    """The contributions and uploaded rows of a run with these numbers, as people write them."""
    own = item.c.comment_id.is_(None) & contribution.c.number.in_(list(numbers))
    return _items(db, run_id, or_(own, item.c.row_number.in_(list(numbers))))


def _items(db: Session, run_id: uuid.UUID, which: ColumnElement[bool]) -> list[str]:
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, living(), which)
    return list(db.scalars(query.order_by(item.c.item)))

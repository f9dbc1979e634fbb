# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Making concrete-idea sheets, and what people change of them."""

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, DateTime, bindparam, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights.sheets import evidence
from folkmoot_premium.insights.sheets.central import Proposal, proposals
from folkmoot_premium.insights.sheets.costs_named import columns, likely
from folkmoot_premium.insights.sheets.evidence import Source
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.sentences import Sentence, mark
from folkmoot_premium.insights.sheets.tables import quotation, sheet, sheet_source
from folkmoot_premium.insights.tables import analysis, item, joined, living

QUOTED = 2
"""Sentences that are quoted below the core sentence of a new sheet."""
PROPOSED = 10
LOOKED_AT = 500
"""Of more sources so many are read for proposals, evenly spread: a page costs what it shows."""
LOOKED_FOR = 40
"""Words of a sentence that a text must hold to be read for it."""
NO_SOURCES = Refusal("insights-no-sources", _("None of these contributions is in the analysis or still there."))
INCOMPLETE = Refusal(
    "insights-sheet-incomplete", _("A sheet that is ready needs a core sentence and at least one source that is there.")
)


def compose(
    db: Session, analysis_id: uuid.UUID, origin: str, items: Iterable[str], actor_id: uuid.UUID | None,
    now: datetime.datetime, theme: str = "",
) -> uuid.UUID | Refusal:  # fmt: skip
    """Make a sheet with the most central sentences of its sources; items: of the analysis, checked by the caller."""
    sources = list(evidence.there(db, analysis_id, items).values())
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
    db: Session, analysis_id: uuid.UUID, sources: Iterable[Source], most: int = PROPOSED
) -> list[Proposal]:  # fmt: skip
    """The sentences of these sources that most others are like."""
    items = sorted(one.item for one in sources)
    read = evidence.read(db, analysis_id, items[:: max(1, -(-len(items) // LOOKED_AT))])
    said = [sentence for one in read.values() for sentence in one.said]
    excluded = db.scalar(select(analysis.c.excluded).where(analysis.c.id == analysis_id)) or []
    languages = {one.item: one.language.partition("-")[0].lower() for one in read.values()}
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


def hold(db: Session, sheet_id: uuid.UUID) -> None:
    """Of two who change a sheet at once, the second waits and then reads what the first has left."""
    db.execute(select(sheet.c.id).where(sheet.c.id == sheet_id).with_for_update())


def refused(wish: Wish, sources: int) -> Refusal | None:
    """Why a sheet of so many sources can't be ready as it is wished."""
    return INCOMPLETE if wish.ready and not (sources and (wish.core or wish.words)) else None


def save(db: Session, analysis_id: uuid.UUID, idea: Idea, wish: Wish, now: datetime.datetime) -> None:
    """Change a sheet that is held, to what isn't refused. Words that a source says too become its quotation."""
    core = wish.core or _said(db, analysis_id, idea.sources, wish.words)
    words = "" if core else wish.words
    _quote(db, idea, core, [one for one in wish.quotes if one != core])
    state = "ready" if wish.ready else "draft"
    _changed(db, idea, now, title=wish.title, words=words, cost_field=wish.cost_field, state=state)


def _said(db: Session, analysis_id: uuid.UUID, sources: Iterable[Source], words: str) -> Sentence | None:
    """The sentence of a source that these words are; only sources that hold the words are read."""
    if not words:
        return None
    wanted, items = mark(words), [one.item for one in sources]
    telling = sorted(set(words.split()), key=lambda word: (-len(word), word))[:LOOKED_FOR]
    read = evidence.read(db, analysis_id, items, holding=telling)
    found = (one for item in items if item in read for one in read[item].said)
    return next((one for one in found if one.mark == wanted), None)


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
    there = evidence.there(db, analysis_id, items)
    known = {one.item for one in idea.sources}
    rows = [{"sheet_id": idea.id, "item": one} for one in sorted(there) if one not in known]
    if rows:
        db.execute(upsert(sheet_source).values(rows).on_conflict_do_nothing())
        _changed(db, idea, now)
    return len(rows)


def remove_sources(db: Session, idea: Idea, items: Collection[str], now: datetime.datetime) -> int:
    """Take texts out of a sheet, with what is quoted of them; how many were in it."""
    s = sheet_source.c
    out = delete(sheet_source).where(s.sheet_id == idea.id, s.item.in_(list(items))).returning(s.item)
    removed = len(db.scalars(out).all())
    if removed:
        _changed(db, idea, now)
    return removed


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


def reorder(db: Session, analysis_id: uuid.UUID, sheet_id: uuid.UUID, by: int) -> bool:
    """Move a sheet so many places down (negative: up); whether there is one such."""
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    s = sheet.c
    order = list(db.scalars(select(s.id).where(s.analysis_id == analysis_id).order_by(s.position, s.id)))
    if sheet_id not in order:
        return False
    place = order.index(sheet_id)
    order.insert(max(0, place + by), order.pop(place))
    rows = [{"one": one, "to": number} for number, one in enumerate(order, 1)]
    db.connection().execute(update(sheet).where(s.id == bindparam("one")).values(position=bindparam("to")), rows)
    return True


def _changed(db: Session, idea: Idea, now: datetime.datetime, **values: str) -> None:
    """A change, with a moment of its own: it tells who saves later on what the page was made of."""
    later = text("changed_at + interval '1 microsecond'")
    moment = func.greatest(literal(now, DateTime(timezone=True)), later)
    db.execute(update(sheet).where(sheet.c.id == idea.id).values(changed_at=moment, **values))


def of_theme(db: Session, run_id: uuid.UUID, theme: str) -> list[str]:
    """The items of a theme as it is after the edits, of those that are there."""
    return _items(db, run_id, item.c.theme == theme)


def of_run(db: Session, run_id: uuid.UUID, items: Collection[str]) -> list[str]:
    """Those of the items that are in a run and there."""
    return _items(db, run_id, item.c.item.in_(list(items)))


def _items(db: Session, run_id: uuid.UUID, which: ColumnElement[bool]) -> list[str]:
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, living(), which)
    return list(db.scalars(query.order_by(item.c.item)))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Concrete-idea sheets as they are now: every number counted from the rows, every sentence read from its source.

A source that is withdrawn, removed or erased is in none of it; only how many are gone is said.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area
from folkmoot_premium.insights.merges import merging_of
from folkmoot_premium.insights.merging import Merging
from folkmoot_premium.insights.sheets import evidence, supporting
from folkmoot_premium.insights.sheets.costs_named import Costs, costs
from folkmoot_premium.insights.sheets.evidence import Evidence, Source
from folkmoot_premium.insights.sheets.sentences import Sentence
from folkmoot_premium.insights.sheets.supporting import Supporters
from folkmoot_premium.insights.sheets.tables import quotation, sheet, sheet_source

TITLE_WORDS = 80
ORDER = (sheet.c.position, sheet.c.id)


@dataclass(frozen=True)
class Quote:
    """A sentence of a source that is there. automatic: chosen by the program and by nobody since."""

    sentence: Sentence
    source: Evidence
    automatic: bool


@dataclass(frozen=True)
class Place:
    """A neighbourhood and how many sources name it. title: in the town's languages."""

    area_id: uuid.UUID
    title: dict[str, str]
    sources: int


@dataclass(frozen=True)
class Idea:
    """A sheet. version: another one after every change. core: a sentence of a source; else words, a person's own, or
    "". sources: those that are there, by id.

    gone: sources that are no more. quotes_gone, core_gone: quotations that went with them or were changed by their
    authors. different: ideas among the sources when merged near-duplicates are one. points: sources with a place of
    their own.
    """

    id: uuid.UUID
    version: str
    number: int
    state: str
    title: str
    title_automatic: bool
    origin: str
    theme: str
    words: str
    core: Quote | None
    core_gone: bool
    quotes: tuple[Quote, ...]
    quotes_gone: int
    sources: tuple[Source, ...]
    gone: int
    different: int
    supporters: Supporters
    areas: tuple[Place, ...]
    points: tuple[Source, ...]
    costs: Costs | None
    cost_field: str

    @property
    def core_text(self) -> str:
        """The core sentence, whoever said it; "" while there is none."""
        return self.core.sentence.text if self.core else self.words

    @property
    def automatic(self) -> tuple[str, ...]:
        """What of it was chosen by a program and by nobody since: title, core, quotes, sources."""
        quotes = any(one.automatic for one in self.quotes)
        facts = {
            "title": self.title_automatic, "core": bool(self.core and self.core.automatic), "quotes": quotes,
            "sources": self.origin == "theme",
        }  # fmt: skip
        return tuple(name for name, true in facts.items() if true)


def ideas(
    db: Session, analysis_id: uuid.UUID, theme_names: Mapping[str, str], only: uuid.UUID | None = None
) -> list[Idea]:
    """The sheets of an analysis in their order, or one of them. theme_names: id -> name, of the themes as they are."""
    kept = list(db.execute(select(sheet).where(sheet.c.analysis_id == analysis_id).order_by(*ORDER)))
    numbers = {one.id: number for number, one in enumerate(kept, start=1)}
    rows = [one for one in kept if only is None or one.id == only]
    if not rows:
        return []
    known = _known(db, analysis_id, [one.id for one in rows])
    return [_idea(one, numbers[one.id], known, theme_names) for one in rows]


def version_of(changed_at: datetime.datetime) -> str:
    """Of a sheet that was changed at a moment; no two changes have the same (see composing.changed)."""
    return changed_at.astimezone(datetime.UTC).strftime("%Y%m%d%H%M%S%f")


@dataclass(frozen=True)
class _Known:
    """Everything about some sheets: items and quotations of each, and what there is of all of them."""

    items: Mapping[uuid.UUID, list[str]]
    quotations: Mapping[uuid.UUID, list[Any]]
    there: Mapping[str, Source]
    quoted: Mapping[str, Evidence]
    merging: Merging
    supporters: Mapping[uuid.UUID, Supporters]
    areas: Mapping[uuid.UUID, dict[str, str]]

    def sources(self, sheet_id: uuid.UUID) -> tuple[Source, ...]:
        """Those that are there."""
        return _there(self.items[sheet_id], self.there)


def _known(db: Session, analysis_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> _Known:
    items: dict[uuid.UUID, list[str]] = {one: [] for one in ids}
    s, q = sheet_source.c, quotation.c
    for row in db.execute(select(s.sheet_id, s.item).where(s.sheet_id.in_(ids)).order_by(s.item)):
        items[row.sheet_id].append(row.item)
    quotations: dict[uuid.UUID, list[Any]] = {one: [] for one in ids}
    for row in db.execute(select(quotation).where(q.sheet_id.in_(ids)).order_by(q.position, q.item, q.mark)):
        quotations[row.sheet_id].append(row)
    there = evidence.there(db, analysis_id, {item for some in items.values() for item in some})
    quoted = evidence.read(db, analysis_id, {one.item for some in quotations.values() for one in some})
    merging = merging_of(db, analysis_id)
    people = supporting.supporters(db, {one: _there(some, there) for one, some in items.items()}, merging)
    areas = {row.id: row.title for row in db.execute(select(area.c.id, area.c.title))}
    return _Known(items, quotations, there, quoted, merging, people, areas)


def _there(items: Sequence[str], there: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sorted((there[one] for one in items if one in there), key=lambda one: (one.number, one.item)))


def _idea(row: Any, number: int, known: _Known, theme_names: Mapping[str, str]) -> Idea:
    sources = known.sources(row.id)
    kept = known.quotations[row.id]
    found = [(one.position, quote) for one in kept if (quote := _quote(one, known.quoted)) is not None]
    core = next((quote for position, quote in found if position == 0), None)
    title = row.title or theme_names.get(row.theme, "") or _shortened(core.sentence.text if core else row.words)
    return Idea(
        row.id, version_of(row.changed_at), number, row.state, title, not row.title, row.origin, row.theme, row.words,
        core,
        core_gone=core is None and any(one.position == 0 for one in kept),
        quotes=tuple(quote for position, quote in found if position > 0),
        quotes_gone=len(kept) - len(found), sources=sources, gone=len(known.items[row.id]) - len(sources),
        different=len(known.merging.together(one.item for one in sources)), supporters=known.supporters[row.id],
        areas=_areas(sources, known.areas),
        points=tuple(one for one in sources if one.place or one.latitude is not None),
        costs=costs(row.cost_field, sources), cost_field=row.cost_field,
    )  # fmt: skip


def _quote(row: Any, there: Mapping[str, Evidence]) -> Quote | None:
    """A quotation whose sentence still stands in its source."""
    source = there.get(row.item)
    sentence = next((one for one in source.said if one.mark == row.mark), None) if source else None
    return Quote(sentence, source, row.automatic) if source and sentence else None


def _areas(sources: Sequence[Source], titles: Mapping[uuid.UUID, dict[str, str]]) -> tuple[Place, ...]:
    """The neighbourhoods that sources name, the most named first."""
    counted = Counter(one.area_id for one in sources if one.area_id in titles)
    found = [Place(area, titles[area], number) for area, number in counted.items() if area is not None]
    return tuple(sorted(found, key=lambda one: (-one.sources, one.area_id)))


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= TITLE_WORDS else f"{plain[:TITLE_WORDS].rsplit(' ', 1)[0]} …"

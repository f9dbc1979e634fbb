# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dossier of an analysis: its numbers, its themes and the sheets that are ready, all from the rows as they are."""

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.insights import editing, members, merges, themes
from folkmoot_premium.insights.members import Member
from folkmoot_premium.insights.merging import Merging, State
from folkmoot_premium.insights.sheets import supporting
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.sheets.ideas import Idea, Quote, ideas, version_of
from folkmoot_premium.insights.sheets.supporting import Supporters
from folkmoot_premium.insights.sheets.tables import dossier
from folkmoot_premium.insights.tables import analysis, item, joined, living
from folkmoot_premium.insights.themes import Overview


@dataclass(frozen=True)
class Dossier:
    """title, introduction: a person's words. run: the newest finished run. record: its run.json. numbers: by key, see
    `numbers_of`. speakers: theme -> the texts that stand for most others of it. placed: sources that are in the run,
    and not only in an earlier one. made_at: when these numbers were counted."""

    analysis: Any
    title: str
    introduction: str
    run: Any
    record: Mapping[str, Any]
    overview: Overview
    names: Mapping[str, str]
    speakers: Mapping[str, Sequence[Member]]
    ideas: Sequence[Idea]
    placed: frozenset[str]
    numbers: Mapping[str, int]
    made_at: datetime.datetime

    @property
    def quoted(self) -> list[Evidence]:
        """Every source of which a sentence stands in the dossier, by number."""
        found = {quote.source.item: quote.source for one in self.ideas for quote in quotes_of(one)}
        return sorted(found.values(), key=lambda one: (one.number, one.item))

    @property
    def gone(self) -> int:
        """Sources of its sheets that are no longer there."""
        return sum(one.gone for one in self.ideas)


def quotes_of(idea: Idea) -> list[Quote]:
    """All quotations of a sheet, the core sentence first."""
    return [*([idea.core] if idea.core else []), *idea.quotes]


def made(db: Session, analysis: Any, nameless: str, now: datetime.datetime) -> Dossier | None:
    """The dossier as it is now; None while no run is finished. analysis: its row; nameless: see themes.names."""
    run = editing.newest(db, analysis.id)
    if run is None:
        return None
    overview = themes.overview(db, run.id)
    names = themes.names(overview.themes, nameless)
    ready = [one for one in ideas(db, analysis.id, names) if one.state == "ready"]
    placed = members.placed(db, run.id, {source.item for one in ready for source in one.sources})
    title, introduction = written(db, analysis.id)
    return Dossier(
        analysis, title or analysis.title, introduction, run, json.loads(run.record), overview, names,
        members.representatives(db, run.id), ready, placed, numbers_of(db, analysis.id, run, overview, ready), now,
    )  # fmt: skip


def numbers_of(
    db: Session, analysis_id: uuid.UUID, run: Any, overview: Overview, ready: Sequence[Idea]
) -> dict[str, int]:  # fmt: skip
    """What is counted, by keys that stay.

    texts: there now, of the run's inputs; removed: those that are not. authors: known people who wrote them; unknown:
    texts of which no author is known here. groups: near-duplicates proposed; of these decided and merged. different:
    texts when merged ones are one. ideas, sources, people, against: of the sheets in the dossier, each once.
    """
    people = _authors(db, run.id)
    groups = merges.proposed(db, run.id)
    merging = merges.merging_of(db, analysis_id)
    states = [merging.state(one.items) for one in groups]
    everything = _together(db, ready, merging)
    return {
        "inputs": run.inputs, "texts": overview.total, "removed": overview.removed, "authors": people[0],
        "unknown": people[1], "themes": len(overview.themes), "unassigned": overview.unassigned,
        "excluded": overview.excluded, "groups": len(groups),
        "groups_decided": sum(one != State.OPEN for one in states),
        "groups_merged": sum(one in (State.MERGED, State.PARTLY) for one in states),
        "different": len(merging.together(_items(db, run.id))), "ideas": len(ready),
        "sources": len({source.item for one in ready for source in one.sources}),
        "people": everything.people, "against": everything.against,
    }  # fmt: skip


def _authors(db: Session, run_id: uuid.UUID) -> tuple[int, int]:
    """Known people who wrote what is there of a run, and texts without any."""
    author = case((item.c.comment_id.is_not(None), comment.c.author_id), else_=contribution.c.author_id)
    query = select(func.count(func.distinct(author)), func.count() - func.count(author))
    known, unknown = db.execute(query.select_from(joined()).where(item.c.run_id == run_id, living())).one()
    return known, unknown


def _items(db: Session, run_id: uuid.UUID) -> list[str]:
    return list(db.scalars(select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, living())))


def _together(db: Session, ready: Sequence[Idea], merging: Merging) -> Supporters:
    """Who stands behind all of them, each person once."""
    key = uuid.UUID(int=0)
    sources = {source.item: source for one in ready for source in one.sources}
    return supporting.supporters(db, {key: list(sources.values())}, merging)[key]


def written(db: Session, analysis_id: uuid.UUID) -> tuple[str, str]:
    """Title and introduction by a person, "" where nobody wrote one."""
    d = dossier.c
    row = db.execute(select(d.title, d.introduction).where(d.analysis_id == analysis_id)).one_or_none()
    return (row.title, row.introduction) if row else ("", "")


def version(db: Session, analysis_id: uuid.UUID, *, hold: bool = False) -> str:
    """Another one whenever somebody has written, "new" while nobody has. hold: nobody else writes now."""
    if hold:
        db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    changed = db.scalar(select(dossier.c.changed_at).where(dossier.c.analysis_id == analysis_id))
    return version_of(changed) if changed is not None else "new"


def write(db: Session, analysis_id: uuid.UUID, title: str, introduction: str, now: datetime.datetime) -> None:
    """Keep title and introduction."""
    values = {"title": title, "introduction": introduction}
    statement = insert(dossier).values(analysis_id=analysis_id, changed_at=now, **values)
    later = {**values, "changed_at": func.greatest(now, dossier.c.changed_at + text("interval '1 microsecond'"))}
    db.execute(statement.on_conflict_do_update(index_elements=["tenant_id", "analysis_id"], set_=later))

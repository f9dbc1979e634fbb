# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A finished run as tables: texts with their themes, themes, changes by people; each row says what was automatic."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot_premium.insights import editing, members, themes
from folkmoot_premium.insights.exports import tagged
from folkmoot_premium.insights.exports.tagged import PERSON, PROGRAM, Tagged
from folkmoot_premium.insights.tables import edit, item, joined, living, nearly_same


@dataclass(frozen=True)
class Sheet:
    """A table. columns: names for programs, the same in every language."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


TEXTS = (
    "id", "number", "kind", "own_id", "title", "text", "language", "published", "day", "theme", "theme_name",
    "placed_by", "theme_found", "change", "stands_for", "nearly_same_group", "nearly_same_score",
    *tagged.TEXT_COLUMNS,
)  # fmt: skip
THEMES = ("theme", "name", "name_by", "words", "phrases", "texts", "share", "found_by", "representatives")
CHANGES = ("number", "change", "arguments", "at", "applied")


def sheets(db: Session, run: Any, edits: Sequence[Any], tags: Tagged, zone: datetime.tzinfo) -> list[Sheet]:
    """The tables of a run; edits: the rows of the analysis' changes, or none for a run that they aren't applied to.
    zone: the town's, of whose calendar days are."""  # fmt: skip
    seen = themes.overview(db, run.id)
    texts = _texts(db, run, seen, tags, zone)
    items = [row[0] for row in texts]
    return [
        Sheet("texts", TEXTS, texts),
        Sheet("themes", THEMES, _themes(db, run, seen)),
        Sheet("changes", CHANGES, [
            (one.number, one.kind, dict(one.arguments), one.made_at.isoformat(), one.number not in run.void_edits)
            for one in edits
        ]),
        Sheet("categories", tagged.CATEGORIES, tags.categories(items)),
        Sheet("tags", tagged.TAGS, tags.tags(items)),
    ]  # fmt: skip


def _texts(
    db: Session, run: Any, seen: themes.Overview, tags: Tagged, zone: datetime.tzinfo
) -> list[tuple[Any, ...]]:  # fmt: skip
    names, groups = {one.id: one.name for one in seen.themes}, _groups(db, run)
    found = sorted(members.find(db, run.id, members.Wish(page=None)).members, key=lambda one: one.place)
    return [
        (
            one.item, one.number, one.kind, one.own_id, one.title, one.text, one.language,
            one.at.isoformat() if one.at else "", _day(one, zone), one.theme or "", names.get(one.theme or "", ""),
            PERSON if one.by_hand else PROGRAM, one.found or "", one.by_hand, one.stands_for,
            *groups.get(one.place, (None, None)), *tags.columns(one.item),
        )
        for one in found
    ]  # fmt: skip


def _day(one: members.Member, zone: datetime.tzinfo) -> str:
    day = one.at.astimezone(zone).date() if one.at else one.day
    return day.isoformat() if day else ""


def _groups(db: Session, run: Any) -> dict[int, tuple[int, float]]:
    """By place the group of near-duplicates and its score; groups of which one text is left are none any more."""
    n, i = nearly_same.c, item.c
    there = joined().join(nearly_same, (n.run_id == i.run_id) & (n.place == i.place))
    rows = list(db.execute(select(n.number, n.place, n.score).select_from(there).where(i.run_id == run.id, living())))
    sizes: dict[int, int] = {}
    for row in rows:
        sizes[row.number] = sizes.get(row.number, 0) + 1
    return {row.place: (row.number, row.score) for row in rows if sizes[row.number] > 1}


def _themes(db: Session, run: Any, seen: themes.Overview) -> list[tuple[Any, ...]]:
    spoken = members.representatives(db, run.id)
    return [
        (
            one.id, one.name, PERSON if one.named else PROGRAM, list(one.words), list(one.phrases), one.size,
            f"{one.share / 10_000:.4f}", PROGRAM if one.found else PERSON,
            [{"id": told.item, "stands_for": told.stands_for} for told in spoken.get(one.id, [])],
        )
        for one in seen.themes
    ]  # fmt: skip


def applied_edits(db: Session, analysis_id: Any, run: Any) -> list[Any]:
    """The rows of the changes that are applied to a run: all for the newest one, the first ones for an older one."""
    current = editing.newest(db, analysis_id)
    query = select(edit).where(edit.c.analysis_id == analysis_id).order_by(edit.c.number)
    if current is None or current.id != run.id:
        query = query.where(edit.c.made_at < current.queued_at).limit(run.edits) if current else query
    return list(db.execute(query))

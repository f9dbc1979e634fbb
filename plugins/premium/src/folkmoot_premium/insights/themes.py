# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The themes of a finished run as they are now: after the edits, and without what is no longer there for everybody."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from folkmoot_premium.analysis.themes.labels import suggested_name
from folkmoot_premium.insights.forgetting import gone, still_said
from folkmoot_premium.insights.tables import item, joined, living, saying, theme


@dataclass(frozen=True)
class ThemeView:
    """A theme that stands. size: texts in it now. share: hundredths of a percent of all texts that are in the run.

    name: "" where it has none and no word is left to suggest one from. named: by a person. found: by the program, else
    made by a split. by_hand: texts that are in it because somebody put them there. position: its rank when found.
    split: a key of splitting.OUTCOMES, or "".
    """

    id: str
    name: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    size: int
    share: int
    named: bool
    found: bool
    by_hand: int
    position: int
    split: str


@dataclass(frozen=True)
class Overview:
    """All of a run. total: texts that are there now. unassigned: in no theme. excluded: taken out by people.

    removed: texts that were in the run and are no longer there.
    """

    themes: tuple[ThemeView, ...]
    total: int
    unassigned: int
    excluded: int
    removed: int

    def theme(self, key: str) -> ThemeView | None:
        """A theme by its id, or None."""
        return next((one for one in self.themes if one.id == key), None)


def overview(db: Session, run_id: uuid.UUID) -> Overview:
    """The themes of a finished run, the largest first; four statements."""
    sizes = _sizes(db, run_id)
    removed = _gone(db, run_id)
    said = _said(db, run_id, removed)
    total = sum(size for size, _hand, _out in sizes.values())
    none, _hand, excluded = sizes.get(None, (0, 0, 0))
    rows = db.execute(select(theme).where(theme.c.run_id == run_id, theme.c.into == "").order_by(theme.c.position))
    views = [_view(row, sizes.get(row.theme, (0, 0, 0)), said, total) for row in rows]
    views.sort(key=lambda one: (-one.size, one.position))
    return Overview(tuple(views), total, none - excluded, excluded, len(removed))


def _view(row: Any, size: tuple[int, int, int], said: dict[tuple[str, str], list[str]], total: int) -> ThemeView:
    words, phrases = said[row.theme, "word"], said[row.theme, "phrase"]
    return ThemeView(
        row.theme, row.name or suggested_name(words, phrases), tuple(words), tuple(phrases), size[0],
        size[0] * 10_000 // total if total else 0, bool(row.name), row.found, size[1], row.position,
        row.split,
    )  # fmt: skip


def _sizes(db: Session, run_id: uuid.UUID) -> dict[str | None, tuple[int, int, int]]:
    """By theme: living items, those among them put there by people, those taken out by people."""
    i = item.c
    by_hand = func.count().filter(i.by_hand != "")
    query = (
        select(i.theme, func.count().label("size"), by_hand.label("hand"),
               func.count().filter(i.by_hand == "exclude").label("out"))
        .select_from(joined())
        .where(i.run_id == run_id, living())
        .group_by(i.theme)
    )  # fmt: skip
    return {row.theme: (row.size, row.hand, row.out) for row in db.execute(query)}


def _gone(db: Session, run_id: uuid.UUID) -> list[int]:
    return list(db.scalar(gone(run_id)) or [])


def _said(db: Session, run_id: uuid.UUID, removed: list[int]) -> dict[tuple[str, str], list[str]]:
    """By theme and kind what is said, the most telling first; only what somebody who is still there wrote."""
    s = saying.c
    query = (
        select(s.theme, s.kind, func.coalesce(s.spelt, s.said).label("told"))
        .where(s.run_id == run_id, still_said(removed))
        .order_by(s.theme, s.kind, s.position)
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in db.execute(query):
        found[row.theme, row.kind].append(row.told)
    return found


@dataclass(frozen=True)
class Called:
    """What a theme is called. words: the name that its words suggest; name: a person's; each "" where there is none."""

    words: str
    name: str


def called(db: Session, run_id: uuid.UUID) -> dict[str, Called]:
    """Of all themes of a run, also those that were merged into others; three statements."""
    said = _said(db, run_id, _gone(db, run_id))
    rows = db.execute(select(theme.c.theme, theme.c.name).where(theme.c.run_id == run_id))
    return {
        row.theme: Called(suggested_name(said[row.theme, "word"], said[row.theme, "phrase"]), row.name) for row in rows
    }


def of_theme(key: str | None) -> ColumnElement[bool]:
    """A condition on items: in a theme, or in none and not taken out either."""
    return item.c.theme == key if key else item.c.theme.is_(None) & (item.c.by_hand != "exclude")


def names(themes: Iterable[ThemeView], nameless: str) -> dict[str, str]:
    """Theme id -> its name; nameless: what one is called that has none, with {id} in it."""
    return {one.id: one.name or nameless.format(id=one.id) for one in themes}

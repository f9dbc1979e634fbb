# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Two runs of an analysis side by side: which themes are the same, and how many texts moved."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from folkmoot_premium.insights.tables import item, joined, living
from folkmoot_premium.insights.themes import Overview, ThemeView, overview

Pair = tuple[str | None, str | None]
"""A theme in the earlier run and in the later one, None: in none."""


@dataclass(frozen=True)
class Line:
    """A theme in one run or both. kept: texts that were in it and still are. came, left: from and to other themes,
    or none, of the texts that both runs have. fresh: texts that only the later run has."""  # fmt: skip

    id: str
    before: ThemeView | None
    after: ThemeView | None
    kept: int
    came: int
    left: int
    fresh: int


@dataclass(frozen=True)
class Comparison:
    """shared: texts that are in both runs; moved: those in another theme now. fresh: only in the later run."""

    lines: tuple[Line, ...]
    shared: int
    moved: int
    fresh: int


def compare(db: Session, before_id: uuid.UUID, after_id: uuid.UUID) -> Comparison:
    """Compare two finished runs as they are now, after edits and without what is gone."""
    counted, fresh = _pairs(db, before_id, after_id), Counter[str | None]()
    together: dict[Pair, int] = {}
    for row in counted:
        if row.known:
            together[row.before, row.after] = row.num
        else:
            fresh[row.after] += row.num
    before, after = overview(db, before_id), overview(db, after_id)
    keys = [one.id for one in after.themes] + [one.id for one in before.themes if after.theme(one.id) is None]
    lines = [_line(key, (before, after), together, fresh) for key in keys]
    moved = sum(num for (one, other), num in together.items() if one != other)
    return Comparison(tuple(lines), sum(together.values()), moved, sum(fresh.values()))


def _line(
    key: str, seen: tuple[Overview, Overview], together: dict[Pair, int], fresh: Counter[str | None]
) -> Line:  # fmt: skip
    kept = together.get((key, key), 0)
    came = sum(num for (_one, other), num in together.items() if other == key) - kept
    left = sum(num for (one, _other), num in together.items() if one == key) - kept
    return Line(key, seen[0].theme(key), seen[1].theme(key), kept, came, left, fresh[key])


def _pairs(db: Session, before_id: uuid.UUID, after_id: uuid.UUID) -> list[Any]:
    """How many living texts of the later run were in which theme before; known: whether the run before had them."""
    earlier, i = item.alias("earlier"), item.c
    known = earlier.c.place.is_not(None)
    query = (
        select(earlier.c.theme.label("before"), i.theme.label("after"), known.label("known"), func.count().label("num"))
        .select_from(joined().outerjoin(earlier, and_(earlier.c.run_id == before_id, earlier.c.item == i.item)))
        .where(i.run_id == after_id, living())
        .group_by(earlier.c.theme, i.theme, known)
    )
    return list(db.execute(query))

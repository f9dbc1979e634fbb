# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Columns of uploaded files that tell groups apart: those of few values, and those of whole numbers, ten by ten."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot_premium.insights.tables import row, upload

OWN = "column."
"""Before the name of an uploaded column, in addresses."""
MOST_VALUES = 50
"""A column of more different values tells no groups apart, unless they are whole numbers."""
LONGEST = 80
"""Characters of a value; a column with a longer one holds texts."""
LEAST_ROWS = 2
"""How many rows a value has on average, at least: where each row says something else, they are texts or names."""
WIDEST = 150
"""How far apart whole numbers may be: ages and years of birth are nearer."""
FEW_NUMBERS = 12
"""So few different whole numbers are no ages but grades or codes, each by itself."""
MOST_COUNTED = 200
"""Different values that are counted of a column: more than either rule allows."""
WHOLE = re.compile(r"[0-9]{1,4}")
Counts = dict[str, dict[str, int] | None]
"""Of each column how many rows have which value; None: there are too many values, or too long ones."""


@dataclass(frozen=True)
class Column:
    """A column by its name. cells: of each group, in order, the values in it: itself alone, or numbers of ten."""

    name: str
    cells: Mapping[str, tuple[str, ...]]

    @property
    def values(self) -> tuple[str, ...]:
        """Its groups."""
        return tuple(self.cells)

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {value: group for group, values in self.cells.items() for value in values}

    def group_of(self, value: str | None) -> str:
        """The group that a cell's value is in, "" for none."""
        return self._groups.get((value or "").strip(), "")


def counted(rows: Iterable[Mapping[str, Any]]) -> Counts:
    """What the columns of a file hold, as it is kept with it; empty cells count for nothing."""
    found: Counts = {}
    for cells in rows:
        for name, value in cells.items():
            counts = found.setdefault(name, {}) if value else None
            if counts is not None:
                counts[value] = counts.get(value, 0) + 1
                if len(counts) > MOST_COUNTED or len(value) > LONGEST:
                    found[name] = None
    return found


def telling_columns(db: Session, analysis_id: uuid.UUID) -> list[Column]:
    """The columns of an analysis' files that tell groups apart, in their order. One statement, and one more for each
    file that was added before values were counted."""  # fmt: skip
    u = upload.c
    files = list(db.execute(select(upload).where(u.analysis_id == analysis_id).order_by(u.added_at, u.id)))
    taken = {
        name for one in files for name in (one.text_column, one.id_column, one.language_column, one.day_column) if name
    }
    counts = _together([_counts(db, one) for one in files])
    names = dict.fromkeys(name for one in files for name in one.columns)
    found = [_column(name, told) for name in names if name not in taken and (told := counts.get(name))]
    return [one for one in found if one is not None]


def _counts(db: Session, file: Any) -> Counts:
    if file.telling is not None:
        return dict(file.telling)
    return counted(db.scalars(select(row.c.cells).where(row.c.upload_id == file.id)))


def _together(files: Sequence[Counts]) -> Counts:
    """Files may share columns; one with too many values in one of them tells nothing apart in any."""
    found: Counts = {}
    for counts in files:
        for name, told in counts.items():
            before = found.get(name, {})
            found[name] = None if told is None or before is None else dict(Counter(before) + Counter(told))
    return found


def _column(name: str, counts: Mapping[str, int]) -> Column | None:
    whole = all(WHOLE.fullmatch(value) for value in counts)
    values = sorted(counts, key=lambda one: (int(one) if whole else 0, one.casefold(), one))
    if whole and len(values) > FEW_NUMBERS and int(values[-1]) - int(values[0]) <= WIDEST:
        return Column(name, _tens(values))
    repeated = sum(counts.values()) >= LEAST_ROWS * len(values)
    return Column(name, {one: (one,) for one in values}) if 1 < len(values) <= MOST_VALUES and repeated else None


def _tens(values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value in values:
        start = int(value) // 10 * 10
        group = f"{start}–{start + 9}"
        found[group] = (*found.get(group, ()), value)
    return found


def same_column(name: str) -> Any:
    """A cell of that column, in statements that have the row."""
    return func.btrim(func.coalesce(row.c.cells.op("->>")(name), ""))

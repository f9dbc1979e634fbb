# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes week by week, against what the stream of all contributions lets expect; what is new and what grows.

A theme grows when it has a larger part of the latest weeks than of those before, beyond what chance gives (Fisher's
exact test, false discoveries at 5 % over all themes). A quiet week of the whole stream is so no sign of anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from folkmoot_premium.analysis.tables.chance import FALSE_DISCOVERIES, adjusted, chance_of
from folkmoot_premium.analysis.tables.counting import Keys
from folkmoot_premium.analysis.tables.cross_table import PEOPLE, CrossTable, Line, TableCell, cross_table
from folkmoot_premium.analysis.tables.entries import Axis, Entry
from folkmoot_premium.analysis.trend.weeks import Moment, Period, monday, period, weeks

LATEST = 4
"""Weeks that are compared with those before; of fewer than eight, half of them."""


@dataclass(frozen=True)
class Change:
    """A theme in the latest weeks. kind: new, rising, falling or steady. before, latest: contributions. expected: in
    the latest weeks, had its part stayed as it was. chance: of so large a change, adjusted for all themes."""

    keys: Keys
    kind: str
    before: int
    latest: int
    expected: float
    chance: float


@dataclass(frozen=True)
class Trend:
    """table: themes by period; its expectation is that of the stream. latest: how many periods at the end are compared
    with those before. changes: of each theme whose counts are all shown."""

    periods: tuple[Period, ...]
    table: CrossTable
    latest: int
    changes: tuple[Change, ...]

    @property
    def notable(self) -> tuple[Change, ...]:
        """What is new, grows or fades, the surest first."""
        found = [one for one in self.changes if one.kind != "steady"]
        return tuple(sorted(found, key=lambda one: (one.chance, one.keys)))


def trend(moments: Iterable[Moment], themes: Axis, personal: bool = False, threshold: int = PEOPLE) -> Trend:
    """Count by week and compare. Raises WrongAxis as cross_table does.

    personal: whether the moments were chosen by something about people (an age group): then small numbers are hidden.
    """
    known = tuple(moments)
    entries = [Entry(one.id, one.author, one.rows, (monday(one.day).isoformat(),)) for one in known]
    across = Axis(weeks(one.day for one in known), personal=personal, ordered=True)
    table = cross_table(entries, themes, across, threshold if personal else 0)
    if not table.rows:
        return Trend((), table, 0, ())
    latest = min(LATEST, len(table.columns) // 2)
    changes = [_change(line, cells, table.columns, latest) for line, cells in zip(table.rows, table.cells, strict=True)]
    return Trend(tuple(period(line.keys) for line in table.columns), table, latest, _judged(changes))


def _change(line: Line, cells: Sequence[TableCell], columns: Sequence[Line], latest: int) -> Change | None:
    """The latest periods of a theme against those before, or None where a count is hidden."""
    counts = [cell.count for cell in cells if cell.count is not None]
    if len(counts) < len(cells):
        return None
    ending, total = sum(column.total for column in columns[-latest:]), sum(column.total for column in columns)
    now = sum(counts[-latest:])
    expected = sum(counts[:-latest]) / (total - ending) * ending if total > ending else 0.0
    chance = chance_of(now, line.total, ending, total)
    return Change(line.keys, "steady", line.total - now, now, round(expected, 4), chance)


def _judged(changes: Sequence[Change | None]) -> tuple[Change, ...]:
    told = [one for one in changes if one is not None]
    chances = adjusted([one.chance for one in told])
    return tuple(
        replace(one, chance=chance, kind=_kind(one, chance)) for one, chance in zip(told, chances, strict=True)
    )


def _kind(change: Change, chance: float) -> str:
    if chance > FALSE_DISCOVERIES or change.latest == change.expected:
        return "steady"
    if change.latest < change.expected:
        return "falling"
    return "rising" if change.before else "new"

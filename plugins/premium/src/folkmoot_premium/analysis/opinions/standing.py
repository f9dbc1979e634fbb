# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How people of different groups stand to one voice, told from numbers that may be shown and from no others."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from folkmoot_premium.analysis.tables.chance import chance_of
from folkmoot_premium.analysis.tables.counting import Keys
from folkmoot_premium.analysis.tables.cross_table import CrossTable, cross_table
from folkmoot_premium.analysis.tables.entries import NONE, Axis, Entry

AGREE, DISAGREE = "agree", "disagree"


@dataclass(frozen=True)
class Share:
    """A group (or several put together) that reacted. people: how many. agree: how many of them agree, None where that
    is hidden. least, most: what part of them agrees; wider than one number where hidden."""

    keys: Keys
    people: int
    agree: int | None
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class Standing:
    """How people stand to a voice. groups: none where there are none, or too few people in them. chance: that so
    unequal groups come from chance, adjusted for all voices; None without two groups whose counts are shown."""

    id: str
    agree: int
    disagree: int
    groups: tuple[Share, ...] = ()
    chance: float | None = None

    @property
    def agreeing(self) -> Fraction:
        """The part that agrees of those who agree or disagree."""
        return Fraction(self.agree, self.agree + self.disagree)

    @property
    def least(self) -> Fraction:
        """At least this part of every group agrees."""
        return min((one.least for one in self.groups), default=self.agreeing)

    @property
    def apart(self) -> Fraction:
        """At least so far apart are the two groups that are furthest apart."""
        if not self.groups:
            return Fraction(0)
        return max(Fraction(0), max(one.least for one in self.groups) - min(one.most for one in self.groups))


def standing(id_: str, values: Mapping[str, int], groups: Mapping[str, str], threshold: int) -> Standing:
    """How people stand to a voice. values: how each person reacted; who passed isn't counted."""
    told = {person: AGREE if value > 0 else DISAGREE for person, value in values.items() if value}
    agree = sum(value == AGREE for value in told.values())
    if not groups:
        return Standing(id_, agree, len(told) - agree)
    entries = [Entry(person, person, (value,), _group(groups, person)) for person, value in told.items()]
    across = Axis(tuple(sorted(set(groups.values()))), personal=True)
    table = cross_table(entries, Axis((AGREE, DISAGREE)), across, threshold)
    shares = _shown(table, agree) if table.rows else _sizes_only(entries, across, agree, threshold)
    return Standing(id_, agree, len(told) - agree, shares, _chance(shares))


def _group(groups: Mapping[str, str], person: str) -> tuple[str, ...]:
    return (groups[person],) if person in groups else ()


def _shown(table: CrossTable, agree: int) -> tuple[Share, ...]:
    places = [place for place, line in enumerate(table.rows) if line.keys == (AGREE,)]
    cells = table.cells[places[0]]
    return tuple(
        _share(line.keys, line.total, cell.count, agree, table.total)
        for line, cell in zip(table.columns, cells, strict=True)
        if line.keys != (NONE,)
    )


def _sizes_only(entries: list[Entry], across: Axis, agree: int, threshold: int) -> tuple[Share, ...]:
    """Where too few disagree (or agree) to say who: how many of each group reacted, and what follows from that."""
    sizes = {key: sum(one.columns == (key,) for one in entries) for key in across.keys}
    return tuple(_share((key,), size, None, agree, len(entries)) for key, size in sizes.items() if size >= threshold)


def _share(keys: Keys, people: int, agreeing: int | None, agree: int, total: int) -> Share:
    """From a hidden count follows only what everybody can reckon: no more agree than all do, no more disagree."""
    if agreeing is not None:
        part = Fraction(agreeing, people)
        return Share(keys, people, agreeing, part, part)
    least = Fraction(max(0, people - (total - agree)), people)
    return Share(keys, people, None, least, Fraction(min(people, agree), people))


def _chance(shares: tuple[Share, ...]) -> float | None:
    """That of the two groups furthest apart, times how many pairs there are."""
    told = [one for one in shares if one.agree is not None]
    if len(told) < 2:
        return None
    low, high = min(told, key=lambda one: one.least), max(told, key=lambda one: one.least)
    if low is high:
        return 1.0
    both = (low.agree or 0) + (high.agree or 0)
    return min(
        1.0,
        chance_of(high.agree or 0, both, high.people, low.people + high.people) * (len(told) * (len(told) - 1) // 2),
    )

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Lines of a table put together until enough people stand behind each."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from folkmoot_premium.analysis.tables.counting import Keys, Placed
from folkmoot_premium.analysis.tables.entries import NONE

Key = Callable[[Placed], str]
"""The row, or the column, of a contribution."""


class Joining:
    """One axis of contributions: how many people stand behind which of its lines."""

    def __init__(self, order: Sequence[str], placed: Sequence[Placed], key: Key, ordered: bool) -> None:
        """ordered: whether only neighbours may be put together."""
        self._order, self._ordered = tuple(order), ordered
        self._persons: dict[str, set[str]] = {}
        for one in placed:
            self._persons.setdefault(key(one), set()).add(one.person)

    def people(self, keys: Keys) -> int:
        """How many different people stand behind a line."""
        return len(set().union(*(self._persons.get(key, set()) for key in keys)))

    def lines(self, fewest: int) -> list[Keys]:
        """The lines in order, each of enough people. Without an order that means something, empty keys are left out.

        Too few others are put with those of which nothing is known, where there are such; else with the smallest line.
        """
        if self._ordered:
            return self._neighbours(fewest)
        kept: list[Keys] = [(key,) for key in self._order if self.people((key,)) >= max(1, fewest)]
        small: Keys = tuple(key for key in self._order if 0 < self.people((key,)) < fewest)
        while small and kept and self.people(small) < fewest:
            smallest = min(kept, key=lambda keys: (keys != (NONE,), self.people(keys), kept.index(keys)))
            kept.remove(smallest)
            small = self._sorted(small + smallest)
        return [*kept, small] if small else kept

    def _neighbours(self, fewest: int) -> list[Keys]:
        lines: list[Keys] = []
        current: Keys = ()
        for key in self._order:
            current = (*current, key)
            if self.people(current) >= fewest:
                lines.append(current)
                current = ()
        if current and lines:
            lines[-1] += current
        return lines

    def closer(self, lines: Sequence[Keys]) -> list[Keys]:
        """One line less: the two with the fewest people are put together; of ordered ones, two neighbours."""
        if self._ordered:
            first, second = min(pairwise(lines), key=lambda two: self.people(two[0] + two[1]))
            place = lines.index(first)
            return [*lines[:place], first + second, *lines[place + 2 :]]
        first, second = sorted(lines, key=lambda keys: (self.people(keys), lines.index(keys)))[:2]
        return [*(keys for keys in lines if keys not in (first, second)), self._sorted(first + second)]

    def _sorted(self, keys: Keys) -> Keys:
        return tuple(sorted(keys, key=self._order.index))

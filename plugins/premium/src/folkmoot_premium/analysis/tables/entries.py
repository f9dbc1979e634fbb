# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What a table is made of: contributions, each with its rows (theme or tags) and its columns (area, age group, …)."""

from collections.abc import Iterable
from dataclasses import dataclass

NONE = ""
"""The line of contributions that have no value: in no theme, or of an area that isn't known."""


class WrongAxis(ValueError):
    """An entry has several values on an axis where each may have one; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution. author: any text that is the same for the same person; None: nobody knows, so each such
    contribution counts as a person of its own. rows, columns: the keys of its values, none where there is none."""

    id: str
    author: str | None
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """keys: in the order in which to show them. several: whether one contribution may have more than one value.
    personal: whether the values say something about people, so that no cell may name its contributions. ordered:
    whether the order means something (weeks), so that only neighbours are put together."""

    keys: tuple[str, ...]
    several: bool = False
    personal: bool = False
    ordered: bool = False

    def values(self, found: Iterable[str]) -> tuple[str, ...]:
        """The keys of one entry: those of the axis only, and NONE where nothing is left."""
        known = tuple(key for key in self.keys if key in set(found))
        return known or (NONE,)


def checked(entries: Iterable[Entry], rows: Axis, columns: Axis) -> tuple[Entry, ...]:
    """The entries by id, with the keys of the axes only. Raises WrongAxis."""
    found = []
    for entry in sorted(entries, key=lambda one: one.id):
        placed = Entry(entry.id, entry.author, rows.values(entry.rows), columns.values(entry.columns))
        for axis, values in ((rows, placed.rows), (columns, placed.columns)):
            if axis.ordered and values == (NONE,):
                raise WrongAxis(f"the contribution {entry.id} has no value where each needs one")
            if len(values) > 1 and not axis.several:
                raise WrongAxis(f"the contribution {entry.id} has several values where one is allowed: {values}")
        found.append(placed)
    return tuple(found)

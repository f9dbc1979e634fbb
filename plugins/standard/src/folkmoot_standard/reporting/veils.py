# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Applying the rule of small numbers to a whole report: to its total, its tables, its times, and to narrowed views.

Narrowing a view to one area shows that area's people as its total. If the area is hidden in the table of all areas,
it stays hidden here: two views compared must not tell what one view conceals. Projects are left out of that rule,
since the public page of each project tells how many people take part in it.
"""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from folkmoot_standard.reporting import figures, small_numbers
from folkmoot_standard.reporting.acts import Scope
from folkmoot_standard.reporting.figures import Counts
from folkmoot_standard.reporting.small_numbers import Number, Veil

Key = TypeVar("Key", bound=Hashable)


def total(db: Session, scope: Scope, counts: Counts) -> Number:
    """The people of a whole view, unless they would give away what another view conceals; at most one statement."""
    own = small_numbers.single(counts.people)
    if own.value in (None, 0) or not scope.only:
        return own
    beside = figures.people_beside(db, scope)
    for name, value in scope.only.items():
        shown = small_numbers.parts(beside.get(name, {})).get(str(value))
        if shown is not None and shown.value is None:
            return Number(None, Veil.WITH_ANOTHER)
    return own


def people(counts: Mapping[Key, Counts], of: Number) -> dict[Key, Number]:
    """The people of each part of a table, or of each piece of time, whose total is shown like that."""
    numbers: dict[Any, int] = {key: one.people for key, one in counts.items()}
    return small_numbers.veiled(numbers) if of.value is None else small_numbers.parts(numbers)

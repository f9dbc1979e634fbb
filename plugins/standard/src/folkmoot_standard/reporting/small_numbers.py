# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Small numbers of people stay hidden, and so does what would give them away: the one place that decides.

A count of people below the threshold could point at persons. Hiding it alone isn't enough: where the total and all
other parts of a table are shown, the hidden part follows by subtraction. So the hidden parts of a table are always at
least two, and hold together at least as many people as the threshold; the next smallest parts are hidden with them.
People may be in several parts (two projects, two topics), then this hides a little more than it must.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

PEOPLE = 5
"""Fewer people than this are hidden."""

BALLOTS = 10
"""Fewer ballots than this are hidden."""

Key = TypeVar("Key", bound=Hashable)


class Veil(StrEnum):
    """Why a number is hidden: it is small itself, or another one would follow from it."""

    SMALL = "small"
    WITH_ANOTHER = "with-another"


@dataclass(frozen=True)
class Number:
    """A count of people as it may be shown: its value, or None and why."""

    value: int | None
    veil: Veil | None = None
    threshold: int = PEOPLE


def is_small(count: int, threshold: int = PEOPLE) -> bool:
    """Whether a count points at persons; none at all points at nobody."""
    return 0 < count < threshold


def single(count: int, threshold: int = PEOPLE) -> Number:
    """A count that stands alone."""
    return Number(None, Veil.SMALL, threshold) if is_small(count, threshold) else Number(count, None, threshold)


def parts(counts: Mapping[Key, int], threshold: int = PEOPLE) -> dict[Key, Number]:
    """The counts of one table whose total is shown."""
    shown = {key: single(count, threshold) for key, count in counts.items()}
    hidden = [count for count in counts.values() if is_small(count, threshold)]
    spare = sorted((count, str(key), key) for key, count in counts.items() if count >= threshold)
    while hidden and spare and (len(hidden) < 2 or sum(hidden) < threshold):
        count, _text, key = spare.pop(0)
        hidden.append(count)
        shown[key] = Number(None, Veil.WITH_ANOTHER, threshold)
    return shown


def veiled(counts: Mapping[Key, int], threshold: int = PEOPLE) -> dict[Key, Number]:
    """The same when the table's total is hidden: then every part is."""
    return {
        key: Number(None, Veil.WITH_ANOTHER, threshold) if count >= threshold else single(count, threshold)
        for key, count in counts.items()
    }

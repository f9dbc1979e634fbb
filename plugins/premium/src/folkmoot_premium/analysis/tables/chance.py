# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How far a count is from what is expected, and which of many such findings chance alone would not give.

Plain Python on purpose: a page reckons its tables from the rows of today, and may not load a library for that.
"""

from collections.abc import Sequence
from math import exp, lgamma, sqrt

FALSE_DISCOVERIES = 0.05
"""At most this share of what is called notable may be chance (Benjamini and Hochberg 1995)."""
NOTHING = 1e-18
DIGITS = 9


def residual(count: int, row: int, column: int, total: int) -> float | None:
    """The adjusted standardised residual (Haberman 1973): beyond 2 is unusual. None where all is one line."""
    expected = row * column / total if total else 0.0
    spread = expected * (1 - row / total) * (1 - column / total) if total else 0.0
    return round((count - expected) / sqrt(spread), 4) if spread > 0 else None


def chance_of(count: int, row: int, column: int, total: int) -> float:
    """How likely a count at least as far from the expected is when row and column have nothing to do with each other.

    Fisher's exact test, two-sided: twice the smaller tail of the hypergeometric distribution, at most 1.
    """
    lowest, highest = max(0, row + column - total), min(row, column)
    here = exp(_choose(column, count) + _choose(total - column, row - count) - _choose(total, row))

    def tail(step: int) -> float:
        found = term = here
        at = count
        while lowest <= at + step <= highest and term > NOTHING * found:
            term *= _ratio(at, row, column, total) if step > 0 else 1 / _ratio(at - 1, row, column, total)
            at += step
            found += term
        return found

    return round(min(1.0, 2 * min(tail(1), tail(-1))), DIGITS)


def _ratio(count: int, row: int, column: int, total: int) -> float:
    """How much likelier the next count is."""
    return (column - count) * (row - count) / ((count + 1) * (total - column - row + count + 1))


def _choose(of: int, taken: int) -> float:
    return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)


def adjusted(chances: Sequence[float]) -> list[float]:
    """Each chance adjusted for how many were looked at: call notable what is at most FALSE_DISCOVERIES."""
    order = sorted(range(len(chances)), key=lambda one: chances[one], reverse=True)
    found, least = [1.0] * len(chances), 1.0
    for place, one in enumerate(order):
        least = min(least, chances[one] * len(chances) / (len(chances) - place))
        found[one] = round(least, DIGITS)
    return found

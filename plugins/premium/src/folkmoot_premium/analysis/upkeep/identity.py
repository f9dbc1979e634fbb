# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes that stay themselves when an analysis is made anew: the same contributions, the same id."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from folkmoot_premium.analysis.analysis import Analysis

SAME = 0.25
"""Themes are the same from this overlap on: contributions in both, of those in either (the Jaccard index)."""
NUMBERED = re.compile(r"t(\d+)")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Refit:
    """analysis: with the ids that survived, in its model too. themes: the id of each theme as found, and as kept.

    fresh, gone: ids that are new, and that are no more. shared: contributions that both have; moved: how many of these
    are in another theme now, or in one where they were in none, or the other way round.
    """

    analysis: Analysis
    themes: dict[str, str]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]
    shared: int
    moved: int


def refit(before: Mapping[str, str | None], found: Analysis, used: Iterable[str] = ()) -> Refit:
    """Give the themes found the ids of the themes before that they overlap most, all together (Hungarian method).

    before: the theme of each contribution, None for none. used: other ids that were given once and won't be again.
    """
    now = found.assignments
    themes = _kept(before, found)
    taken = {*used, *filter(None, before.values())}
    fresh = [theme.id for theme in found.themes if theme.id not in themes]
    themes |= dict(zip(fresh, _free(taken, len(fresh)), strict=True))
    shared = sorted(before.keys() & now.keys())
    return Refit(
        _renamed(found, themes), themes, tuple(sorted(themes[one] for one in fresh)),
        tuple(sorted(set(filter(None, before.values())) - set(themes.values()))), len(shared),
        sum(before[one] != _as_kept(themes, now[one]) for one in shared),
    )  # fmt: skip


def _as_kept(themes: Mapping[str, str], theme: str | None) -> str | None:
    return None if theme is None else themes[theme]


def _kept(before: Mapping[str, str | None], found: Analysis) -> dict[str, str]:
    """Of each theme found the theme before that it is."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    overlaps = _overlaps(before, found)
    old, new = sorted({one for one, _other in overlaps}), sorted({other for _one, other in overlaps})
    table = np.array([[overlaps.get((one, other), 0.0) for other in new] for one in old]).reshape(len(old), len(new))
    pairs = zip(*linear_sum_assignment(-table), strict=True)
    return {new[column]: old[row] for row, column in pairs if table[row, column] >= SAME}


def _overlaps(before: Mapping[str, str | None], found: Analysis) -> dict[Pair, float]:
    """Of themes before and now the overlap, among the contributions that both have."""
    shared = [(one, other) for row, other in found.assignments.items() if other and (one := before.get(row))]
    both = Counter(shared)
    ones, others = Counter(one for one, _other in shared), Counter(other for _one, other in shared)
    return {(one, other): times / (ones[one] + others[other] - times) for (one, other), times in both.items()}


def _free(taken: Iterable[str], number: int) -> list[str]:
    """Ids after the highest that was ever given."""
    numbers = [int(match[1]) for match in map(NUMBERED.fullmatch, taken) if match]
    highest = max(numbers, default=0)
    return [f"t{highest + step:02}" for step in range(1, number + 1)]


def _renamed(found: Analysis, ids: Mapping[str, str]) -> Analysis:
    themes = tuple(replace(theme, id=ids[theme.id]) for theme in found.themes)
    return replace(found, themes=themes, model=found.model and found.model.renamed(ids))

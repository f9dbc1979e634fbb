# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which theme each text is in: found afresh, or grown out of the themes before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot_premium.analysis.analysis import canonical
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.themes.choosing import choose
from folkmoot_premium.analysis.themes.clustering import cluster, cluster_on

Before = Mapping[str, str | None]
"""The theme of each contribution in an analysis before, None for none."""


@dataclass(frozen=True)
class Grouped:
    """labels: the number of each row's theme, -1 where no word of it counts. stability: of the numbers tried.
    grown_from: SHA-256, in hex, of the assignments before, None where the themes were found afresh."""

    labels: Any
    stability: dict[int, float] = field(default_factory=dict)
    grown_from: str | None = None


def group(rows: Sequence[Row], vectors: Any, settings: Settings, before: Before, progress: Progress) -> Grouped:
    """Put texts together. vectors: of the rows, of length 1, or of noughts where no word counts."""
    import numpy as np

    telling = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0) if len(vectors) else np.zeros(0, np.int64)
    labels = np.full(len(vectors), -1)
    progress.begin("number")
    if not len(telling):
        return Grouped(labels)
    known = _numbered([before.get(rows[row].id) for row in telling.tolist()], settings.themes)
    grown = cluster_on(vectors[telling], known, settings.seed)
    if grown is not None:
        labels[telling] = grown
        return Grouped(labels, grown_from=hashlib.sha256(canonical(dict(before))).hexdigest())
    number, stability = _number(vectors[telling], settings, progress)
    progress.begin("themes")
    labels[telling] = cluster(vectors[telling], number, settings.seed)
    return Grouped(labels, stability)


def _numbered(themes: Sequence[str | None], wanted: int | None) -> Any:
    """Themes as numbers, -1 for none; nothing but -1 where another number of themes is wanted."""
    import numpy as np

    ids = sorted(set(filter(None, themes)))
    numbers = {theme: number for number, theme in enumerate(ids)} if wanted in (None, len(ids)) else {}
    return np.array([numbers.get(theme or "", -1) for theme in themes])


def _number(vectors: Any, settings: Settings, progress: Progress) -> tuple[int, dict[int, float]]:
    if settings.themes is not None:
        return settings.themes, {}
    choice = choose(vectors, settings.seed, progress)
    return choice.number, choice.stability

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The whole analysis, step by step. The same rows and settings give the same findings, in whatever order they come."""

from collections.abc import Iterable, Sequence
from typing import Any

from folkmoot_premium.analysis.analysis import Analysis, NearlySame
from folkmoot_premium.analysis.costs import costs
from folkmoot_premium.analysis.describing import Described, describe
from folkmoot_premium.analysis.likeness.duplicates import duplicates
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row, fingerprint, in_order
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import Prepared, prepare
from folkmoot_premium.analysis.themes.choosing import choose
from folkmoot_premium.analysis.themes.clustering import cluster
from folkmoot_premium.analysis.vectors.joined import joined
from folkmoot_premium.analysis.vectors.weights import Weighted, weigh


def analyse(rows: Iterable[Row], settings: Settings | None = None, progress: Progress | None = None) -> Analysis:
    """Find themes, their speakers and near-duplicates. Raises WrongRow for an id used twice, and Stopped."""
    ordered, settings, progress = in_order(rows), settings or Settings(), progress or Progress()
    progress.plan(costs(ordered, settings))
    progress.begin("libraries")
    with one_thread():
        return _analyse(ordered, settings, progress)


def _analyse(rows: Sequence[Row], settings: Settings, progress: Progress) -> Analysis:
    progress.begin("languages")
    spoken = languages(rows, settings.language)
    progress.begin("words")
    prepared = prepare(rows, spoken, settings.excluded, lambda done: progress.reach(done / len(rows)))
    progress.begin("weights")
    weighted = weigh(prepared.stems)
    labels, stability = _clustered(weighted, prepared, settings, progress)
    described = Described(rows, prepared, weighted, labels)
    themes = describe(described, progress)
    progress.begin("duplicates")
    found = duplicates([row.text for row in rows], progress)
    progress.end()
    return Analysis(
        settings, fingerprint(rows), themes,
        unassigned=tuple(row.id for row, label in zip(rows, labels, strict=True) if label < 0),
        duplicates=tuple(NearlySame(tuple(rows[row].id for row in group.rows), group.score) for group in found),
        languages={row.id: language for row, language in zip(rows, spoken, strict=True)}, stability=stability,
    )  # fmt: skip


def _clustered(
    weighted: Weighted, prepared: Prepared, settings: Settings, progress: Progress
) -> tuple[Any, dict[int, float]]:  # fmt: skip
    """The number of each row's theme, -1 where no word of it counts; and how stable the numbers tried were."""
    import numpy as np

    vectors = joined(weighted, prepared.stems, settings.seed, progress)
    telling = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0) if len(vectors) else np.zeros(0, np.int64)
    labels = np.full(len(vectors), -1)
    progress.begin("number")
    if not len(telling):
        return labels, {}
    number, stability = settings.themes, dict[int, float]()
    if number is None:
        choice = choose(vectors[telling], settings.seed, progress)
        number, stability = choice.number, choice.stability
    progress.begin("themes")
    labels[telling] = cluster(vectors[telling], number, settings.seed)
    return labels, stability

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The whole analysis, step by step. The same rows and settings give the same findings, in whatever order they come."""

from collections.abc import Iterable, Sequence
from typing import Any

from folkmoot_premium.analysis.analysis import Analysis, NearlySame, Theme
from folkmoot_premium.analysis.costs import costs
from folkmoot_premium.analysis.describing import Described, describe
from folkmoot_premium.analysis.likeness.duplicates import duplicates
from folkmoot_premium.analysis.meaning.embedder import named
from folkmoot_premium.analysis.meaning.meanings import cut
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row, fingerprint, in_order
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.texts.languages import commonest
from folkmoot_premium.analysis.themes.grouping import Before, group
from folkmoot_premium.analysis.upkeep.middles import middles
from folkmoot_premium.analysis.upkeep.model import Model, fitted
from folkmoot_premium.analysis.weighing import spread, weighed


def analyse(
    rows: Iterable[Row],
    settings: Settings | None = None,
    progress: Progress | None = None,
    before: Before | None = None,
) -> Analysis:
    """Find themes, their speakers and near-duplicates.

    Raises WrongRow for an id used twice, Stopped, and NoEmbedder, before anything else, where the extra is missing.

    before: the theme of each contribution in an analysis before, None for none: themes grow out of those instead of
    being found afresh, as many as they were, so that few contributions move (`refit` then keeps their ids). It isn't
    heeded where the settings wish for another number.
    """
    ordered, settings, progress = in_order(rows), settings or Settings(), progress or Progress()
    if settings.semantic:
        named()
    progress.plan(costs(ordered, settings))
    progress.begin("libraries")
    with one_thread():
        return _analyse(ordered, settings, progress, before or {})


def _analyse(
    rows: Sequence[Row], settings: Settings, progress: Progress, before: Before
) -> Analysis:  # fmt: skip
    texts = weighed(rows, settings, progress)
    spoken, prepared, weighted = texts.spoken, texts.prepared, texts.weighted
    placed = spread(rows, texts, settings, progress)
    within, vectors = placed.within, placed.vectors
    grouped = group(rows, vectors, settings, before, progress)
    themes = describe(Described(rows, prepared, weighted, grouped.labels, settings.semantic), progress)
    progress.begin("duplicates")
    found = duplicates([row.text for row in rows], progress)
    progress.end()
    return Analysis(
        settings, fingerprint(rows), themes,
        unassigned=tuple(row.id for row, label in zip(rows, grouped.labels, strict=True) if label < 0),
        duplicates=tuple(NearlySame(tuple(rows[row].id for row in group.rows), group.score) for group in found),
        languages={row.id: language for row, language in zip(rows, spoken, strict=True)},
        stability=grouped.stability, grown_from=grouped.grown_from, cut=cut(rows) if settings.semantic else None,
        model=_model(themes, rows, vectors, fitted(settings, commonest(spoken), weighted, within)),
    )  # fmt: skip


def _model(themes: Sequence[Theme], rows: Sequence[Row], vectors: Any, model: Model) -> Model | None:
    places = {row.id: place for place, row in enumerate(rows)}
    members = [(places[one], number) for number, theme in enumerate(themes) for one in theme.members]
    if not members:
        return None
    inside = vectors[[place for place, _number in members]]
    return model.around(middles([theme.id for theme in themes], inside, [number for _place, number in members]))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The first steps of whatever looks at texts: their languages, their words, how much each weighs, and their vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.meaning.embedder import embedder
from folkmoot_premium.analysis.meaning.meanings import meanings
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import Prepared, prepare
from folkmoot_premium.analysis.vectors.space import Space, space
from folkmoot_premium.analysis.vectors.weights import Weighted, weigh


@dataclass(frozen=True, eq=False)
class Weighed:
    """spoken: the language of each row."""

    spoken: Sequence[str]
    prepared: Prepared
    weighted: Weighted


@dataclass(frozen=True, eq=False)
class Spread:
    """The texts in the space of their collection. vectors: of length 1, or of noughts where nothing is told."""

    within: Space
    vectors: Any


def weighed(rows: Sequence[Row], settings: Settings, progress: Progress) -> Weighed:
    """Of rows in order. Raises Stopped."""
    progress.begin("languages")
    spoken = languages(rows, settings.language)
    progress.begin("words")
    prepared = prepare(rows, spoken, settings.excluded, lambda done: progress.reach(done / len(rows)))
    progress.begin("weights")
    return Weighed(spoken, prepared, weigh(prepared.stems))


def spread(rows: Sequence[Row], texts: Weighed, settings: Settings, progress: Progress) -> Spread:
    """Turn the texts into vectors, with their meaning where that is wished. Raises Stopped, NoEmbedder."""
    found = space(texts.weighted, texts.prepared.stems, settings.seed, progress)
    by = embedder() if settings.semantic else None
    meant = None
    if by is not None:
        progress.begin("meaning")
        told = [bool(stems) for stems in texts.prepared.stems]
        meant = meanings([row.text for row in rows], told, by, progress.reach)
        found = found.with_meaning(meant, by.name)
    return Spread(found, found.vectors(texts.weighted.weights, meant))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The first steps of whatever looks at texts: their languages, their words, and how much each word weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import Prepared, prepare
from folkmoot_premium.analysis.vectors.weights import Weighted, weigh


@dataclass(frozen=True, eq=False)
class Weighed:
    """spoken: the language of each row."""

    spoken: Sequence[str]
    prepared: Prepared
    weighted: Weighted


def weighed(rows: Sequence[Row], settings: Settings, progress: Progress) -> Weighed:
    """Of rows in order. Raises Stopped."""
    progress.begin("languages")
    spoken = languages(rows, settings.language)
    progress.begin("words")
    prepared = prepare(rows, spoken, settings.excluded, lambda done: progress.reach(done / len(rows)))
    progress.begin("weights")
    return Weighed(spoken, prepared, weigh(prepared.stems))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The space of a collection: what turns weighted words into the vector of a text, now and for texts that come later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from folkmoot_premium.analysis.meaning.meanings import Meanings
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.latent import directions
from folkmoot_premium.analysis.vectors.subwords import common, learn, without_common
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows

OF_MEANING = 1.4
"""What meaning weighs beside words, where it counts; tests/bench/insights_meaning.py compares."""


@dataclass(frozen=True)
class Space:
    """latent: words by directions of meaning. learnt: words by what their company says, None where nothing was learnt.
    common: the direction of all learnt vectors, which is taken away. centre: the mean of all meanings, None where
    meaning doesn't count. meant_by: the name of what reckoned the meanings."""

    latent: Any
    learnt: Any
    common: Any
    centre: Any = None
    meant_by: str | None = None

    def small(self) -> "Space":
        """The same with half the digits, as it is stored."""
        import numpy as np

        learnt = None if self.learnt is None else self.learnt.astype(np.float16).astype(np.float32)
        return replace(self, latent=self.latent.astype(np.float16).astype(np.float32), learnt=learnt)

    def with_meaning(self, found: Meanings | None, meant_by: str | None) -> "Space":
        """The same in which meaning counts too, where there is any."""
        return self if found is None else replace(self, centre=found.centre(), meant_by=meant_by)

    def vectors(self, weights: Any, meant: Meanings | None = None) -> Any:
        """Each text as a vector of length 1, or of noughts where no word counts. weights: texts by words, sparse.

        meant: the texts' meanings, where meaning counts; then a text with any word has a vector.
        """
        import numpy as np

        parts = [unit_rows(weights @ self.latent)]
        if self.learnt is not None:
            parts.append(without_common(unit_rows(weights @ self.learnt), self.common))
        if self.centre is None or meant is None:
            return unit_rows(np.hstack(parts))
        return unit_rows(np.hstack([unit_rows(np.hstack(parts)), OF_MEANING * meant.around(self.centre)]))


def space(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Space:
    """Latent meaning beside learnt meaning, at equal weight (research: insights, section 4)."""
    import numpy as np

    progress.begin("latent")
    latent = directions(weighted, seed) if weighted.words else np.zeros((weighted.weights.shape[1], 1), np.float32)
    progress.begin("subwords")
    learnt = learn(weighted, stems, seed, progress)
    shared = common(unit_rows(weighted.weights @ learnt)) if learnt is not None else None
    return Space(latent, learnt, shared)

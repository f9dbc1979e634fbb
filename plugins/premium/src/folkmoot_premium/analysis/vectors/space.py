# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The space of a collection: what turns weighted words into the vector of a text, now and for texts that come later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.latent import directions
from folkmoot_premium.analysis.vectors.subwords import common, learn, without_common
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows


@dataclass(frozen=True)
class Space:
    """latent: words by directions of meaning. learnt: words by what their company says, None where nothing was learnt.
    common: the direction of all learnt vectors, which is taken away."""

    latent: Any
    learnt: Any
    common: Any

    def small(self) -> "Space":
        """The same with half the digits, as it is stored."""
        import numpy as np

        learnt = None if self.learnt is None else self.learnt.astype(np.float16).astype(np.float32)
        return Space(self.latent.astype(np.float16).astype(np.float32), learnt, self.common)

    def vectors(self, weights: Any) -> Any:
        """Each text as a vector of length 1, or of noughts where no word counts. weights: texts by words, sparse."""
        import numpy as np

        parts = [unit_rows(weights @ self.latent)]
        if self.learnt is not None:
            parts.append(without_common(unit_rows(weights @ self.learnt), self.common))
        return unit_rows(np.hstack(parts))


def space(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Space:
    """Latent meaning beside learnt meaning, at equal weight (research: insights, section 4)."""
    import numpy as np

    progress.begin("latent")
    latent = directions(weighted, seed) if weighted.words else np.zeros((weighted.weights.shape[1], 1), np.float32)
    progress.begin("subwords")
    learnt = learn(weighted, stems, seed, progress)
    shared = common(unit_rows(weighted.weights @ learnt)) if learnt is not None else None
    return Space(latent, learnt, shared)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The vector of a text: latent meaning beside learnt meaning, at equal weight (research: insights, section 4)."""

from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.latent import latent
from folkmoot_premium.analysis.vectors.subwords import subwords
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows


def joined(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Any:
    """Each text as a vector of length 1, or of noughts where none of its words counts (dense, float32)."""
    import numpy as np

    progress.begin("latent")
    parts = [latent(weighted, seed)] if weighted.words else [np.zeros((len(stems), 1), np.float32)]
    progress.begin("subwords")
    learnt = subwords(weighted, stems, seed, progress)
    if learnt is not None:
        parts.append(learnt)
    return unit_rows(np.hstack(parts))

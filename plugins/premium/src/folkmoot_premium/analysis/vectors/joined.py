# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The vector of a text: latent meaning beside learnt meaning, at equal weight (research: insights, section 4)."""

from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.space import space
from folkmoot_premium.analysis.vectors.weights import Weighted


def joined(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Any:
    """Each text as a vector of length 1, or of noughts where none of its words counts (dense, float32)."""
    return space(weighted, stems, seed, progress).vectors(weighted.weights)

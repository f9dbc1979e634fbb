# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What a text is told apart by: its meaning as the engine has it (latent beside learnt), and its very words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row, in_order
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.weighing import spread, weighed

OF_WORDS = 0.5
"""How much the words weigh beside the meaning. On real texts it matters little; rare names of places live on it."""


@dataclass(frozen=True, eq=False)
class Features:
    """ids: of the texts, in order. vectors: their meaning, each of length 1 or 0 (dense). table: meaning beside words
    (sparse), as they are learnt from. seed: of what takes chance."""

    ids: tuple[str, ...]
    vectors: Any
    table: Any
    seed: int


def features(rows: Iterable[Row], settings: Settings | None = None, progress: Progress | None = None) -> Features:
    """Reckon them, in about the time of an analysis. Raises WrongRow for an id used twice, Stopped and NoEmbedder."""
    from scipy.sparse import csr_matrix, hstack

    ordered, settings, progress = in_order(rows), settings or Settings(), progress or Progress()
    progress.begin("libraries")
    with one_thread():
        texts = weighed(ordered, settings, progress)
        vectors = spread(ordered, texts, settings, progress).vectors
        table = hstack([csr_matrix(vectors), OF_WORDS * texts.weighted.weights]).tocsr()
    return Features(tuple(row.id for row in ordered), vectors, table, settings.seed)

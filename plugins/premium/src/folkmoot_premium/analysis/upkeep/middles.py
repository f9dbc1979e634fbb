# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The middles of themes, and which is nearest to a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

STEPS = 20
"""In so many equal parts the texts of an analysis are divided by how clearly each is in its theme."""
DIGITS = 4


@dataclass(frozen=True, eq=False)
class Middles:
    """themes: ids. places: themes by numbers (float32). margins: how clearly the least clear text of each part of the
    analysis is in its theme, ascending."""

    themes: tuple[str, ...]
    places: Any
    margins: Any

    def nearest(self, vectors: Any) -> list[tuple[str | None, float]]:
        """Of each text its theme and the share of texts that are less clearly in theirs, 0 to 1."""
        import numpy as np

        near, margin = _nearest(vectors, self.places)
        shares = np.round(np.interp(margin, self.margins, np.linspace(0.0, 1.0, len(self.margins))), DIGITS)
        known = np.abs(vectors).sum(axis=1) > 0
        return [
            (self.themes[theme], share) if told else (None, 0.0)
            for theme, share, told in zip(near.tolist(), shares.tolist(), known.tolist(), strict=True)
        ]


NOWHERE = Middles((), None, None)


def middles(themes: Sequence[str], vectors: Any, labels: Sequence[int]) -> Middles:
    """From the vector of each text and the number of its theme."""
    import numpy as np

    owners = np.asarray(labels)
    means = [vectors[owners == theme].mean(axis=0, dtype=np.float64) for theme in range(len(themes))]
    places = np.array(means, np.float32)
    _near, margin = _nearest(vectors, places)
    margins = np.quantile(margin, np.linspace(0.0, 1.0, STEPS + 1)).astype(np.float32)
    return Middles(tuple(themes), places, np.maximum.accumulate(margins))


def _nearest(vectors: Any, places: Any) -> tuple[Any, Any]:
    """The nearest middle of each vector, and by what part of its distance the second one is farther."""
    import numpy as np

    squares = 1.0 - 2.0 * (vectors @ places.T) + (places * places).sum(axis=1)
    distances = np.sqrt(np.maximum(np.round(squares.astype(np.float64), 6), 0.0))
    near = distances.argmin(axis=1)
    if len(places) == 1:
        return near, np.ones(len(vectors))
    two = np.partition(distances, 1, axis=1)[:, :2]
    return near, 1.0 - two[:, 0] / np.maximum(two[:, 1], 1e-9)

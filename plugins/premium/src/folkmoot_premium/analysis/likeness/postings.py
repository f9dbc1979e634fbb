# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Posting lists: of each word or run of letters the texts that hold it, with its weight there."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Postings:
    """by_term: terms by texts, sparse (CSR), weights of a text at length 1. rarity: of each term."""

    by_term: Any
    rarity: Any

    @classmethod
    def of(cls, counts: Any) -> "Postings":
        """From how often each term is in each text (texts by terms, CSR)."""
        import numpy as np

        from folkmoot_premium.analysis.likeness.grams import rarities
        from folkmoot_premium.analysis.vectors.weights import unit_rows

        rarity = rarities(np.bincount(counts.indices, minlength=counts.shape[1]), counts.shape[0])
        weights = counts.copy()
        weights.data = (1.0 + np.log(weights.data)) * rarity[weights.indices]
        return cls(unit_rows(weights).T.tocsr(), rarity)

    def likeness(self, terms: Any, times: Any) -> Any:
        """How like each text is to a query of these terms (numbers, ascending) so many times: 0 to 1."""
        import numpy as np

        weights = (1.0 + np.log(times)) * self.rarity[terms]
        length = float(np.sqrt((weights * weights).sum()))
        found = np.zeros(self.by_term.shape[1], np.float32)
        starts, ends = self.by_term.indptr[terms], self.by_term.indptr[terms + 1]
        for weight, start, end in zip(weights / (length or 1.0), starts, ends, strict=True):
            found[self.by_term.indices[start:end]] += np.float32(weight) * self.by_term.data[start:end]
        return found

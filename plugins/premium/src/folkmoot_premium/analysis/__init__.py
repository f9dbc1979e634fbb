# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The analysis engine: a library without web or database, and without anything of Folkmoot's core.

`analyse(rows, settings)` finds themes, the contributions that speak for them, and near-duplicates; `Index(rows)` finds
what is like a query. A finished analysis has a model, which places what comes later; `refit` keeps ids when an analysis
is made anew. gensim, numpy and scikit-learn are imported when something is asked, not before.
"""

from folkmoot_premium.analysis.analysing import analyse
from folkmoot_premium.analysis.analysis import Analysis, NearlySame, Speaker, Theme, canonical
from folkmoot_premium.analysis.likeness.similar import Hit, Index
from folkmoot_premium.analysis.meaning.embedder import NoEmbedder
from folkmoot_premium.analysis.progress import Progress, Stopped
from folkmoot_premium.analysis.rows import Row, WrongRow
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.upkeep.identity import Refit, refit
from folkmoot_premium.analysis.upkeep.model import SURE, Model, Placed
from folkmoot_premium.analysis.upkeep.storing import BrokenModel

__all__ = [
    "SURE", "Analysis", "BrokenModel", "Hit", "Index", "Model", "NearlySame", "NoEmbedder", "Placed", "Progress",
    "Refit", "Row", "Settings", "Speaker", "Stopped", "Theme", "WrongRow", "analyse", "canonical", "refit",
]  # fmt: skip

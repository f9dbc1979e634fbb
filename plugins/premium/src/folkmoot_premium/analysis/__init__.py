# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The analysis engine: a library without web or database, and without anything of Folkmoot's core.

`analyse(rows, settings)` finds themes, the contributions that speak for them, and near-duplicates; `Index(rows)` finds
what is like a query. gensim, numpy and scikit-learn are imported when something is asked, not before.
"""

from folkmoot_premium.analysis.analysing import analyse
from folkmoot_premium.analysis.analysis import Analysis, NearlySame, Speaker, Theme, canonical
from folkmoot_premium.analysis.likeness.similar import Hit, Index
from folkmoot_premium.analysis.progress import Progress, Stopped
from folkmoot_premium.analysis.rows import Row, WrongRow
from folkmoot_premium.analysis.settings import Settings

__all__ = [
    "Analysis", "Hit", "Index", "NearlySame", "Progress", "Row", "Settings", "Speaker", "Stopped", "Theme", "WrongRow",
    "analyse", "canonical",
]  # fmt: skip

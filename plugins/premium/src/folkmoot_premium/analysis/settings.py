# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What may be chosen about an analysis, and what is fixed; all of it stands in the record of a run."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from folkmoot_premium.analysis.likeness import duplicates
from folkmoot_premium.analysis.meaning import e5, embedder
from folkmoot_premium.analysis.texts import languages
from folkmoot_premium.analysis.themes import choosing, representing
from folkmoot_premium.analysis.vectors import latent, space, subwords

ENGINE = 2
"""Raised whenever the same input and settings give another result."""
SEED = 20_261_122
MOST_THEMES = 200
SEMANTIC = {
    "semantic_model": e5.MODEL, "semantic_characters": e5.MOST_CHARACTERS, "semantic_weight": space.OF_MEANING,
}  # fmt: skip
"""What is fixed about meaning."""
LIBRARIES = ("gensim", "numpy", "py3langid", "PyStemmer", "scikit-learn", "scipy", "stopwordsiso")


@dataclass(frozen=True)
class Settings:
    """themes: how many are wanted; None: the number that is most stable. language: of rows that don't say theirs;
    None: recognised. excluded: words to leave out. seed: of everything that takes chance. semantic: whether meaning
    without shared words counts too, which needs the extra (meaning/embedder.py)."""

    themes: int | None = None
    language: str | None = None
    excluded: tuple[str, ...] = ()
    seed: int = SEED
    semantic: bool = False

    def __post_init__(self) -> None:
        """Refuse a number of themes that can't be. Raises ValueError."""
        if self.themes is not None and not 1 <= self.themes <= MOST_THEMES:
            raise ValueError(f"The number of themes must be from 1 to {MOST_THEMES}.")

    def as_json(self) -> dict[str, Any]:
        """As the record of a run has it, what is fixed included."""
        return {
            "themes": self.themes, "language": self.language, "excluded": sorted(self.excluded),
            "languages": list(languages.KNOWN), "latent_dimensions": latent.DIMENSIONS,
            "subword_dimensions": subwords.DIMENSIONS, "duplicates_from": duplicates.THRESHOLD,
            "representatives": representing.HEARD, "stability_near_best": choosing.NEAR, "semantic": self.semantic,
            **(SEMANTIC if self.semantic else {}),
        }  # fmt: skip


def versions(semantic: bool = False) -> dict[str, str]:
    """Of everything on which a result depends. semantic: of the extra too."""
    libraries = (*LIBRARIES, embedder.LIBRARY) if semantic else LIBRARIES
    return {name: version(name) for name in libraries} | {"engine": str(ENGINE)}

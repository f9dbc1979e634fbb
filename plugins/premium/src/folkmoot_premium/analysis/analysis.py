# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an analysis found, and the same bytes of it for the same findings."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from folkmoot_premium.analysis.settings import Settings, versions
from folkmoot_premium.analysis.themes.following import followed

if TYPE_CHECKING:
    from folkmoot_premium.analysis.upkeep.model import Model

AUTOMATIC = (
    "Themes, names, words, representatives and near-duplicates were found by a program and read by nobody. "
    "Each representative is a contribution as it was written."
)


@dataclass(frozen=True)
class Speaker:
    """A contribution that speaks for others of its theme. stands_for: how many, itself among them."""

    id: str
    stands_for: int


@dataclass(frozen=True)
class Theme:
    """id: t01 is the largest. name: a suggestion. words, phrases: the most telling first. members: ids in order."""

    id: str
    name: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    members: tuple[str, ...]
    representatives: tuple[Speaker, ...]

    @property
    def size(self) -> int:
        """How many contributions."""
        return len(self.members)


@dataclass(frozen=True)
class NearlySame:
    """Contributions that are nearly the same. score: the likeness of the least like of them to its nearest, 0 to 1."""

    ids: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Analysis:
    """All findings. unassigned: ids of rows in which no word counts. stability: of each number of themes tried.

    model: for contributions that come later; None where there is no theme. grown_from: SHA-256, in hex, of the
    assignments out of which the themes grew; None where they were found afresh. cut: of how many texts only the
    beginning was read for their meaning; None where meaning didn't count.
    """

    settings: Settings
    input_hash: str
    themes: tuple[Theme, ...]
    unassigned: tuple[str, ...]
    duplicates: tuple[NearlySame, ...]
    languages: dict[str, str]
    stability: dict[int, float]
    model: "Model | None" = field(default=None, compare=False, repr=False)
    grown_from: str | None = None
    cut: int | None = None

    @property
    def assignments(self) -> dict[str, str | None]:
        """The theme of each row, None where it is in none."""
        found: dict[str, str | None] = dict.fromkeys(self.unassigned)
        return found | {member: theme.id for theme in self.themes for member in theme.members}

    @property
    def follow_languages(self) -> float | None:
        """How far a text's theme tells its language (see themes/following.py)."""
        return followed(Counter((theme, self.languages[one]) for one, theme in self.assignments.items()))

    @property
    def _chosen_by(self) -> str:
        if self.grown_from:
            return "before"
        return "wish" if self.settings.themes else "stability"

    def themes_json(self) -> bytes:
        """`themes.json` of INTERFACES."""
        themes = [
            {
                "id": theme.id, "name": theme.name, "words": list(theme.words), "size": theme.size,
                "representatives": [{"id": one.id, "stands_for": one.stands_for} for one in theme.representatives],
            }
            for theme in self.themes
        ]  # fmt: skip
        return canonical({"themes": themes, "assignments": self.assignments})

    def duplicates_json(self) -> bytes:
        """`duplicates.json` of INTERFACES."""
        return canonical([{"ids": list(group.ids), "score": group.score} for group in self.duplicates])

    def run_json(self) -> bytes:
        """`run.json`: what anybody needs to check the run again. No date: the same run has the same record."""
        results = {"themes.json": self.themes_json(), "duplicates.json": self.duplicates_json()}
        counted = Counter(self.languages.values())
        return canonical({
            "input": {"sha256": self.input_hash, "rows": len(self.languages)},
            "settings": self.settings.as_json(), "seed": self.settings.seed,
            "versions": versions(self.settings.semantic),
            "languages": dict(counted), "unassigned": len(self.unassigned),
            "themes": {
                "number": len(self.themes), "chosen_by": self._chosen_by, "grown_from": self.grown_from,
                "stability": {str(number): value for number, value in self.stability.items()},
                "follow_languages": self.follow_languages,
            },
            "results": {name: hashlib.sha256(content).hexdigest() for name, content in results.items()},
            "automatic": AUTOMATIC, **({} if self.cut is None else {"texts_cut": self.cut}),
        })  # fmt: skip


def canonical(value: Any) -> bytes:
    """JSON with sorted names and nothing left to chance, as UTF-8 with a line end."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"

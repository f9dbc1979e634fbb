# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The model of a finished analysis: into which of its themes a contribution belongs that came later.

It holds the stems that count and numbers about them; no id, no text, no form of a word as somebody wrote it, no name of
a theme. Of more than twenty texts a stem counts when two of them have it, so a model fitted without somebody's texts
holds no word that only they used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from folkmoot_premium.analysis.meaning.embedder import embedder
from folkmoot_premium.analysis.meaning.meanings import Meanings, meanings
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import Preparer
from folkmoot_premium.analysis.upkeep.middles import NOWHERE, Middles, middles
from folkmoot_premium.analysis.upkeep.storing import Stored, read, written
from folkmoot_premium.analysis.vectors.space import Space
from folkmoot_premium.analysis.vectors.weights import Weighted, weights

SURE = 0.2
"""From this confidence on a theme may be shown without a question mark: four of five texts of the analysis have it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A contribution by its id and its theme, None where no word of it is known. confidence: it is as clearly in its
    theme as this share of the texts from which the themes were made, 0 to 1."""

    id: str
    theme: str | None
    confidence: float


@dataclass(frozen=True, eq=False)
class Model:
    """words, rarity: as in Weighted. language: of rows that don't say theirs, None: recognised. usual: the commonest
    language, taken for texts of a few words. excluded: words that are left out."""

    words: Sequence[str]
    rarity: Any
    space: Space
    middles: Middles
    language: str | None
    usual: str | None
    excluded: tuple[str, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes."""
        return self.middles.themes

    @property
    def meant_by(self) -> str | None:
        """The name of what reckoned the meanings of texts; None where words alone count."""
        return self.space.meant_by

    def ready(self) -> None:
        """Raises NoEmbedder where the texts' meanings count, and what reckoned them isn't installed any more."""
        if self.meant_by is not None:
            embedder(self.meant_by)

    @cached_property
    def _bytes(self) -> bytes:
        return written(self._stored())

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @property
    def sha256(self) -> str:
        """Of what `as_bytes` gives, in hex."""
        return read(self._bytes).sha256

    def as_bytes(self) -> bytes:
        """To be stored: no pickle, not compressed, the same for the same model."""
        return self._bytes

    @classmethod
    def of_bytes(cls, stored: bytes) -> "Model":
        """Read what `as_bytes` gave. Raises BrokenModel where a byte is another one, or the form is of another time."""
        return _of(read(stored))

    def place(self, rows: Sequence[Row]) -> list[Placed]:
        """The theme of each row, in the order of the rows. Raises NoEmbedder where `meant_by` isn't installed."""
        with one_thread():
            found = self.middles.nearest(self._vectors(rows))
        return [Placed(row.id, *one) for row, one in zip(rows, found, strict=True)]

    def with_themes(self, members: Mapping[str, Sequence[Row]]) -> "Model":
        """The model with the themes as people left them. members: of every theme its contributions."""
        ids = sorted(theme for theme, rows in members.items() if rows)
        rows = [row for theme in ids for row in members[theme]]
        labels = [number for number, theme in enumerate(ids) for _row in members[theme]]
        with one_thread():
            return self.around(middles(ids, self._vectors(rows), labels))

    def around(self, found: Middles) -> "Model":
        """The model with these middles."""
        return replace(self, middles=found)

    def renamed(self, ids: Mapping[str, str]) -> "Model":
        """The same with other ids of its themes."""
        return self.around(replace(self.middles, themes=tuple(ids[theme] for theme in self.themes)))

    def _vectors(self, rows: Sequence[Row]) -> Any:
        preparer = Preparer(self.excluded)
        spoken = languages(rows, self.language, self.usual)
        stems = [preparer.stems(row.text, language) for row, language in zip(rows, spoken, strict=True)]
        return self.space.vectors(weights(self._numbers, self.rarity, stems), self._meanings(rows, stems))

    def _meanings(self, rows: Sequence[Row], stems: Sequence[Sequence[str]]) -> Meanings | None:
        if self.meant_by is None:
            return None
        return meanings([row.text for row in rows], [bool(text) for text in stems], embedder(self.meant_by))

    def _stored(self) -> Stored:
        told = {
            "words": list(self.words), "themes": list(self.themes), "language": self.language, "usual": self.usual,
            "excluded": list(self.excluded),
        }  # fmt: skip
        arrays = {
            "rarity": self.rarity, "latent": self.space.latent, "middles": self.middles.places,
            "margins": self.middles.margins,
        }  # fmt: skip
        if self.space.learnt is not None:
            arrays |= {"learnt": self.space.learnt, "common": self.space.common}
        if self.meant_by is not None:
            told, arrays = told | {"meant_by": self.meant_by}, arrays | {"centre": self.space.centre}
        return Stored(told, arrays)


def fitted(settings: Settings, usual: str | None, weighted: Weighted, space: Space) -> Model:
    """The model of an analysis, still without themes."""
    excluded = tuple(sorted(settings.excluded))
    return Model(weighted.words, weighted.rarity, space.small(), NOWHERE, settings.language, usual, excluded)


def _of(stored: Stored) -> Model:
    told, arrays = stored.told, stored.arrays
    space = Space(
        arrays["latent"], arrays.get("learnt"), arrays.get("common"), arrays.get("centre"), told.get("meant_by")
    )
    found = Middles(tuple(told["themes"]), arrays["middles"], arrays["margins"])
    return Model(
        told["words"], arrays["rarity"], space, found, told["language"], told["usual"], tuple(told["excluded"])
    )

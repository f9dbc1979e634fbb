# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes in words: telling words, key phrases, a suggested name, and the contributions that speak for the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from folkmoot_premium.analysis.analysis import Speaker, Theme
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.preparing import Prepared
from folkmoot_premium.analysis.texts.words import Stems
from folkmoot_premium.analysis.themes import phrases
from folkmoot_premium.analysis.themes.labels import shown, suggested_name, telling_words
from folkmoot_premium.analysis.themes.representing import representatives, runs_of
from folkmoot_premium.analysis.vectors.weights import Weighted

LENT = 5


@dataclass(frozen=True)
class Described:
    """What themes are described from; labels: the number of each row's theme, -1 for none. semantic: texts may be in
    one theme without a shared word; then its first speaker lends it words."""

    rows: Sequence[Row]
    prepared: Prepared
    weighted: Weighted
    labels: Any
    semantic: bool = False


def describe(of: Described, progress: Progress) -> tuple[Theme, ...]:
    """All themes, the largest first; of two as large, the one with the smallest id."""
    import numpy as np

    progress.begin("phrases")
    groups = [np.flatnonzero(of.labels == label) for label in np.unique(of.labels[of.labels >= 0])]
    groups.sort(key=lambda members: (-len(members), members[0]))
    order = np.full(len(of.rows), -1)
    for number, members in enumerate(groups):
        order[members] = number
    words = telling_words(of.weighted, order, len(groups)) if groups else []
    said = _phrases(of, groups, progress)
    progress.begin("representatives")
    runs = runs_of(of.prepared.stems) if groups else None
    themes = []
    for number, members in enumerate(groups):
        spoken = representatives(runs, members)
        stems = [word for word, _weight in words[number]] or _lent(of, spoken[0].row)
        speakers = [Speaker(of.rows[one.row].id, one.stands_for) for one in spoken]
        themes.append(_theme(of, (number, members), stems, said[number], speakers))
        progress.reach((number + 1) / len(groups))
    return tuple(themes)


def _lent(of: Described, row: int) -> list[str]:
    """The first different words of a text, where meaning alone made a theme."""
    return list(dict.fromkeys(of.prepared.stems[row]))[:LENT] if of.semantic else []


def _theme(
    of: Described, found: tuple[int, Any], stems: list[str], said: list[str], speakers: list[Speaker]
) -> Theme:  # fmt: skip
    number, members = found
    words = shown(stems, of.prepared.forms)
    ids = tuple(of.rows[row].id for row in members)
    return Theme(f"t{number + 1:02}", suggested_name(words, said), tuple(words), tuple(said), ids, tuple(speakers))


def _phrases(of: Described, groups: list[Any], progress: Progress) -> list[list[str]]:
    known = phrases.pairs(of.prepared.stems)
    stemmers = {language: Stems(language) for language in set(of.prepared.languages)}
    found = []
    for number, members in enumerate(groups):
        found.append(_worded(of, known, members, stemmers))
        progress.reach(0.3 + 0.7 * (number + 1) / len(groups))
    return found


def _worded(of: Described, known: frozenset[phrases.Pair], members: Any, stemmers: dict[str, Stems]) -> list[str]:
    stems = of.prepared.stems
    worded = []
    for pair in phrases.inside(known, stems, members)[: phrases.MOST]:
        holding = [row for row in members if pair in pairwise(stems[row])]
        texts = [of.rows[row].text for row in holding]
        worded.append(phrases.wording(pair, texts, [of.prepared.languages[row] for row in holding], stemmers))
    return list(dict.fromkeys(filter(None, worded)))

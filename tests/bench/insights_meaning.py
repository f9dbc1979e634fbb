# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the extra that compares meaning gains: themes, tagging, and the same need in other words or another language.

Only where the extra is installed (`make semantic`). Meanings of the sets are kept in .cache, for a text takes tens of
milliseconds. Samples of 1,200 rows as the research took them; whole sets where that is asked for.
"""

from typing import Any

import numpy as np
from figures import note
from insights_baselines import meant
from insights_quality import SEEDS, SETS, agreement, left_out, verdict
from insights_sets import Labelled, load
from insights_tagging import DRAWS, EACH, accuracy, drawn
from scipy.sparse import csr_matrix, hstack

from folkmoot_premium.analysis import Progress, Settings
from folkmoot_premium.analysis.meaning.embedder import SENTENCE, installed
from folkmoot_premium.analysis.meaning.meanings import Meanings
from folkmoot_premium.analysis.meaning.searching import MeaningIndex
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.settings import SEED
from folkmoot_premium.analysis.tagging.features import OF_WORDS, Features
from folkmoot_premium.analysis.themes.clustering import cluster
from folkmoot_premium.analysis.vectors.space import OF_MEANING, space
from folkmoot_premium.analysis.vectors.weights import unit_rows
from folkmoot_premium.analysis.weighing import Weighed, weighed

SAMPLE = 1_200
THEMES_GOAL = {"polis_en": 0.47, "klimarat_de": 0.21, "republique_numerique_fr": 0.17}
TAGGING_GOAL = {"polis_en": 0.70, "klimarat_de": 0.55}
OTHER_WORDS_GOAL, OTHER_LANGUAGE_GOAL = 0.50, 0.95
WEIGHTS = (0.0, 0.7, 1.0, 1.4, 2.0)
"""Of meaning beside words."""


def meaning(whole: bool = False) -> None:
    """Print all of it beside its goals. whole: of polis_en and klimarat_de all rows."""
    print("\nWith meaning (the extra “semantic”)")
    if not installed():
        print(f"  not measured: {SENTENCE}")
        return
    sets = {name: _Set(name, SETS[name] if whole else SAMPLE) for name in THEMES_GOAL}
    _themes(sets)
    for name, goal in TAGGING_GOAL.items():
        _tagging(sets[name], name, goal)
    _other_words()


class _Set:
    """A set as the engine takes it: vectors of words, and meanings."""

    def __init__(self, name: str, most: int | None) -> None:
        self.labelled: Labelled = load(name, most)
        with one_thread():
            self.texts: Weighed = weighed(self.labelled.rows, Settings(), Progress())
            within = space(self.texts.weighted, self.texts.prepared.stems, SEED, Progress())
            self.words = within.vectors(self.texts.weighted.weights)
        told = np.array([bool(stems) for stems in self.texts.prepared.stems])
        found = Meanings(meant(name, self.labelled.texts), told)
        self.meanings = found.around(found.centre())

    def vectors(self, weight: float = OF_MEANING) -> Any:
        """Words beside meaning, as the engine puts them."""
        return unit_rows(np.hstack([self.words, weight * self.meanings]))

    def agreement(self, vectors: Any) -> float:
        """Of themes with labels, as many as there are labels; the mean of three seeds."""
        number = len(set(self.labelled.labels))
        with one_thread():
            found = [agreement(cluster(vectors, number, seed), self.labelled.labels) for seed in SEEDS]
        return float(np.mean(found))


def _themes(sets: dict[str, _Set]) -> None:
    scores = {name: {weight: one.agreement(one.vectors(weight)) for weight in WEIGHTS} for name, one in sets.items()}
    for name, one in sets.items():
        ours, chosen = one.agreement(one.vectors()), left_out(scores, name)
        note(f"meaning.themes.{name}", ours, THEMES_GOAL[name])
        print(f"  themes, {name} ({len(one.labelled.rows)} rows): {ours:.3f}; {verdict(ours, THEMES_GOAL[name])};"
              f" words alone {scores[name][0.0]:.3f}, meaning alone {one.agreement(one.meanings):.3f};"
              f" with its weight chosen without the set ({chosen}): {scores[name][chosen]:.3f}")  # fmt: skip


def _tagging(one: _Set, name: str, goal: float) -> None:
    ids = tuple(row.id for row in one.labelled.rows)
    shares = []
    for vectors in (one.vectors(), one.words):
        table = hstack([csr_matrix(vectors), OF_WORDS * one.texts.weighted.weights]).tocsr()
        known = Features(ids, vectors, table, SEED)
        told = [accuracy(one.labelled, known, drawn(one.labelled, EACH, seed)) for seed in range(DRAWS)]
        shares.append(float(np.mean(told)))
    note(f"meaning.tagging.{name}", shares[0], goal)
    print(f"  tagging, {name}, {EACH} a label: {shares[0]:.3f}; {verdict(shares[0], goal)};"
          f" words alone {shares[1]:.3f}")  # fmt: skip


def _other_words() -> None:
    found = load("civic_paraphrases_nl_fr_en")
    labels = {row.id: label for row, label in zip(found.rows, found.labels, strict=True)}
    shares, across = {}, []
    for language in ("nl", "fr", "en"):
        mine = [row for row in found.rows if row.language == language]
        others = [row for row in found.rows if row.language != language]
        for rows, told in ((mine, shares.setdefault(language, [])), (others, across)):
            index = MeaningIndex(rows)
            for row in mine:
                near = [other for other, _score in index.nearest(row.text, 6) if other != row.id][:5]
                told.append(any(labels[other] == labels[row.id] for other in near))
    each = {language: float(np.mean(told)) for language, told in shares.items()}
    mean, other = float(np.mean(list(each.values()))), float(np.mean(across))
    note("meaning.other-words", mean, OTHER_WORDS_GOAL)
    note("meaning.other-language", other, OTHER_LANGUAGE_GOAL)
    told = ", ".join(f"{language} {share:.3f}" for language, share in each.items())
    print(f"  the same need in other words, hit@5: {told}; mean {mean:.3f}; {verdict(mean, OTHER_WORDS_GOAL)}")
    print(f"  in another language, hit@5: {other:.3f}; {verdict(other, OTHER_LANGUAGE_GOAL)}")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tagging from few examples: how often the proposal is what people said, on texts that nobody tagged.

`drawn`: for each of five draws so many texts of each label are chosen by a seeded generator and tagged as people did;
all others are proposed. Beside it words alone (tf-idf), and the least certain asked first: from five a label on, as
many texts in all as twenty a label, in rounds of ten a label, those first which the program is least sure of.
"""

import random
from typing import Any

import numpy as np
from figures import note
from insights_sets import Labelled, load

from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.tagging.features import Features, features
from folkmoot_premium.analysis.tagging.proposing import propose
from folkmoot_premium.analysis.tagging.scheme import Given, Scheme

GOALS = {"polis_en": 0.58, "klimarat_de": 0.44}
DRAWS = 5
EACH = 20
FEW = 5
ROUNDS = 3


def tagging() -> None:
    """Print the accuracy of each set beside its goal."""
    print(f"\nTagging: share of proposals that are right, mean (and lowest) of {DRAWS} draws")
    for name, goal in GOALS.items():
        labelled = load(name)
        known = features(labelled.rows)
        few, many, words, asked = zip(*(_draw(labelled, known, seed) for seed in range(DRAWS)), strict=True)
        mean = float(np.mean(many))
        note(f"tagging.{name}", mean, goal)
        print(f"  {name}: {EACH} a label {mean:.3f} (lowest {min(many):.3f}), goal {goal:.2f}: "
              f"{'held' if mean >= goal else 'MISSED'}; {FEW} a label {np.mean(few):.3f}; "
              f"words alone {np.mean(words):.3f}; least certain first {np.mean(asked):.3f}")  # fmt: skip


def drawn(labelled: Labelled, each: int, seed: int) -> dict[str, frozenset[str]]:
    """So many texts of each label, or all that it has, with it."""
    chance = random.Random(seed)
    by_label: dict[str, list[str]] = {}
    for row, label in zip(labelled.rows, labelled.labels, strict=True):
        by_label.setdefault(label, []).append(row.id)
    chosen = {label: chance.sample(ids, min(each, len(ids))) for label, ids in sorted(by_label.items())}
    return {id_: frozenset({label}) for label, ids in chosen.items() for id_ in ids}


def _draw(labelled: Labelled, known: Features, seed: int) -> tuple[float, float, float, float]:
    few, many = drawn(labelled, FEW, seed), drawn(labelled, EACH, seed)
    return (
        accuracy(labelled, known, few), accuracy(labelled, known, many), _words_alone(labelled, known, many),
        accuracy(labelled, known, _asked(labelled, known, few)),
    )  # fmt: skip


def accuracy(labelled: Labelled, known: Features, given: Given) -> float:
    """The share of all other texts whose proposal is their label."""
    scheme = Scheme(tuple(sorted(set(labelled.labels))))
    found = propose(known, scheme, given)
    true = dict(zip((row.id for row in labelled.rows), labelled.labels, strict=True))
    right = sum(bool(one.tags) and one.tags[0].category == true[one.id] for one in found.of.values())
    return right / len(found.of)


def _asked(labelled: Labelled, known: Features, given: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The program asks in rounds, people answer as they did."""
    scheme = Scheme(tuple(sorted(set(labelled.labels))))
    true = dict(zip((row.id for row in labelled.rows), labelled.labels, strict=True))
    told = dict(given)
    wanted = EACH * len(scheme.categories)
    for part in range(1, ROUNDS + 1):
        upto = len(given) + (wanted - len(given)) * part // ROUNDS
        ask = propose(known, scheme, told).ask
        told |= {id_: frozenset({true[id_]}) for id_ in ask[: upto - len(told)]}
    return told


def _words_alone(labelled: Labelled, known: Features, given: Given) -> float:
    from sklearn.linear_model import LogisticRegression

    words: Any = known.table[:, known.vectors.shape[1] :]
    labels, chosen = np.array(labelled.labels), np.array([id_ in given for id_ in known.ids])
    with one_thread():
        model = LogisticRegression(C=10.0, max_iter=500).fit(words[chosen], labels[chosen])
        return float((model.predict(words[~chosen]) == labels[~chosen]).mean())


if __name__ == "__main__":
    tagging()

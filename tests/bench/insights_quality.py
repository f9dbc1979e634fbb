# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The quality of themes, near-duplicates, suggestions and summaries, each beside its rivals and its goal."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import numpy as np
from figures import note
from insights_baselines import METHODS, embeddings, textrank
from insights_sets import Labelled, load, long_enough, typed, variants
from scipy.sparse import hstack

from folkmoot_premium.analysis import Index, Progress, Row
from folkmoot_premium.analysis.likeness import similar
from folkmoot_premium.analysis.likeness.duplicates import THRESHOLD, likenesses
from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.settings import SEED
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import Prepared, prepare
from folkmoot_premium.analysis.themes.clustering import cluster
from folkmoot_premium.analysis.themes.labels import telling_words
from folkmoot_premium.analysis.themes.representing import representatives, runs_of
from folkmoot_premium.analysis.vectors.latent import latent
from folkmoot_premium.analysis.vectors.subwords import subwords
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows, weigh

SETS = {"polis_en": None, "klimarat_de": None, "republique_numerique_fr": 1_200}
SEEDS = (SEED, 1, 2)
THEMES_GOAL = {"polis_en": 0.42, "klimarat_de": 0.16, "republique_numerique_fr": 0.16}
WEIGHTS = (0.0, 0.5, 1.0, 2.0)
"""Of latent meaning beside learnt meaning; the engine takes 1."""
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6)
TYPING_GOAL = {"polis_en": 0.90, "klimarat_de": 0.95, "republique_numerique_fr": 0.70}
OF_WORDS = (0.0, 0.2, 0.35, 0.5, 0.8)
SPOKEN = 5
SUMMARISED = ("polis_en", "klimarat_de")
DRAWS = 40
"""Of five texts by chance: of so many draws the mean is sure to a third of a percent."""
Choice = TypeVar("Choice")
Judgement = tuple[float, float]
"""Coverage and redundancy."""


def _unheard(done: int) -> None:
    """Nobody waits."""


@cache
def prepared(name: str) -> tuple[Labelled, Prepared, Weighted]:
    """A set as the engine takes it, with its stems and weights."""
    found = load(name, SETS.get(name))
    stems = prepare(found.rows, languages(found.rows), (), _unheard)
    return found, stems, weigh(stems.stems)


@cache
def vectors(name: str) -> tuple[Any, Any]:
    """Latent and learnt vectors of a set."""
    _set, stems, weighted = prepared(name)
    with one_thread():
        return latent(weighted, SEED), subwords(weighted, stems.stems, SEED, Progress())


def agreement(labels: Any, known: Sequence[str]) -> float:
    """Normalised mutual information."""
    from sklearn.metrics import normalized_mutual_info_score

    return float(normalized_mutual_info_score(known, labels))


def left_out(scores: Mapping[str, Mapping[Choice, float]], name: str) -> Choice:
    """The choice that is best on all sets but this one."""
    others = [values for other, values in scores.items() if other != name]
    return max(others[0], key=lambda choice: sum(values[choice] for values in others))


def verdict(value: float, goal: float) -> str:
    """A figure against its goal."""
    return f"goal {goal:.2f}: {'held' if value >= goal else 'MISSED'}"


def themes() -> None:
    """Agreement of themes with the labels that people gave, at as many themes as labels."""
    print("\nThemes: agreement with labels (NMI, mean of three seeds), as many themes as labels")
    scores = {name: {weight: _clustered(name, weight) for weight in WEIGHTS} for name in SETS}
    for name in SETS:
        found, stems, weighted = prepared(name)
        number, ours = len(set(found.labels)), scores[name][1.0]
        note(f"themes.{name}", ours, THEMES_GOAL[name])
        chosen = left_out(scores, name)
        print(f"  {name} ({len(found.rows)} rows, {number} labels): {ours:.3f}; {verdict(ours, THEMES_GOAL[name])}")
        print(f"    with the weight of latent meaning chosen without it ({chosen}): {scores[name][chosen]:.3f}")
        for method, labels in METHODS.items():
            print(f"    {method}: {agreement(labels(weighted, stems.stems, number), found.labels):.3f}")
        meaning = embeddings(name, found.texts)
        if meaning is not None:
            print(f"    embeddings (e5) k-means: {agreement(cluster(meaning, number, SEED), found.labels):.3f}")
        print(f"    words: npmi of the ten words of a theme {_coherence(name):+.3f}; goal 0.00")


def _clustered(name: str, weight: float) -> float:
    one, other = vectors(name)
    found = prepared(name)[0]
    joined = unit_rows(np.hstack([weight * one, other]))
    number = len(set(found.labels))
    with one_thread():
        return float(np.mean([agreement(cluster(joined, number, seed), found.labels) for seed in SEEDS]))


def _coherence(name: str) -> float:
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel

    found, stems, weighted = prepared(name)
    number = len(set(found.labels))
    labels = cluster(unit_rows(np.hstack(vectors(name))), number, SEED)
    words = [[word for word, _ in theme] for theme in telling_words(weighted, labels, number)]
    dictionary = Dictionary(stems.stems)
    model = CoherenceModel(topics=words, texts=stems.stems, dictionary=dictionary, coherence="c_npmi", processes=1)
    return float(model.get_coherence())


def near_duplicates() -> None:
    """Constructed variants found again, at one threshold for all."""
    print(f"\nNear-duplicates: 150 constructed variants a set, proposed from likeness {THRESHOLD} on (F1)")
    scores: dict[str, dict[float, float]] = {}
    for name in SETS:
        scores[name] = _found_again(name)
    for name, values in scores.items():
        chosen = left_out(scores, name)
        note(f"duplicates.{name}", values[THRESHOLD], 0.96)
        print(f"  {name}: {values[THRESHOLD]:.3f}; {verdict(values[THRESHOLD], 0.96)}")
        print(f"    with the threshold chosen without it ({chosen}): {values[chosen]:.3f}")


def _found_again(name: str) -> dict[float, float]:
    found = load(name, 1_200)
    texts = long_enough(found.texts, 6)
    near = {row for one, other, score in _pairs(texts) if score >= 0.35 for row in (one, other)}
    made, true = variants(texts, [row for row in range(len(texts)) if row not in near], found.rows[0].language or "")
    pairs = [(one, other, score) for one, other, score in _pairs(made) if other >= len(texts)]
    scores = {}
    for threshold in THRESHOLDS:
        proposed = {(one, other) for one, other, score in pairs if score >= threshold}
        scores[threshold] = 2 * len(proposed & true) / (len(proposed) + len(true))
    return scores


def _pairs(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    return list(likenesses([plain(text) for text in texts], Progress()))


def typing() -> None:
    """The text in the first five, when its first words were typed with errors."""
    print("\nWhile typing: the text is among the first five (hit@5) after three, five and eight words with errors")
    scores: dict[str, dict[float, float]] = {}
    for name in SETS:
        scores[name] = {share: _hits(name, 5, share) for share in OF_WORDS}
    for name in SETS:
        ours = {words: _hits(name, words, similar.OF_WORDS) for words in (3, 5, 8)}
        note(f"typing.{name}", ours[5], TYPING_GOAL[name])
        chosen = left_out(scores, name)
        print(f"  {name}: {ours[3]:.3f} / {ours[5]:.3f} / {ours[8]:.3f}; {verdict(ours[5], TYPING_GOAL[name])}")
        print(f"    five words, with the weight of words chosen without it ({chosen}): {scores[name][chosen]:.3f};"
              f" words alone {_hits(name, 5, 1.0):.3f}")  # fmt: skip


@cache
def _index(name: str) -> tuple[list[str], Index]:
    texts = long_enough(load(name).texts, 8)
    return texts, Index([Row.of(f"{number:06}", text) for number, text in enumerate(texts)])


def _hits(name: str, words: int, share: float) -> float:
    texts, index = _index(name)
    asked = typed(texts, words)
    return sum(f"{row:06}" in dict(index.nearest(query, 5, of_words=share)) for row, query in asked) / len(asked)


def _speaking() -> dict[str, Callable[[Prepared, Weighted], Any]]:
    """What the nearness of two texts may be reckoned from; the engine takes the runs of letters of telling words."""
    return {
        "runs": lambda stems, _weighted: runs_of(stems.stems),
        "words": lambda _stems, weighted: weighted.weights,
        "both": lambda stems, weighted: hstack([runs_of(stems.stems), weighted.weights]).tocsr(),
    }


def summaries() -> None:
    """Five texts a theme: how well they cover it and how often they say the same, judged by embeddings."""
    print("\nRepresentatives: five a theme (a label); coverage and redundancy, judged by embeddings (e5)")
    judged = {name: found for name in SUMMARISED if (found := _summarised(name)) is not None}
    for name in SUMMARISED:
        if name not in judged:
            print(f"  {name}: not measured, since the extra isn't installed (make semantic)")
            continue
        chance, rank, ways = judged[name]
        note(f"summaries.more.{name}", 100 * (ways["runs"][0] / chance - 1), 8)
        note(f"summaries.again.{name}", 100 * ways["runs"][1] / rank[1], 70)
        ours, gains = ways["runs"], {one: {way: found[0] for way, found in judged[one][2].items()} for one in judged}
        print(f"  {name}: coverage {ours[0]:.3f}, by chance {chance:.3f}, TextRank {rank[0]:.3f};"
              f" redundancy {ours[1]:.3f}, TextRank {rank[1]:.3f}")  # fmt: skip
        print(f"    {_against(ours, chance, rank)}; by words alone {_against(ways['words'], chance, rank)}")
        if len(judged) > 1:
            chosen = left_out(gains, name)
            print(f"    with nearness chosen without it ({chosen}): {_against(ways[chosen], chance, rank)}")


def _summarised(name: str) -> tuple[float, Judgement, dict[str, Judgement]] | None:
    """Coverage by chance; coverage and redundancy of TextRank and of each way."""
    found = load(name, 1_200)
    meaning = embeddings(f"{name}-sample", found.texts)
    if meaning is None:
        return None
    stems = prepare(found.rows, languages(found.rows), (), _unheard)
    weighted = weigh(stems.stems)
    known = np.unique(np.array(found.labels), return_inverse=True)[1]
    by_chance = [_judged(meaning, known, _by_chance(seed))[0] for seed in range(DRAWS)]
    rank = _judged(meaning, known, lambda rows: textrank(weighted.weights, rows, SPOKEN))
    ways = {way: _judged(meaning, known, _spoken(made(stems, weighted))) for way, made in _speaking().items()}
    return float(np.mean(by_chance)), rank, ways


def _spoken(weights: Any) -> Callable[[Any], list[int]]:
    return lambda rows: [one.row for one in representatives(weights, rows)]


def _against(ours: Judgement, chance: float, rank: Judgement) -> str:
    more, less = ours[0] / chance - 1, ours[1] / rank[1]
    held = "held" if more >= 0.08 and less <= 0.7 else "MISSED"
    return f"{more:+.1%} over chance at {less:.0%} of TextRank's redundancy; goal +8 % at 70 %: {held}"


def _by_chance(seed: int) -> Callable[[Any], list[int]]:
    chance = random.Random(seed)
    return lambda rows: chance.sample(rows.tolist(), min(SPOKEN, len(rows)))


def _judged(meaning: Any, known: Any, choose: Callable[[Any], list[int]]) -> Judgement:
    """Mean best likeness of each text to the chosen ones, and mean likeness among these."""
    covered, again = [], []
    for theme in np.unique(known):
        rows = np.flatnonzero(known == theme)
        chosen = choose(rows)
        covered.append(float((meaning[rows] @ meaning[chosen].T).max(axis=1).mean()))
        among = meaning[chosen] @ meaning[chosen].T
        again.append(float((among.sum() - len(chosen)) / max(1, len(chosen) * (len(chosen) - 1))))
    return float(np.mean(covered)), float(np.mean(again))


def paraphrases() -> None:
    """The same need in other words, found among the texts of its language; reported, without a goal."""
    print("\nThe same need in other words (civic_paraphrases, hit@5); without a goal: words alone can't know")
    found = load("civic_paraphrases_nl_fr_en")
    for language in ("nl", "fr", "en"):
        mine = [(row, label) for row, label in zip(found.rows, found.labels, strict=True) if row.language == language]
        index, hits = Index([row for row, _label in mine]), 0
        labels = {row.id: label for row, label in mine}
        for row, label in mine:
            near = [other for other, _score in index.nearest(row.text, 6) if other != row.id][:5]
            hits += any(labels[other] == label for other in near)
        print(f"  {language}: {hits / len(mine):.3f}")

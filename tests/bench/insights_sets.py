# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the insights engine is measured on: real texts of ../shared/data/texts, and what is made from them by chance.

All chance is seeded, so that every run measures the same. Rows get ids of their own (polis_en uses some twice).

* `sample`: 1,200 rows of a set, as the research took them.
* `variants`: of 150 texts without any near neighbour one variant each, in turn: typing errors (one in 25 letters left
  out, doubled, swapped or replaced), a quarter of the words left out, a greeting put before, cut after 60 % of the
  words, merged with another of the texts, accents left out. A merged one is a true pair with both.
* `typed`: the first words of 300 texts, with typing errors, as somebody types them.
* `crowd`: any number of texts of about fifty words, put together from runs of words of real texts of one label.
"""

import json
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import place

from folkmoot_premium.analysis import Row

TEXTS = place.ROOT.parent / "shared" / "data" / "texts"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ONE_IN = 25
GREETINGS = {
    "en": "Dear council, I would like to propose the following:",
    "de": "Sehr geehrte Damen und Herren, ich schlage Folgendes vor:",
    "fr": "Bonjour, je voudrais vous proposer ceci :",
}
KINDS = ("typos", "words left out", "greeting", "cut", "merged", "no accents")


@dataclass(frozen=True)
class Labelled:
    """A set: rows by id, and the label of each."""

    name: str
    rows: tuple[Row, ...]
    labels: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """The texts in the order of the rows."""
        return [row.text for row in self.rows]


def load(name: str, most: int | None = None) -> Labelled:
    """A set of the folder, or a seeded sample of it."""
    with (TEXTS / f"{name}.jsonl").open(encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    if most is not None:
        random.Random(1).shuffle(told)
        told = told[:most]
    rows = tuple(Row.of(f"{number:06}", one["text"], one["lang"]) for number, one in enumerate(told))
    return Labelled(name, rows, tuple(one["label"] for one in told))


def mistyped(text: str, chance: random.Random) -> str:
    """A text with about one error in 25 letters."""
    out: list[str] = []
    for letter in text:
        if not letter.isalpha() or chance.random() >= 1 / ONE_IN:
            out.append(letter)
            continue
        kind = chance.randrange(4)
        if kind == 1:
            out += [letter, letter]
        elif kind == 2 and out:
            out.insert(-1, letter)
        elif kind == 3:
            out.append(chance.choice(LETTERS))
    return "".join(out)


def variant(text: str, kind: str, other: str, language: str, chance: random.Random) -> str:
    """A text as somebody else might send it."""
    words = text.split()
    made = {
        "typos": lambda: mistyped(text, chance),
        "words left out": lambda: " ".join(word for word in words if chance.random() >= 0.25),
        "greeting": lambda: f"{GREETINGS[language]} {text}",
        "cut": lambda: " ".join(words[: max(3, round(0.6 * len(words)))]),
        "merged": lambda: f"{text} {other}",
        "no accents": lambda: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
    }
    return made[kind]()


def variants(texts: Sequence[str], alone: Sequence[int], language: str) -> tuple[list[str], set[tuple[int, int]]]:
    """The texts with 150 variants after them, and the true pairs. alone: rows of texts without a near neighbour."""
    chance = random.Random(5)
    chosen = list(alone)
    chance.shuffle(chosen)
    made, true = list(texts), set[tuple[int, int]]()
    for number, row in enumerate(chosen[:150]):
        kind, other = KINDS[number % len(KINDS)], chance.choice(chosen[150:])
        true.add((row, len(made)))
        if kind == "merged":
            true.add((other, len(made)))
        made.append(variant(texts[row], kind, texts[other], language, chance))
    return made, true


def typed(texts: Sequence[str], words: int) -> list[tuple[int, str]]:
    """Of 300 texts the row, and the first words as somebody types them."""
    chance = random.Random(3)
    chosen = chance.sample(range(len(texts)), 300)
    return [(row, mistyped(" ".join(texts[row].split()[:words]), chance)) for row in chosen]


def long_enough(texts: Sequence[str], words: int) -> list[str]:
    """The different texts of at least so many words."""
    return [text for text in dict.fromkeys(texts) if len(text.split()) >= words]


def crowd(number: int, seed: int = 9) -> list[Row]:
    """So many invented texts in three languages, of 20 to 80 words; every fiftieth is a variant of the one before."""
    chance = random.Random(seed)
    by_label: dict[tuple[str, str], list[list[str]]] = {}
    for name in ("polis_en", "klimarat_de", "republique_numerique_fr"):
        found = load(name)
        for row, label in zip(found.rows, found.labels, strict=True):
            by_label.setdefault((row.language or "", label), []).append(row.text.split())
    labels = sorted(by_label)
    rows: list[Row] = []
    for one in range(number):
        language, label = labels[chance.randrange(len(labels))]
        text = mistyped(rows[-1].text, chance) if one % 50 == 49 else _invented(by_label[language, label], chance)
        rows.append(Row.of(f"c{one:07}", text))
    return rows


def _invented(texts: Sequence[list[str]], chance: random.Random) -> str:
    words: list[str] = []
    wanted = chance.randint(20, 80)
    while len(words) < wanted:
        source = chance.choice(texts)
        start = chance.randrange(max(1, len(source) - 5))
        words += source[start : start + chance.randint(3, 8)] or ["…"]
    return " ".join(words)

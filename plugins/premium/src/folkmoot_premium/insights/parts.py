# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words for themes that a split made and nobody named: what more of their texts say than of the run's others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from folkmoot_premium.analysis.texts.words import stop_words, words
from folkmoot_premium.insights.sources import Input, inputs_of
from folkmoot_premium.insights.spelling import Spellings
from folkmoot_premium.insights.tables import item, saying, theme

WORDS = 10
FEWEST = 2
"""Texts that must have a word."""


def describe(db: Session, run: Any) -> None:
    """Keep telling words for each such theme of a run; in a job, as it reads every text."""
    t, s = theme.c, saying.c
    described = exists().where(s.run_id == t.run_id, s.theme == t.theme)
    query = select(t.theme).where(t.run_id == run.id, t.found.is_(False), t.name == "", t.into == "", ~described)
    made = list(db.scalars(query))
    if not made:
        return
    i = item.c
    rows = {one.item: one for one in
            db.execute(select(i.item, i.place, i.theme, i.language).where(i.run_id == run.id))}  # fmt: skip
    inputs = {one.item: one for one in inputs_of(db, run)}
    texts = {item_id: _words(one, rows[item_id].language) for item_id, one in inputs.items()}
    for key in made:
        members = [one for one in texts if rows[one].theme == key]
        found = telling(texts, members)
        spellings = Spellings(found)
        for one in members:
            spellings.hear(inputs[one].text, texts[one])
        for position, word in enumerate(found, 1):
            holders = [rows[one].place for one in members if word in texts[one]]
            values = {"kind": "word", "position": position, "said": word, "holders": holders}
            db.execute(insert(saying).values(run_id=run.id, theme=key, spelt=spellings.of(word), **values))


def _words(one: Input, language: str) -> frozenset[str]:
    return frozenset(word for word in words(one.text) if len(word) > 1) - stop_words(language)


def telling(texts: Mapping[str, frozenset[str]], members: Sequence[str]) -> list[str]:
    """The words that a larger part of the members has than of all texts, the largest difference first."""
    inside, overall = Counter[str](), Counter[str]()
    for one in members:
        inside.update(texts[one])
    for said in texts.values():
        overall.update(said & inside.keys())
    more = {
        word: Fraction(times, len(members)) - Fraction(overall[word], len(texts))
        for word, times in inside.items() if times >= FEWEST
    }  # fmt: skip
    return sorted((word for word, value in more.items() if value > 0), key=lambda one: (-more[one], one))[:WORDS]

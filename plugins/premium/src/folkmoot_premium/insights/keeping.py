# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Keeping what a run found, as rows: items by place, themes, what is said of them, near-duplicates. Never a text."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from folkmoot_premium.analysis import Analysis, Theme
from folkmoot_premium.analysis.texts.words import words
from folkmoot_premium.insights import tables
from folkmoot_premium.insights.sources import Input
from folkmoot_premium.insights.spelling import Spellings

AT_ONCE = 5_000
"""Rows in one statement."""


@dataclass(frozen=True)
class Kept:
    """What keepers get. found: themes under the ids that they keep from run to run. items: in the order of places.
    roots: of each text its theme in the run before, where themes grew out of those."""

    analysis_id: uuid.UUID
    run_id: uuid.UUID
    found: Analysis
    items: Sequence[Input]
    roots: Mapping[str, str] = field(default_factory=dict)


Keeper = Callable[[Session, Kept], None]
"""Keeps something more of a run, inside the transaction that ends it (see keepers.py)."""


def keep(db: Session, kept: Kept) -> None:
    """Write everything that the run found."""
    places = {one.item: place for place, one in enumerate(kept.items, 1)}
    _insert(db, tables.item, _items(kept, places))
    _insert(db, tables.theme, _themes(kept))
    _insert(db, tables.saying, _sayings(kept, places))
    _insert(db, tables.nearly_same, _nearly_same(kept, places))


def _insert(db: Session, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    found = list(rows)
    for start in range(0, len(found), AT_ONCE):
        db.execute(insert(table), found[start : start + AT_ONCE])


def _items(kept: Kept, places: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    themes = kept.found.assignments
    speakers = {one.id: one.stands_for for theme in kept.found.themes for one in theme.representatives}
    for one in kept.items:
        yield {
            "run_id": kept.run_id, "place": places[one.item], "item": one.item, "contribution_id": one.contribution_id,
            "comment_id": one.comment_id, "row_number": one.row_number, "found": themes[one.item],
            "language": kept.found.languages[one.item], "theme": themes[one.item], "by_hand": "",
            "stands_for": speakers.get(one.item), "grown_from": kept.roots.get(one.item),
        }  # fmt: skip


def _themes(kept: Kept) -> Iterable[dict[str, Any]]:
    for position, theme in enumerate(kept.found.themes, 1):
        yield {"run_id": kept.run_id, "theme": theme.id, "position": position, "found": True, "name": "", "into": ""}


def _sayings(kept: Kept, places: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    texts = {one.item: one.text for one in kept.items}
    for theme in kept.found.themes:
        spellings = Spellings((*theme.words, *theme.phrases))
        said = _said(theme, texts, places, spellings)
        for kind, sayings in (("word", theme.words), ("phrase", theme.phrases)):
            for position, saying in enumerate(sayings, 1):
                yield {
                    "run_id": kept.run_id, "theme": theme.id, "kind": kind, "position": position, "said": saying,
                    "spelt": spellings.of(saying), "holders": said[saying],
                }  # fmt: skip


def _said(
    theme: Theme, texts: Mapping[str, str], places: Mapping[str, int], spellings: Spellings
) -> dict[str, list[int]]:  # fmt: skip
    """Of each word and phrase of a theme the places of its members that have it; spellings: hears them all."""
    holders: dict[str, list[int]] = {saying: [] for saying in (*theme.words, *theme.phrases)}
    for member in theme.members:
        told = words(texts[member])
        known, line = set(told), f" {' '.join(told)} "
        spellings.hear(texts[member], known)
        for saying, found in holders.items():
            if saying in known or (" " in saying and f" {saying} " in line):
                found.append(places[member])
    return holders


def _nearly_same(kept: Kept, places: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    for number, group in enumerate(kept.found.duplicates, 1):
        for one in group.ids:
            yield {"run_id": kept.run_id, "number": number, "place": places[one], "score": group.score}

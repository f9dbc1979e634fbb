# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The network of words: kept with a run as places, and read as far as the texts still are."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from folkmoot_premium.analysis.network.counting import LEAST
from folkmoot_premium.analysis.network.network import Network, network
from folkmoot_premium.insights.forgetting import gone
from folkmoot_premium.insights.keeping import Kept
from folkmoot_premium.insights.questions.tables import word, word_link
from folkmoot_premium.insights.sources import engine_rows
from folkmoot_premium.insights.tables import item, joined, living


@dataclass(frozen=True)
class WordView:
    """A word as it is now. places: of the items that have it and are still there."""

    number: int
    said: str
    x: int
    y: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class LinkView:
    """Two words as they are now. times: items that have both."""

    first: WordView
    second: WordView
    strength: float
    times: int


def keep_network(db: Session, kept: Kept) -> None:
    """Reckon and write the network of a run; in its job."""
    found = network(engine_rows(list(kept.items)), kept.found.languages, kept.found.settings.excluded)
    places = {one.item: place for place, one in enumerate(kept.items, 1)}
    _write(db, kept.run_id, found, places)


def _write(db: Session, run_id: uuid.UUID, found: Network, places: dict[str, int]) -> None:
    words = [
        {"run_id": run_id, "number": number, "said": node.label, "x": node.x, "y": node.y,
         "holders": [places[one] for one in node.ids]}
        for number, node in enumerate(found.nodes, 1)
    ]  # fmt: skip
    links = [
        {"run_id": run_id, "first": link.first + 1, "second": link.second + 1, "strength": link.strength,
         "holders": [places[one] for one in link.ids]}
        for link in found.links
    ]  # fmt: skip
    if words:
        db.execute(insert(word), words)
    if links:
        db.execute(insert(word_link), links)


def seen(db: Session, run_id: uuid.UUID) -> tuple[list[WordView], list[LinkView]]:
    """The network of a run without the texts that are gone; what too few still say is left out. Three statements."""
    away = set(db.scalar(gone(run_id)) or ())
    words = {}
    for one in db.execute(select(word).where(word.c.run_id == run_id).order_by(word.c.number)):
        places = _left(one.holders, away)
        if len(places) >= LEAST:
            words[one.number] = WordView(one.number, one.said, one.x, one.y, places)
    links = []
    for one in db.execute(select(word_link).where(word_link.c.run_id == run_id).order_by(*_strongest())):
        times = len(_left(one.holders, away))
        if one.first in words and one.second in words and times >= LEAST:
            links.append(LinkView(words[one.first], words[one.second], one.strength, times))
    return list(words.values()), links


def _left(holders: Sequence[int], away: set[int]) -> tuple[int, ...]:
    return tuple(place for place in holders if place not in away)


def _strongest() -> tuple[Any, ...]:
    return word_link.c.strength.desc(), word_link.c.first, word_link.c.second


def items_of(db: Session, run_id: uuid.UUID, places: Sequence[int]) -> list[str]:
    """The ids of items by their places, in order."""
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, item.c.place.in_(places), living())
    return list(db.scalars(query.order_by(item.c.place)))

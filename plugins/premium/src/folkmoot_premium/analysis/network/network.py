# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The words and phrases of a collection as a network: what is said together, where it lies, and who said it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folkmoot_premium.analysis.network.counting import Found, Together, links, words_and_phrases
from folkmoot_premium.analysis.network.layout import layout
from folkmoot_premium.analysis.rows import Row, in_order
from folkmoot_premium.analysis.texts.languages import languages
from folkmoot_premium.analysis.texts.preparing import prepare

MOST_LINKS = 150
"""More make a ball of wool."""


@dataclass(frozen=True)
class Node:
    """A word or phrase as people write it most. x, y: its place, 0 to 1000. ids: the contributions that have it."""

    label: str
    x: int
    y: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Two nodes by their places in the network. strength: how far beyond chance they come together, 0.15 to 1 (npmi).
    ids: the contributions that have both."""

    first: int
    second: int
    strength: float
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """nodes: the commonest words first, then phrases. links: the strongest first."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    texts: int


def network(
    rows: Iterable[Row], spoken: Mapping[str, str] | None = None, excluded: Iterable[str] = ()
) -> Network:  # fmt: skip
    """Reckon it. spoken: the language of each row's id, where an analysis found it already.

    excluded: words to leave out. Raises WrongRow for an id used twice.
    """
    ordered = in_order(rows)
    told = [spoken[row.id] for row in ordered] if spoken is not None else languages(ordered)
    prepared = prepare(ordered, told, excluded, _unheard)
    found = words_and_phrases(ordered, prepared)
    together = links(found, len(ordered))[:MOST_LINKS]
    return _drawn(ordered, found, together)


def _unheard(done: int) -> None:
    """Nobody waits."""


def _drawn(rows: tuple[Row, ...], found: list[Found], together: list[Together]) -> Network:
    places = layout([one.label for one in found], [(one.first, one.second, one.strength) for one in together])
    nodes = [Node(one.label, x, y, _ids(rows, one.rows)) for one, (x, y) in zip(found, places, strict=True)]
    edges = [Link(one.first, one.second, one.strength, _ids(rows, one.rows)) for one in together]
    return Network(tuple(nodes), tuple(edges), len(rows))


def _ids(rows: tuple[Row, ...], places: frozenset[int]) -> tuple[str, ...]:
    return tuple(rows[place].id for place in sorted(places))

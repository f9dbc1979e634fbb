# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which contributions people have said to be one idea, and in which words near-duplicates differ.

A run proposes groups; a person decides. Decisions are a list that is replayed over any run: the last word about a
contribution counts. Nothing is deleted, and what is public stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

COMPARED = 300
"""Words of a text in which differences are looked for."""
STOPS = ".,;:!?…¿¡\"'“”„‘’‚«»‹›()[]"
"""Punctuation around words."""
_PIECES = re.compile(r"\s+|\S+")
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True)
class Decision:
    """What a person said about a proposed group: these of it are one idea; none of it where `merged` is empty."""

    group: frozenset[str]
    merged: frozenset[str]


class State(StrEnum):
    """What people have said about a group that a run proposes."""

    OPEN = "open"
    MERGED = "merged"
    PARTLY = "partly"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Merging:
    """All decisions so far. groups: contributions that are one idea, the group with the smallest id first."""

    decisions: tuple[Decision, ...] = ()
    groups: tuple[frozenset[str], ...] = ()

    @classmethod
    def replay(cls, decisions: Iterable[Decision]) -> "Merging":
        """Apply decisions in order. Each frees the contributions it is about; merging joins the groups it touches."""
        told = tuple(decisions)
        groups: dict[str, set[str]] = {}
        for decision in told:
            for one in decision.group - decision.merged:
                if one in groups:
                    groups.pop(one).discard(one)
            if decision.merged:
                joined = set(decision.merged.union(*(groups.get(one, ()) for one in decision.merged)))
                groups.update((one, joined) for one in joined)
        found = {id(group): frozenset(group) for group in groups.values() if len(group) > 1}
        return cls(told, tuple(sorted(found.values(), key=min)))

    @cached_property
    def _places(self) -> dict[str, int]:
        """Of each merged contribution which group it is in."""
        return {one: place for place, group in enumerate(self.groups) for one in group}

    @cached_property
    def _decided(self) -> frozenset[str]:
        return frozenset[str]().union(*(decision.group for decision in self.decisions))

    def state(self, ids: Iterable[str]) -> State:
        """Of a proposed group; ids that no decision was about make it open again."""
        wanted = frozenset(ids)
        together = Counter(self._places.get(one, -1) for one in wanted)
        if len(together) == 1 and -1 not in together:
            return State.MERGED
        if not wanted <= self._decided:
            return State.OPEN
        return State.PARTLY if any(place >= 0 and number > 1 for place, number in together.items()) else State.REJECTED

    def together(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """These contributions as ideas: merged ones together, all others alone; the one with the smallest id first."""
        left, found = set(ids), []
        for group in self.groups:
            if inside := group & left:
                found.append(inside)
                left -= inside
        return sorted([*found, *(frozenset((one,)) for one in left)], key=min)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; differs: its words aren't in the others, or stand elsewhere."""

    text: str
    differs: bool


def marked(texts: Sequence[str]) -> list[list[Piece]]:
    """The texts in pieces. Each is compared with the first, and the first with all others; long ones in their first
    words, the rest of them is left out behind a "…"."""
    cut = [_PIECES.findall(text.strip())[: 2 * COMPARED - 1] for text in texts]
    words = [[place for place, piece in enumerate(pieces) if not piece.isspace()] for pieces in cut]
    plain = [[_plain(cut[row][place]) for place in places] for row, places in enumerate(words)]
    other: list[set[int]] = [set() for _ in texts]
    for row in (row for row in range(1, len(texts)) if plain[row] != plain[0]):
        for kind, begin, end, start, stop in SequenceMatcher(None, plain[0], plain[row], autojunk=False).get_opcodes():
            if kind != "equal":
                other[0].update(words[0][begin:end])
                other[row].update(words[row][start:stop])
    found = [_joined(pieces, places) for pieces, places in zip(cut, other, strict=True)]
    for pieces, text in zip(found, texts, strict=True):
        if len(_PIECES.findall(text.strip())) > 2 * COMPARED - 1:
            pieces.append(Piece(" …", differs=False))
    return found


def word_for_word(texts: Sequence[str]) -> bool:
    """Whether all texts have the same words in the same order, whatever their case, stops and line ends. Signs that
    say something (a minus, a face) count as words do."""  # fmt: skip
    first, *others = [
        [word for piece in text.casefold().split() if (word := piece.strip(STOPS))] for text in texts
    ]  # fmt: skip
    return all(one == first for one in others)


def _plain(word: str) -> str:
    return _EDGES.sub("", word.casefold()) or word


def _joined(pieces: Sequence[str], differing: set[int]) -> list[Piece]:
    """Neighbours of one kind are one piece; a space between two that differ differs too."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        differs = place in differing or (piece.isspace() and {place - 1, place + 1} <= differing)
        if found and found[-1].differs == differs:
            found[-1] = Piece(found[-1].text + piece, differs)
        else:
            found.append(Piece(piece, differs))
    return found

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What opinions are read from: what people wrote, which side it takes, and how others reacted. Never from the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """What somebody thinks of what they answer."""

    FOR = "for"
    AGAINST = "against"


class Origin(StrEnum):
    """Whether the author chose the side, or it follows from how the author reacted to what is answered."""

    GIVEN = "given"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that somebody wrote. theme: None where it is in none. side: as its author chose it, if they could.
    of: the id of what it answers; an argument is about that, and so in its theme."""

    id: str
    author: str | None
    theme: str | None
    side: Side | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """How a person reacted to a voice: 1 for agreeing, -1 for disagreeing, 0 for passing."""

    id: str
    person: str
    value: int


@dataclass(frozen=True)
class Argument:
    """A voice for or against another. agree, disagree: people who reacted to it."""

    id: str
    of: str
    side: Side
    origin: Origin
    agree: int
    disagree: int


Reacted = Mapping[str, Mapping[str, int]]
"""Of each voice, how each person reacted."""


def by_voice(reactions: Sequence[Reaction]) -> dict[str, dict[str, int]]:
    """The reactions of each voice; of several by one person the last in order."""
    found: dict[str, dict[str, int]] = {}
    for one in sorted(reactions, key=lambda one: (one.id, one.person, one.value)):
        found.setdefault(one.id, {})[one.person] = one.value
    return found


def counted(reacted: Reacted, id_: str) -> tuple[int, int]:
    """How many agree and disagree."""
    values = reacted.get(id_, {}).values()
    return sum(value > 0 for value in values), sum(value < 0 for value in values)


def arguments(voices: Sequence[Voice], reacted: Reacted) -> list[Argument]:
    """All arguments whose side is known, those that most people agree with first."""
    known = {voice.id for voice in voices}
    found = []
    for voice in voices:
        side, origin = _side(voice, reacted)
        if voice.of is not None and voice.of in known and side is not None:
            found.append(Argument(voice.id, voice.of, side, origin, *counted(reacted, voice.id)))
    return sorted(found, key=lambda one: (-one.agree, one.disagree, one.id))


def _side(voice: Voice, reacted: Reacted) -> tuple[Side | None, Origin]:
    if voice.side is not None or voice.of is None or voice.author is None:
        return voice.side, Origin.GIVEN
    value = reacted.get(voice.of, {}).get(voice.author, 0)
    return (None if value == 0 else Side.FOR if value > 0 else Side.AGAINST), Origin.GUESSED

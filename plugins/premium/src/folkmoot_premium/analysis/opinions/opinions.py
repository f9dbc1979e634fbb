# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""For each theme the arguments for and against, what unites and what divides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from folkmoot_premium.analysis.opinions.grouping import found_groups
from folkmoot_premium.analysis.opinions.standing import Standing, standing
from folkmoot_premium.analysis.opinions.voices import Argument, Reacted, Reaction, Side, Voice, arguments, by_voice
from folkmoot_premium.analysis.settings import SEED
from folkmoot_premium.analysis.tables.chance import FALSE_DISCOVERIES, adjusted
from folkmoot_premium.analysis.tables.cross_table import PEOPLE

IN_EACH_GROUP = Fraction(3, 5)
"""What unites: at least this part of each group agrees."""
OF_ALL = Fraction(4, 5)
"""Without groups: of all who agree or disagree."""
EVEN = Fraction(1, 3)
"""What divides without groups: at least this part on either side."""
MOST = 10
"""Of each kind, in a theme."""


class Basis(StrEnum):
    """What uniting and dividing are told from: groups that people are in, groups that were found, or all together."""

    GROUPS_GIVEN = "groups-given"
    GROUPS_FOUND = "groups-found"
    REACTIONS = "reactions"


@dataclass(frozen=True)
class Opinion:
    """A theme. people: who wrote or reacted. unites, divides: voices to which at least ten people reacted, the clearest
    first; no voice is both."""

    theme: str
    people: int
    basis: Basis
    arguments: tuple[Argument, ...]
    unites: tuple[Standing, ...]
    divides: tuple[Standing, ...]

    def side(self, side: Side) -> tuple[Argument, ...]:
        """The arguments of one side, those with the most agreement first."""
        return tuple(one for one in self.arguments if one.side is side)


def opinions(
    voices: Iterable[Voice], reactions: Iterable[Reaction], groups: Mapping[str, str] | None = None,
    threshold: int = PEOPLE, seed: int = SEED,
) -> tuple[Opinion, ...]:  # fmt: skip
    """The opinions of each theme, by its id.

    groups: of a person the group (an area, an age group); None: groups are looked for in the reactions; an empty one:
    neither. Counts of fewer people than the threshold in a group stay hidden.
    """
    said, told = sorted(voices, key=lambda one: one.id), list(reactions)
    parted = found_groups(told, threshold, seed) if groups is None else dict(groups)
    basis = Basis.REACTIONS if not parted else Basis.GROUPS_FOUND if groups is None else Basis.GROUPS_GIVEN
    reacted = by_voice(told)
    theme_of = _themes(said)
    argued = arguments(said, reacted)
    stands = _standings(said, reacted, parted, threshold)
    found = []
    for theme in sorted({theme for theme in theme_of.values() if theme is not None}):
        inside = [one for one in said if theme_of[one.id] == theme]
        found.append(Opinion(
            theme, _people(inside, reacted), basis, tuple(one for one in argued if theme_of[one.id] == theme),
            _uniting([stands[one.id] for one in inside if one.id in stands]),
            _dividing([stands[one.id] for one in inside if one.id in stands]),
        ))  # fmt: skip
    return tuple(found)


def _themes(voices: Sequence[Voice]) -> dict[str, str | None]:
    """The theme of each voice: of what it answers, if that has one."""
    own = {one.id: one.theme for one in voices}
    return {one.id: (own.get(one.of) if one.of is not None else None) or one.theme for one in voices}


def _people(voices: Sequence[Voice], reacted: Reacted) -> int:
    writers = {one.author for one in voices if one.author is not None}
    return len(writers.union(*(reacted.get(one.id, {}) for one in voices)))


def _standings(
    voices: Sequence[Voice], reacted: Reacted, groups: Mapping[str, str], threshold: int
) -> dict[str, Standing]:  # fmt: skip
    enough = [one.id for one in voices if sum(map(bool, reacted.get(one.id, {}).values())) >= threshold]
    found = [standing(id_, reacted[id_], groups, threshold) for id_ in enough]
    chances = iter(adjusted([one.chance for one in found if one.chance is not None]))
    return {one.id: one if one.chance is None else replace(one, chance=next(chances)) for one in found}


def _uniting(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    found = [
        one for one in standings
        if (one.least >= IN_EACH_GROUP if len(one.groups) > 1 else not one.groups and one.agreeing >= OF_ALL)
        and not _divides(one)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.least, -one.agree, one.id))[:MOST])


def _dividing(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    found = [one for one in standings if _divides(one)]
    return tuple(sorted(found, key=lambda one: (-one.apart, abs(one.agree - one.disagree), one.id))[:MOST])


def _divides(one: Standing) -> bool:
    """Groups stand to it differently, beyond chance; or, where their counts are hidden, many are on either side."""
    if one.chance is not None:
        return one.chance <= FALSE_DISCOVERIES and one.apart >= EVEN
    return min(one.agreeing, 1 - one.agreeing) >= EVEN

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A way of counting as code: what every rule is to the registry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from folkmoot_essential.counting.election import BallotKind, Election
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.parameters import TIES, Parameter
from folkmoot_essential.counting.ties import Ties


class CannotCount(ValueError):
    """A rule that these ballots say too little for; the text says what it needs."""


@dataclass(frozen=True)
class Counted:
    """Winners in the order of their selection, with the trace."""

    winners: tuple[str, ...]
    trace: tuple[Step, ...]


Count = Callable[[Election, Mapping[str, str], Ties], Counted]


@dataclass(frozen=True)
class Method:
    """One rule of the registry. version: raised whenever the same ballots could come out otherwise."""

    name: str
    version: int
    meaning: str
    own: tuple[Parameter, ...]
    count: Count
    kinds: frozenset[BallotKind] = frozenset(BallotKind)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own, and how ties are broken."""
        return (*self.own, TIES)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Breaking ties by a policy declared before the vote, and remembering each.

The standard policy follows equalshares.net ("Tie-breaking"): the lower cost, then more votes, then a lot. The lot is
one order of all projects for the whole count, every repetition of it included: the project whose
SHA-256("folkmoot-lot/1" LF seed LF id), in UTF-8, is smallest comes first. So a seed drawn in public after the close,
whose source was named before, decides, and anybody can draw again.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.outcome import Tie

STANDARD = "cost-votes-lot"
BY_ID = "id"
POLICIES = (STANDARD, BY_ID)
Key = Callable[[str], tuple[int, ...] | str]


def lot(seed: str, project: str) -> str:
    """Where the lot puts a project: the smaller the text, the earlier."""
    return hashlib.sha256(f"folkmoot-lot/1\n{seed}\n{project}".encode("utf-8", "surrogatepass")).hexdigest()


class Ties:
    """Chooses one of several that a rule can't tell apart, and keeps a list of what it was asked."""

    def __init__(self, policy: str, seed: str, costs: Mapping[str, int], votes: Mapping[str, int]) -> None:
        self.met: list[Tie] = []
        self._policy, self._seed, self._costs, self._votes = policy, seed, costs, votes

    @classmethod
    def in_election(cls, policy: str, seed: str, election: Election) -> "Ties":
        """By the costs and votes of an election."""
        return cls(policy, seed, election.costs, tallies.LateVotes(election))

    def choose(self, candidates: Iterable[str], round_number: int) -> str:
        """The first of the candidates by the policy; a tie is noted when there were several."""
        ordered = tuple(sorted(candidates))
        if len(ordered) == 1:
            return ordered[0]
        chosen, by = self._first(ordered)
        self.met.append(Tie(round_number, ordered, chosen, by))
        return chosen

    def last(self, candidates: Iterable[str], round_number: int) -> str:
        """Who leaves when one must go: the last by the policy."""
        ordered = tuple(sorted(candidates))
        rest, by = ordered, ""
        while len(rest) > 1:
            best, by = self._first(rest)
            rest = tuple(one for one in rest if one != best)
        if len(ordered) > 1:
            self.met.append(Tie(round_number, ordered, rest[0], by))
        return rest[0]

    def of(self, election: Election) -> "Ties":
        """The same policy and seed for a part of the election, whose votes decide there."""
        return Ties.in_election(self._policy, self._seed, election)

    def forget(self) -> None:
        """Drop what was noted, for a count that is repeated with other shares."""
        self.met.clear()

    def _first(self, candidates: tuple[str, ...]) -> tuple[str, str]:
        rest, decided = candidates, ""
        for by, key in self._steps():
            if len(rest) == 1:
                break
            best = min(map(key, rest))
            rest, decided = tuple(one for one in rest if key(one) == best), by
        return rest[0], decided

    def _steps(self) -> tuple[tuple[str, Key], ...]:
        """What decides, one after the other: its name, and what the first has least of."""
        if self._policy == BY_ID:
            return (("id", lambda one: one),)
        return (
            ("cost", lambda one: (self._costs.get(one, 0),)), ("votes", lambda one: (-self._votes.get(one, 0),)),
            ("lot", lambda one: lot(self._seed, one)),
        )  # fmt: skip

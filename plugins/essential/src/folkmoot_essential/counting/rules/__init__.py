# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rules by name. A rule is its name, its version and every parameter; its hash is published before the vote."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.outcome import Outcome
from folkmoot_essential.counting.rules import greedy, irv, phragmen, totals
from folkmoot_essential.counting.rules.envelopes import of_their_district, with_envelopes
from folkmoot_essential.counting.rules.method import CannotCount, Counted, Method
from folkmoot_essential.counting.rules.parameters import WrongParameter, complete
from folkmoot_essential.counting.shares import equal_shares
from folkmoot_essential.counting.ties import Ties

__all__ = ["METHODS", "CannotCount", "Counted", "Method", "Rule", "WrongParameter", "names", "rule"]

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        method.name: method
        for method in (
            *greedy.METHODS, with_envelopes(equal_shares.METHOD), with_envelopes(phragmen.METHOD), *totals.METHODS,
            irv.METHOD,
        )
    }
)  # fmt: skip
"""Every rule. Another one (STV, Schulze, majority judgement) is a Method in a file of its own, and a name here."""


def names() -> tuple[str, ...]:
    """The names of all rules."""
    return tuple(METHODS)


@dataclass(frozen=True)
class Rule:
    """A named way of counting with every parameter decided; `rule` makes one."""

    method: Method
    parameters: Mapping[str, str]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8) of name, parameters and version.

        The seed of the lot isn't in it: a rule is published before the vote, and the seed is drawn after it.
        """
        said = {"name": self.method.name, "parameters": dict(self.parameters), "version": self.method.version}
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def as_json(self) -> dict[str, object]:
        """As the command gives it, and as `hash` is computed of it."""
        return {
            "name": self.method.name, "version": self.method.version, "parameters": dict(self.parameters),
            "hash": self.hash,
        }  # fmt: skip

    def count(self, election: Election, seed: str = "") -> Outcome:
        """The outcome. seed: decides lots, where one must be drawn. Raises CannotCount."""
        if election.kind not in self.method.kinds:
            needed = " or ".join(sorted(self.method.kinds))
            raise CannotCount(
                f"The rule {self.method.name} counts {needed} ballots; these are {election.kind} ballots."
            )
        if self.parameters.get("envelopes") == "district":
            election = of_their_district(election)
        ties = Ties.in_election(self.parameters["ties"], seed, election)
        counted = self.method.count(election, self.parameters, ties)
        spent = sum(map(election.costs.__getitem__, counted.winners))
        return Outcome(counted.winners, spent, tuple(ties.met), counted.trace)


def rule(name: str, parameters: Mapping[str, str] | None = None) -> Rule:
    """The rule of that name, defaults filled in. Raises WrongParameter for a name or a parameter that there isn't."""
    method = METHODS.get(name)
    if method is None:
        raise WrongParameter(f"There is no rule {name!r}; there are {', '.join(METHODS)}.")
    return Rule(method, MappingProxyType(complete(method.parameters, parameters or {})))

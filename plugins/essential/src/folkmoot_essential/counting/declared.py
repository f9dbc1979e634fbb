# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The rule that a file declares of itself, where it is one of ours."""

import re
from collections.abc import Mapping

from folkmoot_essential.counting.amounts import whole
from folkmoot_essential.counting.election import BallotKind, Election
from folkmoot_essential.counting.rules import Rule, WrongParameter, rule


class Undeclared(ValueError):
    """The file says no rule, or one that isn't among ours; the text says which."""


EXACT_RULE = "folkmoot_rule"
"""Our own key of META: a rule with every parameter."""
EQUAL_SHARES = re.compile(r"equalshares(?:/(add1|add1e))?")
GREEDY = {
    "greedy": {}, "greedy-no-skip": {"overshoot": "stop"}, "greedy-threshold": {}, "greedy-exclusive": {},
}  # fmt: skip


def declared(election: Election, given: Mapping[str, str]) -> Rule:
    """The rule of META, our key before Pabulib's, with parameters given beside. Raises Undeclared, WrongParameter."""
    if EXACT_RULE in election.metadata:
        return _exact(election.metadata[EXACT_RULE], given)
    said = election.metadata.get("rule", "")
    match = EQUAL_SHARES.fullmatch(said)
    if match:
        return rule("equal-shares", {**_equal_shares(election, match[1] or ""), **given})
    if said not in GREEDY:
        raise Undeclared(f"The file's rule is {said[:40]!r}, which isn't one that can be counted here; choose one.")
    if said == "greedy-exclusive" and not any(project.exclusive for project in election.projects):
        raise Undeclared("The file's rule is greedy-exclusive, and it doesn't say which projects exclude each other.")
    return rule("greedy", {**GREEDY[said], **_greedy(election), **given})


def exactly(chosen: Rule) -> str:
    """A rule in one line: "equal-shares/1 completion=add1 …"."""
    parameters = " ".join(f"{name}={value}" for name, value in sorted(chosen.parameters.items()))
    return f"{chosen.method.name}/{chosen.method.version} {parameters}"


def _exact(said: str, given: Mapping[str, str]) -> Rule:
    named, *words = said.split()[:40] or [""]
    pairs = [word.partition("=") for word in words]
    try:
        chosen = rule(named.partition("/")[0], {name: value for name, _, value in pairs})
    except WrongParameter as error:
        raise Undeclared(f"The file's rule {said[:60]!r} isn't known here: {error}") from None
    if named != f"{chosen.method.name}/{chosen.method.version}":
        raise Undeclared(f"The file's rule is {named[:40]!r}; here it is in version {chosen.method.version}.")
    return rule(chosen.method.name, {**chosen.parameters, **given})


def _equal_shares(election: Election, completion: str) -> dict[str, str]:
    utility = "points" if election.kind is BallotKind.CUMULATIVE else "cost"
    return {"utility": utility, "completion": {"add1": "add1", "add1e": "add1-exhaustive"}.get(completion, "none")}


def _greedy(election: Election) -> dict[str, str]:
    """Points where ballots have them, the least score, and the envelopes."""
    found = {"score": "votes" if election.kind is BallotKind.APPROVAL else "points"}
    least = whole(election.metadata.get("min_project_score_threshold", ""))
    if least is not None and least > 0:
        found["threshold"] = str(least)
    if election.envelopes:
        found["envelopes"] = election.envelopes_by
        found["leftovers"] = "pool" if "leftover_budget" in election.metadata else "none"
    return found

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every result explains itself, option by option: why it won or didn't, and how many votes it was short of."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.explaining import greedy, loads, seats, shares
from folkmoot_essential.counting.explaining.missing import votes_missing
from folkmoot_essential.counting.explaining.parts import Explainer, Part, parts
from folkmoot_essential.counting.explaining.reasons import Explanation, Explanations, Reason
from folkmoot_essential.counting.outcome import Outcome
from folkmoot_essential.counting.rules import Rule
from folkmoot_essential.counting.rules.envelopes import of_their_district

__all__ = ["EXPLAINERS", "Explanation", "Explanations", "Reason", "explain", "votes_missing"]

EXPLAINERS: Mapping[str, Explainer] = MappingProxyType(
    {
        "greedy": greedy.explain, "greedy-per-cost": greedy.explain, "equal-shares": shares.explain,
        "phragmen": loads.explain, "plurality": seats.totals, "approval": seats.totals, "points": seats.totals,
        "irv": seats.runoff,
    }
)  # fmt: skip
"""By the name of the rule. A new rule brings its explainer here, or its results can't be shown."""


def explain(election: Election, rule: Rule, seed: str = "", outcome: Outcome | None = None) -> Explanations:
    """Why each option won or didn't. outcome: of the same election, rule and seed, when it is counted already.

    Raises CannotCount.
    """
    outcome = outcome or rule.count(election, seed)
    found = _explained(election, rule, outcome)
    places = {winner: number for number, winner in enumerate(outcome.winners, start=1)}
    options = {project.id: replace(found[project.id], place=places.get(project.id, 0)) for project in election.projects}
    return Explanations(outcome, MappingProxyType(options))


def _explained(election: Election, rule: Rule, outcome: Outcome) -> dict[str, Explanation]:
    """By envelope where the trace has them; what no envelope pays for is told by the pool, if there is one."""
    if rule.parameters.get("envelopes") == "district":
        election = of_their_district(election)
    whole = Part(election, rule.parameters, outcome.trace, outcome.winners)
    found = {one: replace(plain, reason=Reason.NO_ENVELOPE) for one, plain in whole.plain.items()}
    for part in parts(whole):
        for one, told in EXPLAINERS[rule.method.name](part).items():
            if not part.pool or told.funded or found[one].reason is Reason.NO_ENVELOPE:
                found[one] = told
    return found

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phragmén: which came before, and what money there was for the next."""

from dataclasses import replace
from fractions import Fraction

from folkmoot_essential.counting.explaining.parts import Part, text
from folkmoot_essential.counting.explaining.reasons import Explanation, Reason
from folkmoot_essential.counting.outcome import Step


def explain(part: Part) -> dict[str, Explanation]:
    """Those that the trace names by their step; the others by the money that was left in the end."""
    steps = {text(step, "project"): step for step in part.steps}
    costs = part.election.costs
    left = part.election.budget - sum(costs[one] for one in part.winners)
    return {
        one: _named(part, plain, steps[one]) if one in steps else _unnamed(part, plain, left)
        for one, plain in part.plain.items()
    }


def _named(part: Part, plain: Explanation, step: Step) -> Explanation:
    reason = part.funded if text(step, "decision") == "funded" else Reason.DOES_NOT_FIT
    load = step["load"]
    return replace(
        plain, reason=reason, round=int(text(step, "round")), left=int(text(step, "left")),
        load=None if load is None or reason is Reason.DOES_NOT_FIT else Fraction(str(load)),
    )  # fmt: skip


def _unnamed(part: Part, plain: Explanation, left: int) -> Explanation:
    if not plain.votes and part.parameters["unsupported"] == "skip":
        return plain
    if plain.cost > part.election.budget:
        return replace(plain, reason=Reason.DEARER_THAN_BUDGET, left=part.election.budget)
    reason = Reason.STOPPED if part.parameters["overshoot"] == "stop" else Reason.DOES_NOT_FIT
    return replace(plain, reason=reason, left=left)

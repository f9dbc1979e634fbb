# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The rounds of a count as the page shows them, made of the trace at certification: numbers and ids, no ballots.

Rules that spend money tell step by step what was looked at and what was spent before; an instant runoff tells who had
how many in each round. Rules that take the most have no rounds. Long counts are cut: the whole trace is in the bundle.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from folkmoot_essential.counting.outcome import Step

MOST_STEPS = 40
"""So many steps of spending are shown, the first."""
MOST_ROUNDS = 6
"""So many rounds of a runoff are shown, the last."""
TOLD = ("votes", "score", "price", "load", "paying_price", "paying_all_they_have")
"""What a step of spending says beside option, cost and decision, each where the rule has it."""


def rounds(trace: Sequence[Step]) -> dict[str, Any]:
    """kind: "money", "runoff" or "none". steps: in their order. left_out: how many steps aren't among them.

    A step of money: round, option, cost, before (what was spent until then), decision, and those of TOLD. A step of a
    runoff: round, option (who leaves or wins), decision, scores by option, exhausted. share, added: of equal
    shares, what every voter had in the end, and how much of it was added for all.
    """
    steps = [step for step in trace if "project" in step]
    if any("scores" in step for step in steps):
        shown = [_runoff(step) for step in steps[-MOST_ROUNDS:]]
        return {"kind": "runoff", "steps": shown, "left_out": len(steps) - len(shown)}
    if not any("cost" in step for step in steps):
        return {"kind": "none", "steps": [], "left_out": 0}
    shown = list(_money(steps[:MOST_STEPS]))
    shares = {name: str(trace[0][name]) for name in ("share", "added") if name in trace[0]}
    return {"kind": "money", "steps": shown, "left_out": len(steps) - len(shown), **shares}


def _money(steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    spent = 0
    for place, step in enumerate(steps, start=1):
        cost, decision = int(str(step["cost"])), str(step["decision"])
        said = {name: step[name] for name in TOLD if step.get(name) is not None}
        yield {
            "round": place, "option": step["project"], "cost": cost, "before": spent, "decision": decision, **said
        }  # fmt: skip
        spent += cost if decision.startswith("funded") else 0


def _runoff(step: Step) -> dict[str, Any]:
    scores = step["scores"]
    assert isinstance(scores, Mapping)
    return {
        "round": step["round"], "option": step["project"], "decision": step["decision"],
        "scores": {one: int(str(score)) for one, score in scores.items()}, "exhausted": int(str(step["exhausted"])),
    }  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Greedy: what there was when an option's turn came."""

from dataclasses import replace

from folkmoot_essential.counting.explaining.parts import Part, text
from folkmoot_essential.counting.explaining.reasons import Explanation, Reason
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.envelopes import place


def explain(part: Part) -> dict[str, Explanation]:
    """By the step of each option; where envelopes leave a pool, by the later one when it won there."""
    found: dict[str, Explanation] = {}
    pooled = False
    for step in part.steps:
        pooled = pooled or step.get("pool") is True
        if "project" not in step:
            continue
        one = text(step, "project")
        told = _told(part, step, pooled)
        if one not in found or told.funded or found[one].reason is Reason.NO_ENVELOPE:
            found[one] = told
    return {one: found[one] for one in part.plain}


def _told(part: Part, step: Step, pooled: bool) -> Explanation:
    one, decision = text(step, "project"), text(step, "decision")
    reason = Reason.FUNDED_BY_POOL if pooled and decision == "funded" else Reason(decision)
    by = part.parameters["envelopes"]
    project = next(project for project in part.election.projects if project.id == one)
    return replace(
        part.plain[one], reason=reason, round=int(text(step, "round")), score=int(text(step, "score")),
        left=int(text(step, "left")), envelope=None if by == "none" else place(by)(project),
        needed=int(part.parameters["threshold"]) if reason is Reason.BELOW_THRESHOLD else None,
        other=_other(part, project.exclusive) if reason is Reason.EXCLUDED else "",
    )  # fmt: skip


def _other(part: Part, group: str) -> str:
    groups = {project.id: project.exclusive for project in part.election.projects}
    return next((winner for winner in part.winners if groups[winner] == group), "")

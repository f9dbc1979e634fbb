# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an explainer is given: an election counted as one (whole, or one envelope), and its part of the trace."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.explaining.reasons import Explanation, Reason
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.envelopes import envelope


@dataclass(frozen=True)
class Part:
    """winners: in order, of this part. envelope: its name; None for the whole election, and for the pool."""

    election: Election
    parameters: Mapping[str, str]
    steps: Sequence[Step]
    winners: tuple[str, ...]
    envelope: str | None = None
    pool: bool = False

    @cached_property
    def votes(self) -> dict[str, int]:
        """How many voters support each option."""
        return tallies.votes(self.election)

    @cached_property
    def points(self) -> dict[str, int]:
        """The points of each option."""
        return tallies.points(self.election)

    @cached_property
    def plain(self) -> dict[str, Explanation]:
        """Of each option what is the same by every rule; whoever explains replaces the reason."""
        return {
            project.id: Explanation(
                project.id, Reason.NO_SUPPORT, project.cost, self.votes[project.id], self.points[project.id],
                envelope=self.envelope,
            )
            for project in self.election.projects
        }  # fmt: skip

    @property
    def funded(self) -> Reason:
        """How a winner of this part is called."""
        return Reason.FUNDED_BY_POOL if self.pool else Reason.FUNDED


Explainer = Callable[[Part], dict[str, Explanation]]


def text(step: Step, name: str) -> str:
    """A value of a step that is text, or a number in digits."""
    return str(step[name])


def parts(whole: Part) -> Iterator[Part]:
    """Each envelope with its steps, then the pool, as `rules.envelopes` counted them; else the whole election alone."""
    trace = whole.steps
    begins = [number for number, step in enumerate(trace) if step["round"] == 0 and "budget" in step]
    if not begins:
        yield whole
    for first, end in zip(begins, [*begins[1:], len(trace)], strict=False):
        yield _part(whole, trace[first], trace[first + 1 : end])


def _part(whole: Part, said: Step, steps: Sequence[Step]) -> Part:
    name, budget = said.get("envelope"), int(text(said, "budget"))
    part = whole.election if name is None else envelope(whole.election, whole.parameters["envelopes"], str(name), 0)
    won = {text(step, "project") for step in steps if str(step.get("decision")).startswith("funded")}
    return Part(
        replace(part, budget=budget), whole.parameters, steps, tuple(one for one in whole.winners if one in won),
        None if name is None else str(name), name is None,
    )  # fmt: skip

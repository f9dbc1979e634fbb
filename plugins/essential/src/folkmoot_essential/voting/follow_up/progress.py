# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where winners stand: the stage each has reached, and how many are delivered."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from folkmoot_essential.voting.follow_up.stages import DELIVERED, STEP, STOPPED, Stage
from folkmoot_essential.voting.follow_up.steps import steps_of
from folkmoot_essential.voting.models import VotingOption, VotingStep


@dataclass(frozen=True)
class Progress:
    """A winner with its stages. steps: by the key of a stage what is known of it."""

    option: VotingOption
    stages: Sequence[Stage]
    steps: Mapping[str, VotingStep] = field(default_factory=dict)

    def _reached(self, stage: Stage) -> bool:
        step = self.steps.get(stage.key)
        return step is not None and step.reached_on is not None

    @property
    def now(self) -> Stage | None:
        """The last stage that was reached; stopped and delivered come before all others. None: not begun."""
        reached = [one for one in self.stages if self._reached(one)]
        ends = [one for one in reached if one.kind != STEP]
        found = ends or reached
        return found[-1] if found else None

    @property
    def delivered(self) -> bool:
        """Whether it is there."""
        return self.now is not None and self.now.kind == DELIVERED

    @property
    def stopped(self) -> bool:
        """Whether it was given up."""
        return self.now is not None and self.now.kind == STOPPED

    @property
    def planned(self) -> int | None:
        """Money planned for all stages together; None where nothing is said."""
        return _sum(one.planned_money for one in self.steps.values())

    @property
    def spent(self) -> int | None:
        """Money spent at all stages together; None where nothing is said."""
        return _sum(one.spent_money for one in self.steps.values())

    def rows(self) -> list[tuple[Stage, VotingStep | None, str]]:
        """Each stage, what is known of it, and "done", "now" or "next"; "stopped" only where it was."""
        last = self.now
        shown = [one for one in self.stages if self._shown(one, last)]
        return [(one, self.steps.get(one.key), self._state(one, last)) for one in shown]

    def _shown(self, stage: Stage, last: Stage | None) -> bool:
        """Of what nothing is said is still to come: neither what was passed over, nor anything where it was stopped."""
        if stage.kind == STOPPED:
            return self._reached(stage)
        if stage.key in self.steps or last is None:
            return True
        return last.kind != STOPPED and self.stages.index(stage) > self.stages.index(last)

    def _state(self, stage: Stage, last: Stage | None) -> str:
        if not self._reached(stage):
            return "next"
        return "now" if stage == last and stage.kind == STEP else "done"


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def progress(db: Session, winners: Sequence[VotingOption], stages: Sequence[Stage]) -> list[Progress]:
    """Of each winner where it stands, in one statement."""
    by: dict[uuid.UUID, dict[str, VotingStep]] = {}
    for step in steps_of(db, [one.id for one in winners]):
        by.setdefault(step.option_id, {})[step.stage] = step
    return [Progress(one, stages, by.get(one.id, {})) for one in winners]

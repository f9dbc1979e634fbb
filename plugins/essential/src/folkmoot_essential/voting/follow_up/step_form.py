# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The form of a stage."""

import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.follow_up.steps import FIELDS, StepDraft
from folkmoot_essential.voting.models import VotingStep

DEAREST = 10**14
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)
Text = Annotated[str, StringConstraints(max_length=20_000)]


class StepFields(BaseModel):
    """A stage as its form has it. revision: of the row that the form was made from."""

    model_config = ConfigDict(extra="forbid")

    planned_on: datetime.date | None = Field(None, ge=FIRST, le=LAST, title=_("Planned day"))
    reached_on: datetime.date | None = Field(
        None, ge=FIRST, le=LAST, title=_("Day it was reached"), description=_("Empty as long as it isn't."),
    )  # fmt: skip
    planned_money: int | None = Field(
        None, ge=0, le=DEAREST, title=_("Money planned"), json_schema_extra={"widget": "money"}
    )
    spent_money: int | None = Field(
        None, ge=0, le=DEAREST, title=_("Money spent"), json_schema_extra={"widget": "money"}
    )
    text: dict[str, Text] = Field(
        default_factory=dict, title=_("Text"), description=_("What there is to say, for everybody."),
        json_schema_extra={"widget": "multiloc_rich", "rows": 6},
    )  # fmt: skip
    reason: str = Field(
        "", max_length=500, title=_("What you change, and why"),
        description=_("Needed once the stage was reached; it stands below the text, for everybody."),
    )  # fmt: skip
    revision: int = Field(0, ge=0, json_schema_extra={"widget": "hidden"})


def initial_of(step: VotingStep | None) -> dict[str, Any]:
    """What stands in the form at first."""
    if step is None:
        return {}
    return {name: getattr(step, name) for name in FIELDS} | {"revision": step.revision}


def draft_of(fields: StepFields) -> StepDraft:
    """What the form says."""
    return StepDraft(**{name: getattr(fields, name) for name in FIELDS})

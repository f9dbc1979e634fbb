# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an organiser decides of a vote before it opens; all of it is frozen then."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from folkmoot.i18n import mark as _


class Form(StrEnum):
    """What a ballot looks like."""

    BUDGET = "budget"
    SEVERAL = "several"
    ONE = "one"
    POINTS = "points"
    RANKING = "ranking"


class Counting(StrEnum):
    """How winners come out, as an organiser chooses it: a rule of the counting library with its parameters."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"
    PHRAGMEN = "phragmen"
    MOST = "most"


class Publication(StrEnum):
    """What is published of the ballots."""

    TOTALS = "L0"
    DISTINCT = "L1"
    TRACKED = "L2"


class Districts(StrEnum):
    """Who says which district's envelope a person has a say in."""

    VOTER = "voter"
    ROLL = "roll"


class Leftovers(StrEnum):
    """What becomes of money that a district's envelope didn't spend."""

    STAY = "stay"
    TOWN = "town"


def _options(**titles: str) -> dict[str, Any]:
    return {"options": titles}


class VotingSettings(BaseModel):
    """Ballot, money, rule and publication. Amounts in whole units of the town's currency."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    form: Form = Field(
        Form.BUDGET, title=_("What people do"),
        json_schema_extra=_options(
            budget=_("Fill a basket until the budget is spent"), several=_("Choose several"), one=_("Choose one"),
            points=_("Give points"), ranking=_("Put in order"),
        ),
    )  # fmt: skip
    budget: int = Field(
        100_000, ge=0, le=10**12, title=_("Budget"),
        description=_("What can be spent in all; 0 where it isn't about money."),
    )  # fmt: skip
    least: int = Field(1, ge=0, le=1000, title=_("At least so many options on a ballot"))
    most: int | None = Field(None, ge=1, le=1000, title=_("At most so many options on a ballot"))
    least_spent: int = Field(0, ge=0, le=10**12, title=_("At least this much of the budget on a ballot"))
    districts: Districts = Field(
        Districts.VOTER, title=_("Whose district it is, where areas have envelopes of their own"),
        description=_("Envelopes are made at the vote's desk, under “Envelopes”."),
        json_schema_extra=_options(
            voter=_("Each person chooses a district on the ballot"), roll=_("The voter roll says it"),
        ),
    )  # fmt: skip
    leftovers: Leftovers = Field(
        Leftovers.STAY, title=_("What is left in the envelopes of districts"),
        json_schema_extra=_options(
            stay=_("Isn't given out in this vote"), town=_("Goes to the whole town's envelope, which is counted last"),
        ),
    )  # fmt: skip
    points: int = Field(10, ge=1, le=1000, title=_("Points that each person can give"))
    points_each: int | None = Field(None, ge=1, le=1000, title=_("At most so many points for one option"))
    counting: Counting = Field(
        Counting.EQUAL_SHARES, title=_("How it is counted"),
        json_schema_extra=_options(**{
            "greedy": _("Most votes first, as long as the money lasts"),
            "equal-shares": _("Equal shares: every voter has the same part of the money"),
            "phragmen": _("Phragmén: costs are shared evenly among supporters"),
            "most": _("The most votes or points win"),
        }),
    )  # fmt: skip
    seats: int = Field(1, ge=1, le=1000, title=_("How many win, where it isn't about money"))
    publication: Publication = Field(
        Publication.TOTALS, title=_("What is published of the ballots"),
        json_schema_extra=_options(
            L0=_("Totals only"), L1=_("Each kind of ballot with its number"), L2=_("Each ballot, with a tracker"),
        ),
    )  # fmt: skip
    auditor: str = Field("", max_length=200, title=_("Auditor, who may see the ballots where they aren't published"))
    seed_source: str = Field(
        "", max_length=300, title=_("Where the lot comes from, should one be needed"),
        description=_("Something public that nobody can know before the vote closes, such as a lottery's numbers."),
    )  # fmt: skip

    @model_validator(mode="after")
    def _fits(self) -> "VotingSettings":
        if self.most is not None and self.most < self.least:
            raise ValueError(_("A ballot can't have at most fewer options than at least."))
        if self.counting is not Counting.MOST and self.budget == 0:
            raise ValueError(_("This way of counting shares out a budget: please give one."))
        if self.form is Form.BUDGET and self.counting is Counting.MOST:
            raise ValueError(_("A basket is counted by a rule that spends the budget."))
        if (
            self.counting in (Counting.EQUAL_SHARES, Counting.PHRAGMEN)
            and self.publication is Publication.TOTALS
            and not self.auditor
        ):
            raise ValueError(_("This way of counting needs the ballots: publish them, or name an auditor."))
        return self


DEFAULTS = VotingSettings(publication=Publication.TRACKED)
"""Where a phase has no settings that can be read."""

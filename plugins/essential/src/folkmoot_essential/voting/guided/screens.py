# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The questions, a model a screen. None of them is about a rule's parameters."""

import datetime
import itertools
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.settings import Publication

Line = Annotated[str, StringConstraints(max_length=150)]
Lead = Annotated[str, StringConstraints(max_length=400)]
RICHEST = 10**12
DAYS = ("ideas_from", "examination_from", "vote_from", "result_from")
"""The first days of the four phases, in their order."""


class Voters(StrEnum):
    """Who may vote: core's circles that make sense for a vote of a whole town."""

    REGISTERED = "registered"
    VERIFIED = "verified"


class Screen(BaseModel):
    """A screen's questions; what they don't know is refused."""

    model_config = ConfigDict(extra="forbid")


class BudgetScreen(Screen):
    """What it is called, and how much money there is (in hundredths of the currency)."""

    title: dict[str, Line] = Field(
        title=_("What is it called?"), description=_("For example “Our quarter budget 2027”."),
        json_schema_extra={"widget": "multiloc", "publish": True},
    )  # fmt: skip
    lead: dict[str, Lead] = Field(
        default_factory=dict, title=_("What is it about, in one or two sentences?"),
        json_schema_extra={"widget": "multiloc_text", "rows": 3},
    )  # fmt: skip
    money: int = Field(
        ge=UNIT, le=RICHEST * UNIT, title=_("How much money do people decide on?"),
        description=_("In all, without cents. You can change it until people vote."),
        json_schema_extra={"widget": "money"},
    )  # fmt: skip

    @model_validator(mode="after")
    def _whole(self) -> "BudgetScreen":
        if self.money % UNIT:
            raise PydanticCustomError("whole", _("%(label)s: a whole amount, without cents."), {"field": "money"})
        return self


class DatesScreen(Screen):
    """The first days of the phases; each ends when the next begins."""

    ideas_from: datetime.date = Field(title=_("People share ideas from"))
    examination_from: datetime.date = Field(
        title=_("The team examines them from"), description=_("Ideas are closed then.")
    )
    vote_from: datetime.date = Field(
        title=_("People vote from"), description=_("What is voted on must be ready then: options with their costs.")
    )
    result_from: datetime.date = Field(
        title=_("Result and follow-up from"),
        description=_("The day before is the last one on which people can vote."),
    )

    @model_validator(mode="after")
    def _in_order(self) -> "DatesScreen":
        for before, after in itertools.pairwise(DAYS):
            if getattr(self, after) <= getattr(self, before):
                sentence = _("%(label)s: this must be a later day than the one above it.")
                raise PydanticCustomError("days_in_order", sentence, {"field": after})
        return self


class PeopleScreen(Screen):
    """Who may vote."""

    who: Voters = Field(Voters.REGISTERED, title=_("Who may vote?"))


class TrustScreen(Screen):
    """What is published, who audits, where a lot would come from."""

    publication: Publication = Field(Publication.TOTALS, title=_("What may everybody see of the ballots afterwards?"))
    auditor: str = Field(
        "", max_length=200, title=_("Who audits the count?"),
        description=_(
            "Needed where only totals are published: somebody independent then sees the ballots, such as a court, an "
            "accountant, or the town’s auditor."
        ),
    )  # fmt: skip
    seed_source: str = Field(
        "", max_length=300, title=_("Where would a lot come from, should two options be equal in everything?"),
        description=_(
            "Something public that nobody can know before the vote closes, such as the numbers of the national "
            "lottery on a certain day. You can say it later, before people vote."
        ),
    )  # fmt: skip

    @model_validator(mode="after")
    def _audited(self) -> "TrustScreen":
        if self.publication is Publication.TOTALS and not self.auditor.strip():
            sentence = _("%(label)s: please say who, or let each kind of ballot be published.")
            raise PydanticCustomError("auditor_missing", sentence, {"field": "auditor"})
        return self


SCREENS: dict[str, type[Screen]] = {
    "budget": BudgetScreen, "dates": DatesScreen, "people": PeopleScreen, "trust": TrustScreen,
}  # fmt: skip
"""In the order in which they are asked."""

OPTIONS: dict[str, tuple[tuple[Any, str, str], ...]] = {
    "who": (
        (
            Voters.REGISTERED, _("Everybody who has an account"),
            _("Quick: anybody makes one with an e-mail address. Who has several addresses could vote several times."),
        ),
        (
            Voters.VERIFIED, _("Only people whom the town has verified"),
            _("Each person once, whatever accounts they have: the town has a list, and sends letters with codes."),
        ),
    ),
    "publication": (
        (
            Publication.TOTALS, _("The totals only"),
            _("Nobody sees a ballot but the auditor, who recounts for everybody."),
        ),
        (
            Publication.DISTINCT, _("Each kind of ballot, and how many there were of it"),
            _(
                "Anybody can recount. Somebody who knows some of a neighbour’s choices might recognise a rare ballot; "
                "with fewer than 50 ballots only totals are published."
            ),
        ),
    ),
}  # fmt: skip
"""The choices of a question with what each means."""

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an organiser may choose for a phase of ideas."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from folkmoot.i18n import mark as _
from folkmoot.interfaces import ReactionMode, ReactionRules
from folkmoot_essential.ideation.nouns import WORDS, Noun, Words

MOST_PICTURES = 3


class View(StrEnum):
    """How the list looks."""

    CARDS = "cards"
    LIST = "list"
    MAP = "map"


class Prescreening(StrEnum):
    """Which ideas wait for staff before everybody sees them."""

    NONE = "none"
    ALL = "all"


ORDER_TITLES = {
    "trending": _("Most discussed now"),
    "random": _("Random, changing daily"),
    "popular": _("Most supported"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "commented": _("Most comments"),
}


def _options(**titles: str) -> dict[str, Any]:
    return {"options": titles}


class IdeationSettings(BaseModel):
    """Switches, limits and looks of a phase of ideas."""

    model_config = ConfigDict(extra="forbid", validate_default=True)

    noun: Noun = Field(
        Noun.IDEA,
        title=_("What people share"),
        description=_("The word that buttons and headings use."),
        json_schema_extra={"widget": "select", **_options(**{str(noun): words.name for noun, words in WORDS.items()})},
    )
    posting: bool = Field(True, title=_("People can share new ones"))
    commenting: bool = Field(True, title=_("People can comment"))
    reactions: ReactionMode = Field(
        ReactionMode.LIKES,
        title=_("Reactions"),
        json_schema_extra=_options(
            disabled=_("None"), likes=_("Support only"), likes_and_dislikes=_("For and against")
        ),
    )
    like_cap: int | None = Field(
        None,
        ge=1,
        le=10_000,
        title=_("Supports per person"),
        description=_("How many each person can give in this phase. Empty means as many as they like; 10 is usual."),
    )
    dislike_cap: int | None = Field(
        None,
        ge=1,
        le=10_000,
        title=_("Votes against per person"),
        description=_("How many each person can give in this phase. Empty means as many as they like; 10 is usual."),
    )
    order: str = Field(
        "trending",
        title=_("Order of the list"),
        json_schema_extra={"widget": "select", **_options(**ORDER_TITLES)},
    )
    view: View = Field(
        View.CARDS, title=_("First view"), json_schema_extra=_options(cards=_("Cards"), list=_("List"), map=_("Map"))
    )
    ask_area: bool = Field(True, title=_("Ask for the area"))
    ask_point: bool = Field(True, title=_("Ask for a point on the map"))
    topics_required: bool = Field(False, title=_("At least one topic must be chosen"))
    pictures: int = Field(
        MOST_PICTURES, ge=0, le=MOST_PICTURES, title=_("Most pictures"), description=_("From 0 to 3.")
    )
    prescreening: Prescreening = Field(
        Prescreening.NONE,
        title=_("Screening before publication"),
        json_schema_extra=_options(none=_("None"), all=_("The team reads everything first")),
    )
    title_minimum: int = Field(3, ge=1, le=120, title=_("Least characters of a title"))
    title_maximum: int = Field(120, ge=10, le=200, title=_("Most characters of a title"))
    body_minimum: int = Field(3, ge=1, le=1000, title=_("Least characters of a text"))
    body_maximum: int = Field(5000, ge=100, le=20_000, title=_("Most characters of a text"))

    @model_validator(mode="after")
    def _limits(self) -> "IdeationSettings":
        """Least may not be more than most, and the order must be a known one."""
        if self.title_minimum > self.title_maximum or self.body_minimum > self.body_maximum:
            raise ValueError(_("The least number of characters is larger than the most."))
        if self.order not in ORDER_TITLES:
            raise ValueError(_("There is no such order."))
        return self

    @property
    def words(self) -> Words:
        """The sentences with this phase's word."""
        return WORDS[self.noun]

    @property
    def rules(self) -> ReactionRules:
        """The reactions of this phase."""
        return ReactionRules(self.reactions, self.like_cap, self.dislike_cap)


DEFAULTS = IdeationSettings()

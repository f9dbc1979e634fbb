# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers, money and titles in the reader's language, for the parts of the page of results."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger.vote import Contest, Vote
from folkmoot_essential.voting.results.further import SPENDING


@dataclass(frozen=True)
class Speaker:
    """titles: of options by their ids."""

    request: Request
    titles: Mapping[str, str]

    def say(self, text: str, **values: Any) -> str:
        """A text in the reader's language."""
        return str(self.request.gettext(text, **values))

    def number(self, value: int) -> str:
        """A whole number."""
        return formats.number(value, self.request.locale)

    def money(self, value: int | str | Fraction) -> str:
        """An amount of the smallest unit, rounded down to it: too little never looks like enough."""
        exact = Fraction(value)
        return formats.money(exact.numerator // exact.denominator, self.request.site.currency, self.request.locale)

    def title(self, option: str) -> str:
        """What an option is called; its id where it is unknown."""
        return self.titles.get(option, option)


@dataclass(frozen=True)
class Contested:
    """One contest of a certified vote with what is kept of it (VotingBundle.result), further counts included.

    told: whether reasons may be told. further: its part of what was counted after certification, where there is any.
    """

    contest: Contest
    vote: Vote
    rule: Rule
    kept: Mapping[str, Any]
    told: bool
    further: Mapping[str, Any]

    @property
    def spends(self) -> bool:
        """Whether a budget is given out."""
        return self.rule.method.name in SPENDING

    @property
    def pointed(self) -> bool:
        """Whether ballots give points."""
        return self.kept["totals"].get("points") is not None

    @property
    def budget(self) -> int:
        """In the smallest unit: what there was to spend, with what others left where that was declared."""
        return int(self.kept.get("budget", self.contest.budget))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The rule of a vote in words, for pages of staff and of citizens alike."""

import hashlib
from collections.abc import Callable
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.bundle.writing import rule_file
from folkmoot_essential.voting.composing import rule_of
from folkmoot_essential.voting.settings import Counting, Form, VotingSettings

Gettext = Callable[..., str]
BALLOT = {
    Form.BUDGET: _("Each person fills a basket until the budget is spent."),
    Form.SEVERAL: _("Each person chooses several options."),
    Form.ONE: _("Each person chooses one option."),
    Form.POINTS: _("Each person has %(points)s points to give."),
    Form.RANKING: _("Each person puts options in order, the most wanted first."),
}
COUNT = {
    Counting.GREEDY: _("The option with the most support wins first, then the next, as long as the money lasts."),
    Counting.EQUAL_SHARES: _(
        "Every voter has the same part of the budget. An option wins when its supporters can pay for it together from "
        "their parts; the one that costs each of them the least for what it gives goes first."
    ),
    Counting.PHRAGMEN: _(
        "Every voter earns money at the same pace. An option wins as soon as its supporters can pay for it together."
    ),
    Counting.MOST: _("The options with the most votes or points win."),
}  # fmt: skip
COMPLETION = _(
    "If money is left, the parts grow a little for everybody and all is counted again, as long as that helps; what "
    "still fits then is added by its support."
)
INSTANT = _(
    "While no option has a majority of first places, the one with the fewest is left out, and its ballots go to the "
    "next option on them."
)  # fmt: skip
LIMITS = {
    "least": _("A ballot names at least %(number)s options."),
    "most": _("A ballot names at most %(number)s options."),
    "points_each": _("One option gets at most %(number)s points from one person."),
}
WINNERS = _("So many options win: %(seats)s.")
LOT = _(
    "A tie that the rule can't decide is decided by lot, from something public that nobody can know before: %(source)s."
)


def rule_hash(settings: VotingSettings) -> str:
    """The hash that is published at opening."""
    return hashlib.sha256(rule_file(rule_of(settings))).hexdigest()


def rule_in_words(settings: VotingSettings, gettext: Gettext) -> list[str]:
    """Ballot, limits, count and ties, a sentence each, translated by gettext."""
    said = [gettext(BALLOT[settings.form], points=settings.points), *limits_in_words(settings, gettext)]
    instant = settings.counting is Counting.MOST and settings.form is Form.RANKING
    said.append(gettext(INSTANT if instant else COUNT[settings.counting]))
    if settings.counting is Counting.EQUAL_SHARES:
        said.append(gettext(COMPLETION))
    if settings.counting is Counting.MOST and not instant:
        said.append(gettext(WINNERS, seats=settings.seats))
    if settings.seed_source:
        said.append(gettext(LOT, source=settings.seed_source))
    return said


def limits_in_words(settings: VotingSettings, gettext: Gettext) -> list[str]:
    """How many options, and points for one of them, a ballot may have."""
    if settings.form is Form.ONE:
        return []
    values: dict[str, Any] = {"least": settings.least if settings.least > 1 else None, "most": settings.most}
    if settings.form is Form.POINTS:
        values["points_each"] = settings.points_each
    return [gettext(LIMITS[name], number=value) for name, value in values.items() if value is not None]


def title_of(settings: VotingSettings, name: str, gettext: Gettext) -> str:
    """The title that the form of settings gives to what was chosen, for a setting with options."""
    extra = VotingSettings.model_fields[name].json_schema_extra
    titles = extra.get("options", {}) if isinstance(extra, dict) else {}
    value = str(getattr(settings, name))
    return gettext(str(titles[value])) if isinstance(titles, dict) and value in titles else value

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Why an option won or didn't, in a sentence for everybody."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot_essential.counting.explaining import Reason

WHY = {
    Reason.FUNDED: _("It was paid from the %(left)s there was in its turn."),
    Reason.FUNDED_BY_COMPLETION: _("It was added from the %(left)s that nobody's share had paid out."),
    Reason.FUNDED_BY_POOL: _("It was paid from what was left of all envelopes."),
    Reason.ELECTED: _("It won with %(score)s; the best of those who didn't had %(needed)s."),
    Reason.NO_SUPPORT: _("Nobody chose it."),
    Reason.BELOW_THRESHOLD: _("It has %(score)s; at least %(needed)s are asked for."),
    Reason.SUPPORT_TOO_SMALL: _("It has %(votes)s votes; for what it costs %(needed)s are asked for."),
    Reason.DEARER_THAN_BUDGET: _("It costs %(cost)s; there were only %(left)s."),
    Reason.DOES_NOT_FIT: _("It costs %(cost)s; %(left)s were left in its turn."),
    Reason.STOPPED: _("One before it didn't fit, and the rule stops there."),
    Reason.EXCLUDED: _("“%(other)s” won, and only one of their group may."),
    Reason.NO_ENVELOPE: _("Its category or district has no money of its own."),
    Reason.SUPPORTERS_LACK_MONEY: _("Its supporters had %(left)s left and it costs %(cost)s."),
    Reason.FEWER: _("It has %(score)s; the last who won has %(needed)s."),
    Reason.LOST_TIE: _("It has %(score)s, as many as another; the rule for ties decided against it."),
    Reason.ELIMINATED: _("It had the fewest in round %(round)s: %(score)s; the next had %(needed)s."),
    Reason.RUNNER_UP: _("It had %(score)s in the last round; the winner had %(needed)s."),
}
PRICE = _("%(payers)s of its supporters paid, each at most %(price)s; %(all_payers)s of them gave all they had left.")
PRICE_ALONE = _("%(payers)s of its supporters paid, each at most %(price)s.")
LOAD = _("Its supporters then carry %(load)s each: the lightest load of all that were still to be paid.")


def why(told: Mapping[str, Any], titles: Mapping[str, str], request: Request) -> str:
    """A sentence or two. told: fields of an Explanation as VotingBundle.result has them.

    Parts of the smallest unit are rounded down: too little never looks like enough. But what each paid at most is
    rounded up: else so many payers times that would be less than what they bought.
    """
    reason = Reason(told["reason"])
    price = PRICE if told.get("all_payers") else PRICE_ALONE
    pattern, more = WHY[reason], price if "price" in told else LOAD if "load" in told else ""
    said = [pattern, more] if more and reason is Reason.FUNDED_BY_POOL else [more or pattern]
    values: dict[str, Any] = {name: told.get(name, "") for name in ("score", "needed", "votes", "round")}
    for name in ("cost", "left", "load"):
        values[name] = _money(told.get(name), request)
    values["price"] = _money(ceil(Fraction(told["price"])), request) if "price" in told else ""
    values["other"] = titles.get(told.get("other", ""), "")
    values["all_payers"] = told.get("all_payers", 0)
    values["payers"] = told.get("full_payers", 0) + told.get("all_payers", 0)
    return " ".join(str(request.gettext(one, **values)) for one in said)


def _money(value: int | str | None, request: Request) -> str:
    if value is None:
        return ""
    exact = Fraction(value)
    return formats.money(exact.numerator // exact.denominator, request.site.currency, request.locale)

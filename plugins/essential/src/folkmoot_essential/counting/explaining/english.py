# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Explanations as English sentences, for the command line. Pages make their own, in the reader's language."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from folkmoot_essential.counting.explaining.reasons import Explanation, Number, Reason

Amount = Callable[[Number], str]
"""An amount of smallest units as text."""
SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.FUNDED: "It was paid from the {left} there was in its turn.",
        Reason.FUNDED_BY_COMPLETION: "It was added from the {left} that nobody's share had paid out.",
        Reason.FUNDED_BY_POOL: "It was paid from what was left of all envelopes.",
        Reason.ELECTED: "It won with {score}; the best of those who didn't had {needed}.",
        Reason.NO_SUPPORT: "Nobody chose it.",
        Reason.BELOW_THRESHOLD: "It has {score}; at least {needed} are asked for.",
        Reason.SUPPORT_TOO_SMALL: "It has {votes} votes; for what it costs {needed} are asked for.",
        Reason.DEARER_THAN_BUDGET: "It costs {cost}; there were only {left}.",
        Reason.DOES_NOT_FIT: "It costs {cost}; {left} were left in its turn.",
        Reason.STOPPED: "One before it didn't fit, and the rule stops there.",
        Reason.EXCLUDED: "{other} won, and only one of their group may.",
        Reason.NO_ENVELOPE: "Its category or district has no money of its own.",
        Reason.SUPPORTERS_LACK_MONEY: "Its supporters had {left} left and it costs {cost}.",
        Reason.FEWER: "It has {score}; the last who won has {needed}.",
        Reason.LOST_TIE: "It has {score}, as many as another; the rule for ties decided against it.",
        Reason.ELIMINATED: "It had the fewest in round {round}: {score}; the next had {needed}.",
        Reason.RUNNER_UP: "It had {score} in the last round; the winner had {needed}.",
    }
)
PRICE = "{payers} of its supporters paid, each at most {price}; {all_payers} of them gave all they had left."
LOAD = "Its supporters then carry {load} each: the lightest load of all that were still to be paid."


def sentence(told: Explanation, amount: Amount) -> str:
    """Why, in a sentence or two. Parts of the smallest unit are rounded down: too little never looks like enough; but
    what each paid at most is rounded up, so that all of it together is enough.
    """
    pattern, more = SENTENCES[told.reason], PRICE if told.price is not None else LOAD if told.load is not None else ""
    if more:
        pattern = f"{pattern} {more}" if told.reason is Reason.FUNDED_BY_POOL else more
    values = {
        "cost": amount(told.cost), "left": _money(told.left, amount),
        "price": "" if told.price is None else amount(ceil(told.price)),
        "load": _money(told.load, amount), "score": told.score, "needed": told.needed, "votes": told.votes,
        "other": told.other, "round": told.round, "all_payers": told.all_payers,
        "payers": (told.full_payers or 0) + (told.all_payers or 0),
    }  # fmt: skip
    return pattern.format(**values)


def _money(value: int | Fraction | None, amount: Amount) -> str:
    return "" if value is None else amount(value.numerator // value.denominator)

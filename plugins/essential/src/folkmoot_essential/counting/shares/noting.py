# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the trace says of a round of equal shares."""

from math import gcd

from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.shares.money import Price
from folkmoot_essential.counting.shares.question import Question


def step(question: Question, number: int, one: int, price: Price, denominator: int, payers: int) -> Step:
    """The line of a winner in the round of that number. denominator: of the money before it was paid.

    payers: how many voters pay the price.
    """
    voters = question.voters
    project, worth = voters.projects[one], question.worth[one]
    of = price.divisor * denominator
    common = gcd(price.numerator, of)
    paid, of = price.numerator // common, of // common
    common = gcd(paid, worth)  # of a large and a small number: found quickly
    of_worth = of * (worth // common)
    return {
        "round": number, "project": project.id, "cost": str(project.cost), "votes": voters.votes[one],
        "price": f"{paid}/{of}" if of != 1 else str(paid),
        "price_for_worth": f"{paid // common}/{of_worth}" if of_worth != 1 else str(paid // common),
        "paying_price": payers, "paying_all_they_have": sum(map(voters.weights.__getitem__, price.poor)),
        "decision": "funded",
    }  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the trace says of a round of equal shares."""

from math import gcd

from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.shares.money import Price
from folkmoot_essential.counting.shares.question import Question


def step(question: Question, round_number: int, one: int, price: Price, denominator: int) -> Step:
    """The line of a winner. denominator: of the money before it was paid."""
    project, weight, worth = question.voters.projects[one], question.voters.weights.__getitem__, question.worth[one]
    common = gcd(price.numerator, price.divisor * denominator)
    paid, of = price.numerator // common, price.divisor * denominator // common
    common = gcd(paid, worth)  # of a large and a small number: found quickly
    return {
        "round": round_number, "project": project.id, "cost": str(project.cost), "votes": question.votes[one],
        "price": _quotient(paid, of), "price_for_worth": _quotient(paid // common, of * (worth // common)),
        "paying_price": sum(map(weight, price.rich)), "paying_all_they_have": sum(map(weight, price.poor)),
        "decision": "funded",
    }  # fmt: skip


def _quotient(numerator: int, denominator: int) -> str:
    return str(numerator) if denominator == 1 else f"{numerator}/{denominator}"

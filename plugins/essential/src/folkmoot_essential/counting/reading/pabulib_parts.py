# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What META says of parts of an election: envelopes of categories or districts, and rules of ballots by category.

Pabulib knows `categories` with `budget_per_category`, and `neighborhoods` with `budget_per_neighborhood` (then the
column neighborhood of projects and ballots says where they belong). `districts` with `budget_per_district` is the same
with the column district, which its files have without envelopes. min_/max_length_per_category are one number for each
category, min_/max_sum_cost_per_category a list in the order of `categories`; either way of writing is read for both,
and an empty place is no rule.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from folkmoot_essential.counting.amounts import decimal, scaled, whole
from folkmoot_essential.counting.election import Limits

Amount = tuple[int, int]
Trouble = tuple[str, str, str, str]
"""The name in META, code, message, action."""
KINDS = (
    ("category", "category", "categories", "budget_per_category"),
    ("district", "district", "districts", "budget_per_district"),
    ("district", "neighborhood", "neighborhoods", "budget_per_neighborhood"),
)
"""By what envelopes are, the column that says it, and the names in META of the envelopes and their amounts."""
LENGTHS = ("min_length", "max_length")
COSTS = ("min_sum_cost", "max_sum_cost")
ENDING = "_per_category"


@dataclass(frozen=True)
class Envelopes:
    """by: "category" or "district". column: of projects and ballots. amounts: as (digits, decimal places), by name."""

    by: str
    column: str
    amounts: Mapping[str, Amount]


def amounts(values: Mapping[str, str]) -> Iterator[Amount]:
    """All money of envelopes and of the rules by category, for its decimal places."""
    for name in (*(kind[3] for kind in KINDS), *(cost + ENDING for cost in COSTS)):
        yield from (found for one in listed(values, name) if (found := decimal(one)) is not None)


def listed(values: Mapping[str, str], name: str) -> list[str]:
    """A list of META; a name that has a comma itself stands in quotes."""
    text = values.get(name)
    if text is None:
        return []
    try:
        fields = next(csv.reader([text], skipinitialspace=True)) if '"' in text else text.split(",")
    except (csv.Error, StopIteration):
        fields = text.split(",")
    return [field.strip() for field in fields]


def envelopes(values: Mapping[str, str], troubles: list[Trouble]) -> Envelopes:
    """The envelopes of the file: the first kind that it has."""
    for by, column, names_in, amounts_in in KINDS:
        if amounts_in not in values:
            continue
        names, texts = listed(values, names_in), listed(values, amounts_in)
        found = [decimal(one) for one in texts]
        if len(set(names)) == len(names) == len(found) and all(one is not None and one[0] >= 0 for one in found):
            known = {name: one for name, one in zip(names, found, strict=True) if one is not None}
            return Envelopes(by, column, known)
        text = (
            f"{amounts_in} must have one number from 0 on for each of the {len(names)} {names_in}; it has {len(found)}."
        )
        troubles.append((amounts_in, "bad-envelopes", text[:300], "read as if it weren't there"))
    return Envelopes("category", "category", {})


def category_limits(values: Mapping[str, str], places: int, troubles: list[Trouble]) -> dict[str, Limits]:
    """The rules of ballots for each category."""
    categories = listed(values, "categories")
    found: dict[str, dict[str, int | None]] = {category: {} for category in categories}
    for name in (*LENGTHS, *COSTS):
        texts = listed(values, name + ENDING)
        texts = texts * len(categories) if len(texts) == 1 else texts
        numbers = [_number(one, name, places) for one in texts]
        if len(numbers) != len(categories) and texts:
            text = f"{name}{ENDING} must be one number, or one for each of the {len(categories)} categories."
            troubles.append((name + ENDING, "bad-number", text, "ballots aren't held against it"))
        elif any(number is None and one for number, one in zip(numbers, texts, strict=True)):
            text = f"{name}{ENDING} must be numbers from 0 on."
            troubles.append((name + ENDING, "bad-number", text, "ballots aren't held against what isn't one"))
        for category, number in zip(categories, numbers, strict=False):
            found[category][name] = number if len(numbers) == len(categories) else None
    return {category: Limits(**limits) for category, limits in found.items() if {*limits.values(), None} != {None}}


def unknown_limits(values: Mapping[str, str]) -> Iterator[str]:
    """Names of rules by category that aren't known here."""
    known = {name + ENDING for name in (*LENGTHS, *COSTS)}
    yield from (name for name in values if name.endswith(ENDING) and name[:4] in ("min_", "max_") and name not in known)


def _number(text: str, name: str, places: int) -> int | None:
    amount = decimal(text)
    number = whole(text) if name in LENGTHS else None if amount is None else scaled(amount, places)
    return None if number is None or number < 0 else number

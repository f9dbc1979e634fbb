# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the command says of each option: why it won or didn't, and how many more votes it would have needed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

import click
from rich.markup import escape

from folkmoot_essential.counting import (
    Election,
    Explanation,
    Explanations,
    Outcome,
    Rule,
    explain,
    votes_missing,
)
from folkmoot_essential.counting.amounts import exact, money
from folkmoot_essential.counting.explaining.english import sentence
from folkmoot_essential.recount import report

COUNTS = ("place", "round", "votes", "full_payers", "all_payers")
"""Numbers of voters, rounds and places: integers in JSON, where amounts and scores are text."""


@dataclass(frozen=True)
class Explained:
    """missing: votes, of the options that were asked for."""

    explanations: Explanations
    missing: dict[str, int | None]


def explained(election: Election, chosen: Rule, seed: str, outcome: Outcome, wanted: Sequence[str]) -> Explained:
    """Why, and the votes that the wanted options miss. Raises UsageError for an id that there isn't."""
    known = {project.id for project in election.projects}
    for one in wanted:
        if one not in known:
            raise click.UsageError(f"There is no option {one!r}.")
    missing = {one: votes_missing(election, chosen, seed, one) for one in wanted}
    return Explained(explain(election, chosen, seed, outcome), missing)


def as_json(why: Explained | None) -> dict[str, Any]:
    """A key `explanations` beside the others: a list in the order of the file; what isn't known has no key.

    `votes_missing`, of options asked for: null when no number that was tried makes it win.
    """
    if why is None:
        return {}
    told = why.explanations.options.values()
    asked = {one: {"votes_missing": number} for one, number in why.missing.items()}
    return {"explanations": [_told(one) | asked.get(one.option, {}) for one in told]}


def _told(told: Explanation) -> dict[str, Any]:
    values = {field.name: getattr(told, field.name) for field in fields(told)} | {"missing": told.missing}
    return {
        name: exact(value) if isinstance(value, int | Fraction) and name not in COUNTS else value
        for name, value in values.items()
        if value is not None and (name != "other" or value)
    }


def show(election: Election, why: Explained | None) -> None:
    """A table of all options, winners first."""
    if why is None:
        return
    found = report.table("Why", "", "id", "votes", "cost", "why")
    options = why.explanations.options.values()
    for one in sorted(options, key=lambda one: (not one.place, one.place, -one.votes, one.option)):
        words = sentence(one, lambda amount: money(int(amount), election.unit))
        if one.option in why.missing:
            words += " " + _missing(why.missing[one.option])
        cost = money(one.cost, election.unit)
        found.add_row(str(one.place or ""), escape(one.option), str(one.votes), cost, escape(words))
    report.console().print(found)


def _missing(number: int | None) -> str:
    if number is None:
        return "No number of more votes that was tried makes it win."
    return f"Recounted: {number} more votes for it alone make it win, one fewer doesn't." if number else ""

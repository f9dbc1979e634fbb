# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Section META of a Pabulib file that we write: what is said of the election, of its ballots and of the rule.

`rule` is Pabulib's own name where that means exactly our rule (ties apart, of which it says nothing), else
"folkmoot/" and ours. `folkmoot_rule` says name, version and every parameter, and is what `folkmoot count --rule
declared` goes by; `smallest_unit` says that money is in cents where no amount shows it.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from folkmoot_essential.counting.amounts import money, whole
from folkmoot_essential.counting.declared import EXACT_RULE, Undeclared, declared, exactly
from folkmoot_essential.counting.election import BallotKind, Election, Limits
from folkmoot_essential.counting.reading.pabulib_meta import MONEY_LIMITS, SMALLEST_UNIT
from folkmoot_essential.counting.rules import Rule

ORDER = (
    "description", "country", "unit", "district", "subunit", "instance", "num_projects", "num_votes", "budget",
    "vote_type", "rule", "date_begin", "date_end",
)  # fmt: skip
"""Pabulib wants these first, in this order."""
TYPES = {
    BallotKind.APPROVAL: "approval", BallotKind.ORDINAL: "ordinal", BallotKind.CUMULATIVE: "cumulative",
    BallotKind.SCORE: "scoring",
}  # fmt: skip
LIMITS = tuple(field.name for field in fields(Limits))
BY_CATEGORY = ("min_length", "max_length", "min_sum_cost", "max_sum_cost")
LISTS = ("categories", "districts", "neighborhoods")
ENVELOPES = ("budget_per_category", "budget_per_district", "budget_per_neighborhood")
OURS = (
    "num_projects", "num_votes", "budget", "vote_type", "currency", SMALLEST_UNIT, *LIMITS, *LISTS, *ENVELOPES,
    *(f"{name}_per_category" for name in BY_CATEGORY),
)  # fmt: skip
THRESHOLD = "min_project_score_threshold"
PABULIB_RULES = ("greedy", "greedy-no-skip", "greedy-threshold", "equalshares", "equalshares/add1", "equalshares/add1e")


def meta(election: Election, rule: Rule | None) -> dict[str, str]:
    """Every key in order: Pabulib's first ones, then the others by name."""
    found = {key: value for key, value in election.metadata.items() if key not in OURS}
    found |= _of_ballots(election) | _of_parts(election)
    if rule is not None:
        found = _with_rule(found, election, rule)
    first = [key for key in ORDER if key in found]
    return {key: found[key] for key in (*first, *sorted(found.keys() - set(first)))}


def _of_ballots(election: Election) -> dict[str, str]:
    single = election.kind is BallotKind.APPROVAL and election.limits.max_length == 1
    found = {
        "num_projects": str(len(election.projects)), "num_votes": str(election.voters),
        "budget": money(election.budget, election.unit), "vote_type": "choose-1" if single else TYPES[election.kind],
    }  # fmt: skip
    if election.currency:
        found["currency"] = election.currency
    if election.unit != 1:
        found[SMALLEST_UNIT] = "0." + str(election.unit)[-2::-1]
    return found | {name: value for name in LIMITS if (value := _limit(election, election.limits, name))}


def _of_parts(election: Election) -> dict[str, str]:
    """Envelopes by Pabulib's names, and rules of ballots by category."""
    names = list(election.envelopes)
    categories = sorted({*election.category_limits, *(names if election.envelopes_by == "category" else ())})
    if election.envelopes_by == "category" and names:
        categories = [*names, *(name for name in categories if name not in names)]
    found: dict[str, str] = {}
    if names:
        amounts = [money(amount, election.unit) for amount in election.envelopes.values()]
        by_category = election.envelopes_by == "category"
        found["budget_per_category" if by_category else "budget_per_neighborhood"] = joined(amounts)
        found |= {} if by_category else {"neighborhoods": joined(names)}
    if categories:
        found["categories"] = joined(categories)
    for limit in BY_CATEGORY:
        values = [_limit(election, election.category_limits.get(name, Limits()), limit) for name in categories]
        found |= {f"{limit}_per_category": joined(values)} if any(values) else {}
    return found


def _limit(election: Election, limits: Limits, name: str) -> str:
    value: int | None = getattr(limits, name)
    if value is None:
        return ""
    return money(value, election.unit) if name in MONEY_LIMITS else str(value)


def joined(names: Iterable[str]) -> str:
    """A list of META: commas between, quotes around a name that has one itself."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(names)
    return text.getvalue()


def _with_rule(found: Mapping[str, str], election: Election, rule: Rule) -> dict[str, str]:
    said = {key: value for key, value in found.items() if key not in (THRESHOLD, EXACT_RULE)}
    if whole(rule.parameters.get("threshold", "0")):
        said[THRESHOLD] = rule.parameters["threshold"]
    said["rule"] = _pabulib(said, election, rule)
    said[EXACT_RULE] = exactly(rule)
    return said | {"comment": _comment(said.get("comment", ""), rule)}


def _pabulib(said: Mapping[str, str], election: Election, rule: Rule) -> str:
    """The name in Pabulib by which our reader comes to the same rule."""
    for name in PABULIB_RULES:
        try:
            same = declared(replace(election, metadata={**said, "rule": name}), {"ties": rule.parameters["ties"]})
        except Undeclared:
            continue
        if same.hash == rule.hash and (name != "greedy" or THRESHOLD not in said):
            return name
    return f"folkmoot/{rule.method.name}"


def _comment(before: str, rule: Rule) -> str:
    text = f"Counted by {exactly(rule)}; the SHA-256 of this rule is {rule.hash}"
    if text in before:
        return before
    return f"{before} #{before.count('#') + 1}: {text}".strip()

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What if: the vote's own rule and others side by side, which is never the result."""

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.results import small_cells
from folkmoot_essential.voting.results.speaking import Contested, Speaker

RULES = {
    "greedy": _("Most support first"), "greedy-per-cost": _("Most support for the money first"),
    "equal-shares": _("Equal shares"), "phragmen": _("Phragmén"),
}  # fmt: skip
OWN, OTHER = _("the rule of this vote"), _("not the result")
HIDDEN = _("hidden")
FACTS = {
    "winners": _("How many options win"), "spent": _("Given out"), "left": _("Left"),
    "with_one": _("Voters of whom at least one choice wins"),
}  # fmt: skip


def shown(found: Contested, speaker: Speaker) -> dict[str, Any] | None:
    """columns: (rule, own or not, whether it is the vote's own). facts: lines of texts. options: (title, whether it
    wins by each rule, whether they differ), winners of the vote's own rule first. None where nothing can be compared.
    """
    counted = [one for one in found.further.get("what_if", ()) if not one.get("failed")]
    if len(counted) < 2:
        return None
    return {
        "columns": [(speaker.say(RULES[one["rule"]]), speaker.say(OWN if one["own"] else OTHER), one["own"])
                    for one in counted],
        "facts": _facts(counted, found, speaker), "options": _options(counted, speaker),
        "hidden": any(with_one(one) is None for one in counted),
        "undrawn": any(one["undrawn"] for one in counted if not one["own"]),
        "failed": len(counted) < len(found.further["what_if"]),
    }  # fmt: skip


def with_one(counted: Mapping[str, Any]) -> int | None:
    """Voters who support a winner; None where they or the others are a small group."""
    groups = {True: counted["with_one"], False: counted["voters"] - counted["with_one"]}
    return small_cells.shown(groups)[True]


def _facts(counted: Sequence[Mapping[str, Any]], found: Contested, speaker: Speaker) -> list[tuple[str, list[str]]]:
    told = {
        "winners": [speaker.number(len(one["winners"])) for one in counted],
        "spent": [speaker.money(one["spent"]) for one in counted],
        "left": [speaker.money(found.budget - int(one["spent"])) for one in counted],
        "with_one": [_voters(one, speaker) for one in counted],
    }
    return [(speaker.say(FACTS[name]), cells) for name, cells in told.items()]


def _voters(counted: Mapping[str, Any], speaker: Speaker) -> str:
    number = with_one(counted)
    if number is None:
        return speaker.say(HIDDEN)
    values = {"number": speaker.number(number), "voters": speaker.number(counted["voters"])}
    return speaker.say(_("%(number)s of %(voters)s"), **values)


def _options(counted: Sequence[Mapping[str, Any]], speaker: Speaker) -> list[tuple[str, list[bool], bool]]:
    order = list(dict.fromkeys(option for one in counted for option in one["winners"]))
    lines = [(speaker.title(option), [option in one["winners"] for one in counted]) for option in order]
    return [(title, wins, len(set(wins)) > 1) for title, wins in lines]

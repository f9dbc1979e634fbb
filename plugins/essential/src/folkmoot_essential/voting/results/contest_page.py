# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One contest of a certified vote as the page of results shows it. Nothing is counted here: all of it is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.models import VotingBundle, VotingDecision
from folkmoot_essential.voting.results import beside, money_rounds, option_rows, runoff_rounds, telling
from folkmoot_essential.voting.results.looking import FURTHER
from folkmoot_essential.voting.results.picturing import Rounds
from folkmoot_essential.voting.results.speaking import Contested, Speaker

Held = Mapping[str, VotingDecision]
"""By the id of an option, the official decision that holds."""
ROUNDS = {"money": money_rounds.shown, "runoff": runoff_rounds.shown}
TIES = {
    "cost": _("The one that costs less went first."), "votes": _("The one with more votes went first."),
    "lot": _("The lot decided."), "id": _("The order of the list decided."),
}  # fmt: skip


def contests(bundle: VotingBundle, vote: Vote, rule: Rule) -> list[Contested]:
    """All contests with what is kept of them, in the order of the vote."""
    known = {one.id: one for one in vote.contests}
    further = bundle.result.get(FURTHER, {}).get("contests", {})
    return [
        Contested(
            known[one["id"]], vote, rule, one,
            telling.reasons(vote, rule, bundle.level, one["totals"]["ballots"]), further.get(one["id"], {}),
        )
        for one in bundle.result["contests"]
    ]  # fmt: skip


def shown(found: Contested, speaker: Speaker, held: Held, waits: bool) -> dict[str, Any]:
    """waits: whether some of what is counted after certification isn't there yet."""
    rows = option_rows.rows(found, speaker)
    for row in rows:
        row["decision"] = held.get(row["option"])
    spent = int(found.kept["spent"])
    return {
        "id": found.contest.id, "title": found.contest.title, "rows": rows, "points": found.pointed,
        "spends": found.spends, "budget": found.budget, "spent": spent, "left": found.budget - spent,
        "winners": len(found.kept["winners"]), "costs": any(row["cost"] for row in rows), "told": found.told,
        "bars": [(row["title"], row["score"], speaker.number(row["score"])) for row in rows],
        "rounds": _rounds(found, speaker), "ties": _ties(found, speaker), "beside": beside.shown(found, speaker),
        "ranked": found.vote.kind == "ordinal", "waits": waits and found.told,
        "asked": bool(found.further.get("missing")),
        "not_tried": [speaker.title(one) for one in found.further.get("not_tried", ())],
        "carried_out": _carried_out(rows), "decisions": sum(1 for row in rows if row["decision"]),
    }  # fmt: skip


def _rounds(found: Contested, speaker: Speaker) -> Rounds | None:
    kept = found.kept.get("rounds", {})
    if not found.told or not kept.get("steps"):
        return None
    return ROUNDS[kept["kind"]](kept, found, speaker)


def _ties(found: Contested, speaker: Speaker) -> list[tuple[Sequence[str], str]]:
    """The options that were level, and what decided."""
    return [
        ([speaker.title(one) for one in tie["candidates"]], speaker.say(TIES[tie["by"]])) for tie in found.kept["ties"]
    ]


def _carried_out(rows: Sequence[Mapping[str, Any]]) -> int:
    """What all options cost that are carried out, official decisions included."""
    return sum(row["cost"] for row in rows if (row["decision"].details["funded"] if row["decision"] else row["place"]))

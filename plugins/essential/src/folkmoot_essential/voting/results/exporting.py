# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of a certified result: what was counted, what was decided beside it, who took part without small groups."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo, Table
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.models import VotingBundle, VotingDecision, VotingOption
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.results import deviating
from folkmoot_essential.voting.results.taking_part import turnout

RESULTS = (
    "option", "number", "title", "contest", "cost", "votes", "points", "place", "decided", "reason", "decided_at",
)  # fmt: skip
Row = tuple[object, ...]


def tables(db: Session, phase: PhaseInfo) -> list[Table]:
    """results and turnout of a certified vote; nothing before.

    cost: in the smallest unit. place: among the computed winners of its contest, empty for others. decided: "funded" or
    "not-funded" where the town decided otherwise. voters: empty where the group is small or would give one away.
    """
    election = election_of(db, phase.id)
    if election is None or election.state != "certified":
        return []
    bundle = db.scalars(select(VotingBundle).where(VotingBundle.election_id == election.id)).one()
    held = deviating.decided(db, election)
    results = [
        (one.key, one.number, _title(one), *_counted(bundle, one), *_decided(held.get(one.number)))
        for one in options_of(db, phase)
    ]
    return [
        Table("results", RESULTS, results), Table("turnout", ("table", "group", "voters"), list(_turnout(bundle))),
    ]  # fmt: skip


def _title(option: VotingOption) -> str:
    return next(iter(option.title.values()), option.key)


def _counted(bundle: VotingBundle, option: VotingOption) -> Row:
    known = (option.contest, option.cost)
    found = next((one for one in bundle.result["contests"] if one["id"] == option.contest), None)
    if found is None:
        return *known, "", "", ""
    winners, points = found["winners"], found["totals"].get("points") or {}
    place = winners.index(option.key) + 1 if option.key in winners else ""
    return *known, found["totals"]["votes"].get(option.key, ""), points.get(option.key, ""), place


def _decided(decision: VotingDecision | None) -> Row:
    if decision is None or decision.decided_at is None:
        return "", "", ""
    said = "funded" if decision.details["funded"] else "not-funded"
    return said, decision.reason, decision.decided_at.isoformat()


def _turnout(bundle: VotingBundle) -> Iterator[Row]:
    found = turnout(bundle.turnout)
    yield "all", "voters", found["voters"]
    if found["eligible"] is not None:
        yield "all", "eligible", found["eligible"]
    for name in ("channels", "districts"):
        for group, voters in found[name].items():
            yield name, group, "" if voters is None else voters

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The job that counts further after certification, in turns, until nothing waits. It reads ballots and keeps none."""

import time
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_essential.counting import Reason, rule
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.composing import as_published
from folkmoot_essential.voting.envelopes.envelopes import funded
from folkmoot_essential.voting.models import VotingBox, VotingBundle, VotingElection, VotingOption
from folkmoot_essential.voting.results import further, telling
from folkmoot_essential.voting.results.further import Bounds, Clock

BOUNDS = Bounds()
FURTHER = "further"
"""The key of VotingBundle.result under which it is kept."""


def look(
    db: Session, bundle: VotingBundle, bounds: Bounds = BOUNDS, clock: Clock = time.thread_time
) -> Mapping[str, Any]:  # fmt: skip
    """One turn for a certified vote; gives what is kept now. Nothing of it says what any ballot holds."""
    known = bundle.result.get(FURTHER)
    if known is not None and not known["waiting"]:
        return dict(known)
    found = given(db, bundle)
    if found is None:
        known = {"waiting": [], "seconds": 0, "contests": {}, "no_ballots": True}
    else:
        known = further.begin(found, bounds) if known is None else further.go_on(known, found, bounds, clock)
    bundle.result = bundle.result | {FURTHER: known}
    db.flush()
    return known


def given(db: Session, bundle: VotingBundle) -> further.Given | None:
    """The vote with its box; None where the box isn't whole, as its ballots were given to the auditor and removed."""
    vote_of = db.get_one(VotingElection, (bundle.election_id, bundle.tenant_id))
    vote = funded(Vote.of_json(vote_of.vote), bundle.result)
    chosen = rule(vote_of.rule["name"], vote_of.rule["parameters"])
    rows = db.scalars(select(VotingBox.ballot).where(VotingBox.election_id == vote_of.id)).all()
    if len(rows) != bundle.result.get("ballots", bundle.turnout["voters"]):
        return None
    options = select(VotingOption).where(VotingOption.phase_id == vote_of.phase_id).order_by(VotingOption.number)
    contests = {one["id"]: one for one in bundle.result["contests"]}
    ballots = {key: one["totals"]["ballots"] for key, one in contests.items()}
    budgets = {one.id: int(contests[one.id].get("budget", one.budget)) for one in vote.contests}
    return further.Given(
        vote, as_published(db.scalars(options)), [(Ballot.of_json(one), 1) for one in rows], chosen, vote_of.seed,
        {key: one["winners"] for key, one in contests.items()}, budgets,
        {key: guesses(one) for key, one in contests.items()},
        {key: telling.reasons(vote, chosen, bundle.level, number) for key, number in ballots.items()},
        {key: telling.comparisons(bundle.level, number) for key, number in ballots.items()},
    )  # fmt: skip


def guesses(contest: Mapping[str, Any]) -> dict[str, int]:
    """Of options whose supporters lacked money: how many more with a whole share each would have brought it."""
    share = Fraction(contest.get("rounds", {}).get("share", 0))
    lacking = [one for one in contest["why"] if one["reason"] == Reason.SUPPORTERS_LACK_MONEY] if share else []
    return {one["option"]: int((one["cost"] - Fraction(one["left"])) / share) + 1 for one in lacking}


def run(context: TaskContext) -> None:
    """Every minute: one turn for one certified vote of the town that waits for it, if no other worker has it.

    Any of those that wait, so that one that can't be counted doesn't keep the others waiting.
    """
    waits = func.coalesce(func.jsonb_array_length(VotingBundle.result[FURTHER]["waiting"]), 1) > 0
    statement = select(VotingBundle).where(waits).order_by(func.random()).limit(1)
    bundle = context.db.scalar(statement.with_for_update(skip_locked=True))
    if bundle is not None:
        look(context.db, bundle)


TASK = Task("voting.look_further", run, every_minutes=1)

__all__ = ["BOUNDS", "FURTHER", "TASK", "given", "look", "run"]

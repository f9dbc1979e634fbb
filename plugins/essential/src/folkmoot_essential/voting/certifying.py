# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Certification: the box is counted, the bundle made and verified, and what joined voters and ballots goes.

All in one transaction under the exclusive lock. Ballots and those who took part are written anew, each in random order,
so that neither keys nor places nor xmin join them; the key goes in a later transaction (closing.forget_key), so that a
failure here loses nothing.
"""

import hashlib
import io
import json
import random
import uuid
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IProjects
from folkmoot_essential.counting import CannotCount, Rule, explain, rule
from folkmoot_essential.counting.amounts import exact
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.ballots import Ballot, tracker
from folkmoot_essential.ledger.bundle import verifying, writing
from folkmoot_essential.ledger.bundle.content import About, Content
from folkmoot_essential.ledger.bundle.files import Seed
from folkmoot_essential.ledger.contests import Result, count_contests, recountable, totals_of
from folkmoot_essential.ledger.heads import SignedHead
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.levels import Level, published_level
from folkmoot_essential.ledger.log import Entry, read
from folkmoot_essential.ledger.vote import Option, Vote
from folkmoot_essential.recount.page import page
from folkmoot_essential.voting import sealing
from folkmoot_essential.voting.casting import unsealed
from folkmoot_essential.voting.composing import as_published, options_of
from folkmoot_essential.voting.models import (
    VotingAuditorCopy,
    VotingBallot,
    VotingBox,
    VotingBundle,
    VotingDraft,
    VotingElection,
    VotingHead,
    VotingLog,
    VotingPaperEntry,
    VotingTookPart,
    VotingVoter,
)
from folkmoot_essential.voting.opening import LOCK, keep_head, keys_of, now, stamp
from folkmoot_essential.voting.paper.paper_numbers import spoilt, unreconciled, write_anew
from folkmoot_essential.voting.results import taking_part
from folkmoot_essential.voting.results.rounds import rounds


class CannotCertify(Exception):
    """Why not: a code (not-closed, papers-open, seed-missing, cannot-count, bundle-refused)."""


@dataclass(frozen=True)
class Counted:
    """A box with its results."""

    vote: Vote
    options: list[Option]
    rule: Rule
    box: list[tuple[Ballot, str]]
    results: list[Result]


def certify(db: Session, election: VotingElection, town: str, phase: Any) -> VotingBundle:
    """Certify a closed vote. town: its name on the bundle. Raises CannotCertify; then nothing has changed."""
    db.execute(LOCK, {"id": str(election.phase_id)})
    db.refresh(election)
    if election.state != "closed":
        raise CannotCertify("not-closed")
    if unreconciled(db, election):
        raise CannotCertify("papers-open")
    keys = keys_of(db, election)
    sealing.seal(db, election)
    counted = _counted(db, election, keys, phase)
    level = published_level(Level(election.level), _electorates(counted))
    at = now(db)
    content = _content(db, election, counted, About(
        str(election.id), town, dict(phase.title), stamp(election.opened_at), stamp(election.closed_at or at),
        stamp(at), level.value, election.auditor,
    ))  # fmt: skip
    turnout = _turnout(db, election, counted)
    data = writing.write(replace(content, channels=taking_part.public_channels(turnout)), keys, page())
    _must_agree(data, keys)
    election.state, election.certified_at = "certified", at
    made = VotingBundle(
        election_id=election.id, bundle=data, sha256=hashlib.sha256(data).hexdigest(), level=level.value,
        result=_result(counted, election), turnout=turnout,
    )  # fmt: skip
    db.add(made)
    _keep_for_auditor(db, election, replace(content, channels=taking_part.channels(turnout)), keys)
    keep_head(db, election, _certified_head(data))
    _part(db, election, counted.box)
    db.flush()
    return made


def _keep_for_auditor(db: Session, election: VotingElection, content: Content, keys: ElectionKeys) -> None:
    """Where nobody can recount what is published: a bundle with the ballots, for the auditor alone, signed as well."""
    if content.about.level != Level.TOTALS.value or recountable(content.vote, content.rule):
        return
    whole = replace(content, about=replace(content.about, level=Level.TRACKED.value))
    data = writing.write(whole, keys, page())
    db.add(VotingAuditorCopy(election_id=election.id, bundle=data, sha256=hashlib.sha256(data).hexdigest()))


def _electorates(counted: Counted) -> list[int]:
    """Ballots of all, and of each district that has any: where one is small, a ballot in it could become a name."""
    districts = Counter(ballot.district for ballot, _ in counted.box if ballot.district)
    return [len(counted.box), *districts.values()]


def _certified_head(data: bytes) -> SignedHead:
    """The last head, which the writer of the bundle has signed."""
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        lines = bundle.read("heads.jsonl").splitlines()
    return SignedHead.of_json(canonical.read(lines[-1]))


def _counted(db: Session, election: VotingElection, keys: ElectionKeys, phase: Any) -> Counted:
    options = as_published(options_of(db, phase))
    vote = Vote.of_json(election.vote)
    chosen = rule(election.rule["name"], election.rule["parameters"])
    rows = db.scalars(select(VotingBallot).where(VotingBallot.election_id == election.id)).all()
    box = [(unsealed(keys, row), tracker(keys.secret_of(row.nonce))) for row in rows]
    try:
        results = count_contests(vote, options, [(ballot, 1) for ballot, _ in box], chosen, election.seed)
    except CannotCount as error:
        raise CannotCertify("cannot-count") from error
    if not election.seed and any(one.lots for one in results):
        raise CannotCertify("seed-missing")
    return Counted(vote, options, chosen, box, results)


def _content(db: Session, election: VotingElection, counted: Counted, about: About) -> Content:
    rows = select(VotingLog.entry).where(VotingLog.election_id == election.id).order_by(VotingLog.place)
    heads = select(VotingHead).where(VotingHead.election_id == election.id).order_by(VotingHead.number)
    signed = [SignedHead.of_json({"head": one.head, "signature": one.signature}) for one in db.scalars(heads)]
    seed = Seed(
        source=election.seed_source or "-", seed=election.seed or None,
        drawn=stamp(election.drawn_at) if election.drawn_at else None,
    )  # fmt: skip
    return Content(
        about, counted.rule, counted.vote, counted.options, _entries(db.scalars(rows).all()), signed, counted.box,
        seed, election.eligible,
    )  # fmt: skip


def _entries(rows: Sequence[dict[str, Any]]) -> list[Entry]:
    return list(read(canonical.write_lines(rows)))


def _must_agree(data: bytes, keys: ElectionKeys) -> None:
    """Nothing is published that its own verifier refuses; totals that can't be recounted are the auditor's."""
    verdict = verifying.verify(data, expect_key=keys.public)
    if verdict.exit != 0 and not verdict.unable:
        codes = {finding.code for finding in verdict.findings}
        raise CannotCertify(f"bundle-refused: {', '.join(sorted(codes))}")


def _result(counted: Counted, election: VotingElection) -> dict[str, Any]:
    """What the page of results shows, so that it counts nothing itself."""
    totals = totals_of(counted.vote, counted.options, [(ballot, 1) for ballot, _ in counted.box])
    return {
        "contests": [
            {
                "id": one.contest.id, "winners": list(one.outcome.winners), "spent": str(one.outcome.spent),
                "budget": str(one.election.budget), "ties": [tie.as_json() for tie in one.outcome.ties],
                "totals": totals[one.contest.id].as_json(), "why": _why(one, counted.rule, election.seed),
                "rounds": rounds(one.outcome.trace),
            }
            for one in counted.results
        ],
        "ballots": len(counted.box),
    }  # fmt: skip


def _why(result: Result, chosen: Rule, seed: str) -> list[dict[str, Any]]:
    """Of each option why it won or didn't: the explanation's fields that say something; fractions as text."""
    found = explain(result.election, chosen, seed, result.outcome)
    return [
        {name: _plain(value) for name, value in vars(told).items() if value not in (None, "", ())}
        for told in found.options.values()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int):
        return value
    return exact(value) if not isinstance(value, str | list | tuple | dict) else json.loads(json.dumps(value))


def _turnout(db: Session, election: VotingElection, counted: Counted) -> dict[str, Any]:
    """How many took part, by channel, and by the district of their ballots where the vote has any; 0 among them."""
    rows = db.scalars(select(VotingVoter.channel).where(VotingVoter.election_id == election.id)).all()
    districts = Counter(dict.fromkeys(counted.vote.districts, 0))
    districts.update(ballot.district for ballot, _ in counted.box if counted.vote.districts)
    by = {"channels": dict(Counter(rows)), **({"districts": dict(districts)} if districts else {})}
    left_out = {"spoilt": papers} if (papers := spoilt(db, election)) else {}
    known = {"eligible": election.eligible} if election.eligible else {}
    return {**by, "voters": len(rows), **known, **left_out}


def _part(db: Session, election: VotingElection, box: Sequence[tuple[Ballot, str]]) -> None:
    """Write ballots and voters anew, in random order, and remove all that joined them."""
    chance = random.SystemRandom()
    ballots = [
        {"id": uuid.uuid4(), "election_id": election.id, "ballot": ballot.as_json(), "tracker": track}
        for ballot, track in box
    ]
    voters = [
        {
            "id": uuid.uuid4(), "election_id": election.id, "account_id": row.account_id, "channel": row.channel,
            "district": row.district,
        }
        for row in db.scalars(select(VotingVoter).where(VotingVoter.election_id == election.id))
    ]  # fmt: skip
    chance.shuffle(ballots)
    chance.shuffle(voters)
    write_anew(db, election)
    if ballots:
        db.execute(insert(VotingBox), ballots)
    if voters:
        db.execute(insert(VotingTookPart), voters)
    for table in (VotingBallot, VotingVoter, VotingDraft, VotingPaperEntry):
        db.execute(delete(table).where(table.election_id == election.id))


def run(context: TaskContext) -> None:
    """The job: certify the vote that two people have agreed to certify."""
    election = context.db.get(VotingElection, (uuid.UUID(context.arguments["election"]), context.site.id))
    if election is None or election.state != "closed":
        return
    phase = context.service(IProjects).phase(context.db, election.phase_id, now(context.db))
    certify(context.db, election, context.site.text(context.site.name, context.site.default_locale), phase)


TASK = Task("voting.certify", run)

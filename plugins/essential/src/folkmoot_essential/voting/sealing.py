# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Giving entries their place in the log. Casting leaves them in a row of their own, so that nobody waits for a place.

Entries of one turn are put in random order, each after what it replaces: a place says no more than the hour.
"""

import datetime
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from folkmoot_essential.ledger import canonical, heads
from folkmoot_essential.ledger.heads import Head, SignedHead, State
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.voting.models import VotingElection, VotingHead, VotingLog, VotingPending
from folkmoot_essential.voting.opening import keep_head, now, stamp

HOUR = datetime.timedelta(hours=1)
Entry = Mapping[str, Any]


def seal(db: Session, election: VotingElection) -> int:
    """Move what waits into the log; how many. One session at a time: the election's row is locked."""
    db.execute(select(VotingElection.id).where(VotingElection.id == election.id).with_for_update())
    db.refresh(election, ["frontier"])
    waiting = db.execute(
        delete(VotingPending)
        .where(VotingPending.election_id == election.id)
        .returning(VotingPending.entry)
    ).scalars().all()  # fmt: skip
    if not waiting:
        return 0
    frontier = Frontier.of_json(election.frontier)
    rows = []
    for entry in in_order(waiting):
        rows.append({"election_id": election.id, "place": frontier.size, "entry": entry})
        frontier.append(canonical.write(entry))
    db.execute(insert(VotingLog), rows)
    election.frontier = frontier.as_json()
    db.flush()
    return len(rows)


def in_order(waiting: Sequence[Entry]) -> list[Entry]:
    """Random, but each entry after the one of this turn that it replaces or takes out."""
    mixed = list(waiting)
    random.SystemRandom().shuffle(mixed)
    made = {entry["commitment"]: entry for entry in mixed if entry["kind"] in ("cast", "paper", "change")}
    done: set[int] = set()
    ordered: list[Entry] = []
    for entry in mixed:
        for one in reversed(list(_before(entry, made))):
            if id(one) not in done:
                done.add(id(one))
                ordered.append(one)
    return ordered


def _before(entry: Entry, made: Mapping[str, Entry]) -> Iterable[Entry]:
    """The entry, what it replaces, what that replaces, and so on, as far as they are of this turn."""
    found: Entry | None = entry
    while found is not None:
        yield found
        earlier = found.get("replaces") or (found["commitment"] if found["kind"] == "revoke" else "")
        found = made.get(earlier)


def last_head(db: Session, election: VotingElection) -> SignedHead:
    """The newest head."""
    statement = select(VotingHead).where(VotingHead.election_id == election.id).order_by(VotingHead.number.desc())
    row = db.scalars(statement.limit(1)).one()
    return SignedHead.of_json({"head": row.head, "signature": row.signature})


def sign_head(db: Session, election: VotingElection, keys: ElectionKeys, state: State = "open") -> SignedHead:
    """A head of the log as it is now."""
    before, frontier = last_head(db, election).head, Frontier.of_json(election.frontier)
    signed = heads.following(keys, before, frontier.size, frontier.root().hex(), stamp(now(db)), state)
    keep_head(db, election, signed)
    return signed


def head_is_due(head: Head, moment: datetime.datetime) -> bool:
    """Whether an hour has passed. Every hour has its head, whether somebody cast or not: a missing one would tell."""
    return moment - datetime.datetime.fromisoformat(head.at) >= HOUR

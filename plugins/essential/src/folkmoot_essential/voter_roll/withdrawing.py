# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Taking many people off a roll by a list: checked first, confirmed with a reason, one act of the audit log."""

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IAudit
from folkmoot_essential.voter_roll.checking import Findings, problem_of
from folkmoot_essential.voter_roll.hashes import Hashes
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry, VoterRollUpload
from folkmoot_essential.voter_roll.rolls import ROLL
from folkmoot_essential.voter_roll.sheet import SheetRow

WITHDRAW = "withdraw"
AT_ONCE = 5_000
"""References in one statement."""


def check(db: Session, phase_id: uuid.UUID, rows: Sequence[SheetRow]) -> Findings:
    """Whom a list would take off, by references alone; districts and names in it don't matter."""
    hashes, there = Hashes(db, phase_id), _there(db, phase_id)
    findings, seen = Findings(len(rows), change=WITHDRAW), dict[bytes, int]()
    for row in rows:
        problem = problem_of(row)
        reference = b"" if problem else hashes.reference(row.reference)
        if problem:
            findings.refuse(row, problem)
        elif reference in seen:
            findings.refuse(row, "duplicate", other=str(seen[reference]))
        elif reference not in there:
            findings.refuse(row, "not-on-the-roll")
        elif there[reference]:
            findings.withdrawn += 1
        else:
            findings.listed.append((reference, ""))
        seen.setdefault(reference, row.number)
    return findings


def _there(db: Session, phase_id: uuid.UUID) -> dict[bytes, bool]:
    """Whether each reference on the roll was taken off it."""
    query = (
        select(VoterRollEntry.reference_hash, VoterRollEntry.withdrawn_at.is_not(None))
        .join(VoterRoll, VoterRoll.id == VoterRollEntry.roll_id)
        .where(VoterRoll.phase_id == phase_id)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def confirm(
    db: Session, audit: IAudit, phase: PhaseInfo, upload: VoterRollUpload, reason: str, actor_id: uuid.UUID,
    now: datetime.datetime,
) -> int:  # fmt: skip
    """Take the people of a checked list off the roll; how many. Who was put there or taken off since isn't counted."""
    roll_id = db.scalar(select(VoterRoll.id).where(VoterRoll.phase_id == phase.id))
    references = [bytes.fromhex(text) for text, _district in upload.listed]
    gone = 0
    for start in range(0, len(references), AT_ONCE):
        statement = update(VoterRollEntry).where(
            VoterRollEntry.roll_id == roll_id, VoterRollEntry.withdrawn_at.is_(None),
            VoterRollEntry.reference_hash.in_(references[start : start + AT_ONCE]),
        )  # fmt: skip
        gone += len(db.scalars(statement.values(withdrawn_at=now).returning(VoterRollEntry.id)).all())
    db.delete(upload)
    details = {"people": gone, "phase": str(phase.id)}
    audit.record(db, actor_id, "voter_roll.list_withdrawn", ROLL, roll_id, details, {"reason": reason})
    return gone

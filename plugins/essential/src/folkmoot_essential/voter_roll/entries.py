# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One person on a roll: found by code, reference or number; claimed by an account; released, withdrawn, put back."""

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from folkmoot.interfaces import IAudit
from folkmoot_essential.voter_roll.codes import is_well_formed, normalised
from folkmoot_essential.voter_roll.hashes import Hashes, normalised_reference
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry

ENTRY = "voter-roll-entry"
"""The kind of subject in the audit log."""
LARGEST_NUMBER = 2**31 - 1


class Answer(StrEnum):
    """What became of a code that somebody entered; all but CLAIMED are reasons to refuse."""

    CLAIMED = "claimed"
    MISTYPED = "code-mistyped"
    UNKNOWN = "code-unknown"
    TAKEN = "code-claimed"
    OTHER = "already-verified"
    WITHDRAWN = "entry-withdrawn"


@dataclass(frozen=True)
class Claim:
    """An account's place on a roll."""

    number: int
    district: str


def in_phase(phase_id: uuid.UUID) -> Any:
    """Entries of a phase's roll."""
    return (
        select(VoterRollEntry)
        .join(VoterRoll, VoterRoll.id == VoterRollEntry.roll_id)
        .where(VoterRoll.phase_id == phase_id)
    )


def by_code(db: Session, phase_id: uuid.UUID, typed: str) -> VoterRollEntry | None:
    """Whose code this is, in any spelling; withdrawn ones too."""
    if not is_well_formed(normalised(typed)):
        return None
    return _one(db, phase_id, VoterRollEntry.code_hash == Hashes(db, phase_id).code(typed))


def by_reference(db: Session, phase_id: uuid.UUID, typed: str) -> VoterRollEntry | None:
    """Whose reference this is, in any spelling; withdrawn ones too."""
    if not normalised_reference(typed):
        return None
    return _one(db, phase_id, VoterRollEntry.reference_hash == Hashes(db, phase_id).reference(typed))


def by_number(db: Session, phase_id: uuid.UUID, number: int) -> VoterRollEntry | None:
    """The entry with a number."""
    return _one(db, phase_id, VoterRollEntry.number == number) if 0 < number <= LARGEST_NUMBER else None


def by_account(db: Session, phase_id: uuid.UUID, account_id: uuid.UUID) -> VoterRollEntry | None:
    """The entry that an account claimed and that still stands."""
    return _one(db, phase_id, (VoterRollEntry.account_id == account_id) & VoterRollEntry.withdrawn_at.is_(None))


def _one(db: Session, phase_id: uuid.UUID, condition: ColumnElement[bool]) -> VoterRollEntry | None:
    found: VoterRollEntry | None = db.scalar(in_phase(phase_id).where(condition))
    return found


def claim(db: Session, phase_id: uuid.UUID, account_id: uuid.UUID, typed: str, now: datetime.datetime) -> Answer:
    """Let an account be the person whose code this is. Of many at once, one has it; its row decides, locked."""
    if not is_well_formed(normalised(typed)):
        return Answer.MISTYPED
    entry = by_code(db, phase_id, typed)
    if entry is None:
        return Answer.UNKNOWN
    locked = select(VoterRollEntry).where(VoterRollEntry.id == entry.id).with_for_update(of=VoterRollEntry)
    entry = db.scalar(locked.execution_options(populate_existing=True))
    if entry is None or entry.code_hash != Hashes(db, phase_id).code(typed):
        return Answer.UNKNOWN  # a new letter was made a moment ago
    return _claim(db, entry, account_id, phase_id, now)


def _claim(
    db: Session, entry: VoterRollEntry, account_id: uuid.UUID, phase_id: uuid.UUID, now: datetime.datetime
) -> Answer:
    if entry.withdrawn_at is not None:
        return Answer.WITHDRAWN
    if entry.account_id == account_id:
        return Answer.CLAIMED
    if entry.account_id is not None:
        return Answer.TAKEN
    if db.scalar(in_phase(phase_id).where(VoterRollEntry.account_id == account_id)) is not None:
        return Answer.OTHER
    entry.account_id, entry.claimed_at = account_id, now
    db.flush()
    return Answer.CLAIMED


def release(db: Session, audit: IAudit, entry: VoterRollEntry, reason: str, actor_id: uuid.UUID) -> None:
    """Part an entry from its account, so that the person can claim it with another; they stay the same person."""
    _set(db, entry, account_id=None, claimed_at=None)
    _record(db, audit, "released", entry, reason, actor_id)


def withdraw(
    db: Session, audit: IAudit, entry: VoterRollEntry, reason: str, actor_id: uuid.UUID, now: datetime.datetime
) -> None:
    """Take somebody off the roll: from now on they aren't verified in this phase."""
    _set(db, entry, withdrawn_at=now)
    _record(db, audit, "withdrawn", entry, reason, actor_id)


def put_back(db: Session, audit: IAudit, entry: VoterRollEntry, reason: str, actor_id: uuid.UUID) -> None:
    """Undo a withdrawal; the person is the one they were."""
    _set(db, entry, withdrawn_at=None)
    _record(db, audit, "put_back", entry, reason, actor_id)


def _set(db: Session, entry: VoterRollEntry, **values: Any) -> None:
    db.execute(update(VoterRollEntry).where(VoterRollEntry.id == entry.id).values(**values))
    db.refresh(entry)


def _record(db: Session, audit: IAudit, what: str, entry: VoterRollEntry, reason: str, actor_id: uuid.UUID) -> None:
    """The number says who it was to whoever holds the roll; the reason may name somebody, so it can be erased."""
    details = {"number": entry.number, "roll": str(entry.roll_id)}
    audit.record(db, actor_id, f"voter_roll.{what}", ENTRY, entry.id, details, {"reason": reason})

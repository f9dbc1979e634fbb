# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rolls: an uploaded list kept until it is confirmed, people added, counted and found."""

import datetime
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IAudit, ProjectPhase
from folkmoot_essential.voter_roll.checking import Findings
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry, VoterRollUpload

ROLL = "voter-roll"
"""The kind of subject in the audit log."""


def of_phase(db: Session, phase_id: uuid.UUID) -> VoterRoll | None:
    """The roll of a phase, or None."""
    return db.scalar(select(VoterRoll).where(VoterRoll.phase_id == phase_id))


def keep_upload(db: Session, phase: PhaseInfo, findings: Findings, actor_id: uuid.UUID) -> VoterRollUpload:
    """Keep what a list would change; an earlier one of the phase that nobody confirmed goes."""
    db.execute(delete(VoterRollUpload).where(VoterRollUpload.phase_id == phase.id))
    listed = [[reference.hex(), district] for reference, district in findings.listed]
    upload = VoterRollUpload(
        phase_id=phase.id, account_id=actor_id, listed=listed, findings=findings.summary()
    )  # fmt: skip
    db.add(upload)
    db.flush()
    return upload


def confirm(db: Session, audit: IAudit, phase: PhaseInfo, upload: VoterRollUpload, actor_id: uuid.UUID) -> int:
    """Put the people of a checked list on the roll; returns how many. Nobody is added twice, whatever came between."""
    roll_id = _locked_roll(db, phase)
    last = db.scalar(select(func.max(VoterRollEntry.number)).where(VoterRollEntry.roll_id == roll_id)) or 0
    there = set(db.scalars(select(VoterRollEntry.reference_hash).where(VoterRollEntry.roll_id == roll_id)))
    new = [(bytes.fromhex(text), district) for text, district in upload.listed]
    rows = [
        {
            "id": uuid7(), "roll_id": roll_id, "number": number, "identity": secrets.token_bytes(32),
            "reference_hash": reference, "district": district,
        }
        for number, (reference, district) in enumerate((one for one in new if one[0] not in there), last + 1)
    ]  # fmt: skip
    if rows:
        db.execute(insert(VoterRollEntry), rows)
    db.delete(upload)
    audit.record(db, actor_id, "voter_roll.added", ROLL, roll_id, {"people": len(rows), "phase": str(phase.id)})
    return len(rows)


def _locked_roll(db: Session, phase: PhaseInfo) -> uuid.UUID:
    """The id of the phase's roll, made if need be; locked, so that numbers are given to one list at a time."""
    made = insert_or(VoterRoll).values(id=uuid7(), phase_id=phase.id, ends_at=end_of(phase))
    db.execute(made.on_conflict_do_nothing(index_elements=["tenant_id", "phase_id"]))
    found = db.execute(select(VoterRoll.id).where(VoterRoll.phase_id == phase.id).with_for_update())
    return uuid.UUID(str(found.scalar_one()))


def end_of(phase: PhaseInfo) -> datetime.datetime | None:
    """When the phase ends as organisers set it; from then on the roll's time counts."""
    return phase.planned_end if isinstance(phase, ProjectPhase) else phase.closes_at


def discard(db: Session, upload: VoterRollUpload) -> None:
    """Forget a checked list."""
    db.delete(upload)


def upload_of(db: Session, phase_id: uuid.UUID, upload_id: uuid.UUID) -> VoterRollUpload | None:
    """A checked list of a phase that waits for a yes."""
    query = select(VoterRollUpload).where(VoterRollUpload.id == upload_id, VoterRollUpload.phase_id == phase_id)
    return db.scalar(query)


@dataclass(frozen=True)
class Overview:
    """A roll in numbers: people by district, how many of them no letter was made for, and how many were withdrawn."""

    districts: dict[str, int]
    without_code: int
    withdrawn: int

    @property
    def people(self) -> int:
        """All who may take part."""
        return sum(self.districts.values())


def overview(db: Session, phase_id: uuid.UUID) -> Overview:
    """A roll in numbers, in one statement. How many have claimed theirs isn't among them: that is nearly a turnout."""
    stands = VoterRollEntry.withdrawn_at.is_(None)
    query = (
        select(
            VoterRollEntry.district, func.count().filter(stands),
            func.count().filter(stands, VoterRollEntry.code_hash.is_(None)), func.count().filter(~stands),
        )
        .join(VoterRoll, VoterRoll.id == VoterRollEntry.roll_id)
        .where(VoterRoll.phase_id == phase_id)
        .group_by(VoterRollEntry.district)
        .order_by(VoterRollEntry.district)
    )  # fmt: skip
    rows = db.execute(query).all()
    return Overview(
        {row[0]: row[1] for row in rows if row[1]}, sum(row[2] for row in rows), sum(row[3] for row in rows)
    )


def eligible(db: Session, phase_id: uuid.UUID) -> Mapping[str, int] | None:
    """How many people may take part, by district; None when the phase has no roll."""
    query = (
        select(VoterRollEntry.district, func.count(VoterRollEntry.id))
        .select_from(VoterRoll)
        .outerjoin(
            VoterRollEntry, (VoterRollEntry.roll_id == VoterRoll.id) & VoterRollEntry.withdrawn_at.is_(None)
        )
        .where(VoterRoll.phase_id == phase_id)
        .group_by(VoterRollEntry.district)
    )  # fmt: skip
    rows = db.execute(query).all()
    return {district: count for district, count in rows if count} if rows else None


def sizes(db: Session) -> dict[uuid.UUID, int]:
    """People on the roll of each phase that has one, in one statement."""
    query = (
        select(VoterRoll.phase_id, func.count(VoterRollEntry.id))
        .outerjoin(
            VoterRollEntry, (VoterRollEntry.roll_id == VoterRoll.id) & VoterRollEntry.withdrawn_at.is_(None)
        )
        .group_by(VoterRoll.phase_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in db.execute(query)}

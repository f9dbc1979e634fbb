# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The audit log: written in the transaction of the act, sealed afterwards so that writers don't queue on one row."""

import datetime
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.audit.interfaces import IAudit
from folkmoot.audit.models import AuditEntry, AuditSeal, AuditValue

GENESIS = hashlib.sha256(b"folkmoot audit chain 1").digest()
SEALING_LOCK = 0x5EA1


@dataclass(frozen=True)
class LoggedAct:
    """An entry as staff read it; values are empty once their person was erased."""

    serial: int
    at: datetime.datetime
    actor: uuid.UUID | None
    verb: str
    subject_kind: str
    subject_id: uuid.UUID | None
    details: Mapping[str, Any]
    values: Mapping[str, Any] = field(default_factory=dict)
    sequence: int | None = None
    hash: str = ""


@implementer(IAudit)
class Audit:
    """The log in the tenant's own tables."""

    def record(  # noqa: PLR0913, PLR0917 - what the log keeps of an act
        self,
        db: Session,
        actor_id: uuid.UUID | None,
        verb: str,
        subject_kind: str,
        subject_id: uuid.UUID | None,
        details: Mapping[str, Any] | None = None,
        personal: Mapping[str, Any] | None = None,
        person_id: uuid.UUID | None = None,
    ) -> None:
        """Write one act; personal values go beside the log, their salted hashes into it."""
        kept = dict(details or {})
        salt = secrets.token_bytes(16)
        for name, value in (personal or {}).items():
            kept[f"{name}#"] = hmac.new(salt, json.dumps(value, default=str).encode(), "sha256").hexdigest()
        entry = AuditEntry(actor=actor_id, verb=verb, subject_kind=subject_kind, subject_id=subject_id, details=kept)
        db.add(entry)
        if personal:
            db.flush()
            person = person_id or actor_id
            db.add(AuditValue(entry_id=entry.id, person_id=person, salt=salt, values=_plain(personal)))

    def page(
        self,
        db: Session,
        *,
        verb: str = "",
        actor_id: uuid.UUID | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[LoggedAct]:
        """The newest acts first."""
        query = (
            select(AuditEntry, AuditValue.values, AuditSeal.sequence, AuditSeal.hash)
            .outerjoin(AuditValue, AuditValue.entry_id == AuditEntry.id)
            .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
            .order_by(AuditEntry.serial.desc())
            .limit(limit)
        )
        if verb:
            query = query.where(func.starts_with(AuditEntry.verb, verb))
        if actor_id:
            query = query.where(AuditEntry.actor == actor_id)
        if before:
            query = query.where(AuditEntry.serial < before)
        return [
            LoggedAct(
                entry.serial, entry.at, entry.actor, entry.verb, entry.subject_kind, entry.subject_id, entry.details,
                values or {}, sequence, sealed.hex() if sealed else "",
            )
            for entry, values, sequence, sealed in db.execute(query)
        ]  # fmt: skip

    def seal(self, db: Session) -> int:
        """Chain what isn't chained yet. Entries are sealed in serial order among those committed by now."""
        db.execute(text("SELECT pg_advisory_xact_lock(:key, hashtext(folkmoot_tenant()::text))"), {"key": SEALING_LOCK})
        last = db.execute(
            select(AuditSeal.sequence, AuditSeal.hash).order_by(AuditSeal.sequence.desc()).limit(1)
        ).first()
        sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
        sealed = select(AuditSeal.entry_id)
        waiting = select(AuditEntry).where(AuditEntry.id.not_in(sealed)).order_by(AuditEntry.serial).limit(5000)
        count = 0
        for entry in db.scalars(waiting).all():
            sequence, count = sequence + 1, count + 1
            link = link_hash(previous, sequence, entry)
            db.add(AuditSeal(sequence=sequence, entry_id=entry.id, previous=previous, hash=link))
            previous = link
        db.flush()
        return count

    def verify(self, db: Session) -> int | None:
        """Walk the chain from its beginning."""
        previous, expected = GENESIS, 1
        query = select(AuditSeal, AuditEntry).join(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
        for seal, entry in db.execute(query.order_by(AuditSeal.sequence)).yield_per(1000):
            good = seal.sequence == expected and seal.previous == previous
            if not good or seal.hash != link_hash(previous, seal.sequence, entry):
                return int(seal.sequence)
            previous, expected = seal.hash, expected + 1
        return None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(json.dumps(dict(values), default=str))
    return result


def link_hash(previous: bytes, sequence: int, entry: AuditEntry) -> bytes:
    """The hash of one link: over the link before it and everything the entry says, as canonical JSON."""
    content = {
        "sequence": sequence, "id": str(entry.id), "serial": entry.serial, "verb": entry.verb,
        "at": entry.at.astimezone(datetime.UTC).isoformat(), "actor": str(entry.actor or ""),
        "subject": [entry.subject_kind, str(entry.subject_id or "")], "details": entry.details,
    }  # fmt: skip
    body = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return hashlib.sha256(previous + body).digest()

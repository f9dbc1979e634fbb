# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Codes and links sent by mail: made once, kept as hashes, used once, soon stale."""

import datetime
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from folkmoot.accounts.models import EmailCode

LIFETIME = datetime.timedelta(minutes=30)
ATTEMPTS = 5


class Purpose(StrEnum):
    """What a code or link lets its holder do."""

    SIGN_UP = "sign-up"
    RESET = "reset"
    SIGN_IN = "sign-in"


@dataclass(frozen=True)
class Wrong:
    """The code isn't the right one."""

    attempts_left: int


def issue_code(
    db: Session, secret: str, email: str, purpose: Purpose, now: datetime.datetime, details: dict[str, str]
) -> tuple[EmailCode, str]:
    """Six digits for an address, valid half an hour; returns the row and the digits, which are kept nowhere."""
    row = EmailCode(email=email, purpose=purpose, details=details, code_hash=b"", expires_at=now + LIFETIME)
    db.add(row)
    db.flush()
    return row, renew_code(db, secret, row, now)


def renew_code(db: Session, secret: str, row: EmailCode, now: datetime.datetime) -> str:
    """Other digits for the same row, with all attempts and the whole time again."""
    code = f"{secrets.randbelow(1_000_000):06}"
    row.code_hash = _code_hash(secret, row.id, code)
    row.attempts_left, row.expires_at = ATTEMPTS, now + LIFETIME
    db.flush()
    return code


def spoil(row: EmailCode) -> None:
    """Let no digits at all fit, while the row looks and counts like any other."""
    row.code_hash = secrets.token_bytes(32)


def pending(db: Session, row_id: uuid.UUID, purpose: Purpose, now: datetime.datetime) -> EmailCode | None:
    """A code that waits to be typed, or None when it is used, stale or unknown."""
    return db.scalars(select(EmailCode).where(*_waiting(row_id, purpose, now))).first()


def _waiting(row_id: uuid.UUID, purpose: Purpose, now: datetime.datetime) -> tuple[ColumnElement[bool], ...]:
    still = (EmailCode.expires_at > now, EmailCode.attempts_left > 0)
    return (EmailCode.id == row_id, EmailCode.purpose == purpose, *still)


def take_code(
    db: Session, secret: str, row_id: uuid.UUID, purpose: Purpose, code: str, now: datetime.datetime
) -> EmailCode | Wrong | None:
    """Use up a code: its row (now deleted), Wrong, or None when there is nothing to try any more.

    The attempt is counted by the statement that reads the hash, which also locks the row: attempts sent side by side
    are counted one by one.
    """
    waiting = update(EmailCode).where(*_waiting(row_id, purpose, now))
    counting = waiting.values(attempts_left=EmailCode.attempts_left - 1).returning(EmailCode)
    row = db.scalars(counting.execution_options(populate_existing=True)).first()
    if row is None:
        return None
    if not hmac.compare_digest(row.code_hash, _code_hash(secret, row.id, code)):
        return Wrong(row.attempts_left)
    db.delete(row)
    db.flush()
    return row


def issue_link(
    db: Session, email: str, purpose: Purpose, now: datetime.datetime, lifetime: datetime.timedelta = LIFETIME
) -> str:
    """A token for a link; those sent before for the same purpose stop working."""
    forget(db, email, purpose)
    token = secrets.token_urlsafe(32)
    db.add(EmailCode(email=email, purpose=purpose, code_hash=_token_hash(token), expires_at=now + lifetime))
    db.flush()
    return token


def find_link(db: Session, token: str, purpose: Purpose, now: datetime.datetime) -> EmailCode | None:
    """What a link stands for, without using it up: mail scanners and previews open links too."""
    query = select(EmailCode).where(
        EmailCode.code_hash == _token_hash(token), EmailCode.purpose == purpose, EmailCode.expires_at > now
    )
    return db.scalars(query).first()


def take_link(db: Session, token: str, purpose: Purpose, now: datetime.datetime) -> str | None:
    """Use up a link: the address it was sent to, or None. Of two uses at once one finds it."""
    query = delete(EmailCode).where(
        EmailCode.code_hash == _token_hash(token), EmailCode.purpose == purpose, EmailCode.expires_at > now
    )
    return db.execute(query.returning(EmailCode.email)).scalar_one_or_none()


def forget(db: Session, email: str, *purposes: Purpose) -> None:
    """Make what was sent to an address useless; without purposes all of it."""
    query = delete(EmailCode).where(EmailCode.email == email)
    db.execute(query.where(EmailCode.purpose.in_(purposes)) if purposes else query)


def forget_stale(db: Session, now: datetime.datetime) -> None:
    """Delete codes and links a day after they went stale."""
    db.execute(delete(EmailCode).where(EmailCode.expires_at < now - datetime.timedelta(days=1)))


def _code_hash(secret: str, row_id: uuid.UUID, code: str) -> bytes:
    """Six digits are guessed in a moment from a plain hash; this one needs the installation's secret."""
    return hmac.digest(secret.encode(), f"code:{row_id}:{code}".encode(), "sha256")


def _token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

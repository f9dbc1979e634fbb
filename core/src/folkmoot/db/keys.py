# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Keys that never lie in the database: derived from the installation's secret, one for each town and purpose."""

import hmac
import uuid
from pathlib import Path

from sqlalchemy.orm import Session

SECRET, TENANT, FOLDER = "folkmoot.secret", "folkmoot.tenant", "folkmoot.keys"


def derived_key(db: Session, purpose: str) -> bytes:
    """The 32 bytes of a purpose ("voter_roll.code") in the session's town: always the same, and nowhere stored.

    What is hashed with it can't be guessed from a copy of the database. Another FOLKMOOT_SECRET gives other keys.
    Raises LookupError for a session that isn't inside a town.
    """
    if TENANT not in db.info:
        raise LookupError("the session isn't inside a town")
    return derive(db.info[SECRET], db.info[TENANT], purpose)


def derive(secret: str, tenant_id: uuid.UUID, purpose: str) -> bytes:
    """The same for a given secret and town."""
    return hmac.digest(secret.encode(), f"key:{tenant_id}:{purpose}".encode(), "sha256")


def election_keys_folder(db: Session) -> Path:
    """The folder FOLKMOOT_KEYS: what must lie outside the database and its backups.

    Raises LookupError where the session was made without one.
    """
    folder: Path | None = db.info.get(FOLDER)
    if folder is None:
        raise LookupError("the session knows no folder of keys")
    return folder


def tenant_of(db: Session) -> uuid.UUID:
    """The town that a session is inside. Raises LookupError for one that isn't."""
    if TENANT not in db.info:
        raise LookupError("the session isn't inside a town")
    found: uuid.UUID = db.info[TENANT]
    return found


def key_info(secret: str, tenant_id: uuid.UUID, folder: Path | None = None) -> dict[str, object]:
    """What a session inside a town remembers for it."""
    return {SECRET: secret, TENANT: tenant_id, FOLDER: folder}

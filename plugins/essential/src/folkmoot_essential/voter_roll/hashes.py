# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is kept instead of references and codes: hashes with keys that lie in no database, and the voter's token."""

import hmac
import unicodedata
import uuid

from sqlalchemy.orm import Session

from folkmoot.interfaces import derived_key
from folkmoot_essential.voter_roll.codes import normalised

LONGEST_REFERENCE = 200


class Hashes:
    """The hashes of one phase's roll: the same reference in another phase has another one, so rolls can't be joined."""

    def __init__(self, db: Session, phase_id: uuid.UUID) -> None:
        self._code = derived_key(db, f"voter_roll.code:{phase_id}")
        self._reference = derived_key(db, f"voter_roll.reference:{phase_id}")

    def code(self, typed: str) -> bytes:
        """The hash of a code in any spelling."""
        return hmac.digest(self._code, normalised(typed).encode(), "sha256")

    def reference(self, typed: str) -> bytes:
        """The hash of a reference in any spelling."""
        return hmac.digest(self._reference, normalised_reference(typed).encode(), "sha256")


def normalised_reference(typed: str) -> str:
    """A registry number or the like as it is compared, without case, spaces and punctuation; "" if nothing is left."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def token_of(identity: bytes) -> bytes:
    """The token of a person in this phase: from their entry's own random bytes; no account and no code changes it."""
    return hmac.digest(identity, b"folkmoot voter roll token 1", "sha256")

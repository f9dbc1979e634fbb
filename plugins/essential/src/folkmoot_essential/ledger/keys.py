# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The keys of one election, all derived from one secret of 32 bytes that exists outside the database.

While the secret exists, its holder can join a voter to a ballot; once it is destroyed, nobody can. So nothing here
is ever written where a backup of the database would find it. Derivation is HKDF-SHA256 (RFC 5869), one label a key.
"""

import hmac
import os
from functools import cached_property

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32
NONCE_BYTES = 16
BLOCK = 256
"""Sealed texts are filled up to a multiple of so many bytes, or of more where an election's longest ballot needs it:
length is what remains to be seen of a ballot in an old backup, and must say nothing of what was chosen."""
_AEAD_NONCE = 12


class CannotOpen(ValueError):
    """Sealed bytes that this key doesn't open, or not in this place."""


class ElectionKeys:
    """Everything that is secret of one election. `secret` is what a key folder keeps.

    block: what sealed texts are filled up to a multiple of, in bytes; what was sealed with another opens all the same.
    """

    def __init__(self, secret: bytes, block: int = BLOCK) -> None:
        if len(secret) != MASTER_BYTES:
            raise ValueError(f"The secret of an election has {MASTER_BYTES} bytes, not {len(secret)}.")
        self.secret, self.block = secret, block

    @classmethod
    def new(cls) -> "ElectionKeys":
        """Keys that nobody else has."""
        return cls(os.urandom(MASTER_BYTES))

    def __repr__(self) -> str:
        return f"ElectionKeys({self.public})"

    @cached_property
    def public(self) -> str:
        """The public key that checks this election's signatures: 64 hex characters."""
        return self._signing.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """An Ed25519 signature, in hex."""
        return self._signing.sign(message).hex()

    def pseudonym(self, token: str) -> str:
        """By what a ballot is found for the holder of an eligibility token while voting is open: 64 hex characters."""
        return self._mac("link", token.encode())

    def token(self, kind: str, text: str) -> str:
        """A token for something that identifies (an e-mail address, a code, a number of a roll): 64 hex characters.

        kind keeps different things apart that are written alike. The text is taken as it is: whoever asks brings it
        into one spelling before.
        """
        return self._mac("token", f"{len(kind)}:{kind}{text}".encode())

    def secret_of(self, nonce: bytes) -> bytes:
        """The secret k of one act of casting, from its random nonce of 16 bytes: 32 bytes."""
        if len(nonce) != NONCE_BYTES:
            raise ValueError(f"The nonce of a ballot has {NONCE_BYTES} bytes, not {len(nonce)}.")
        return hmac.digest(self._derived("ballot-secret"), nonce, "sha256")

    def seal(self, ballot: bytes, associated: bytes) -> bytes:
        """A ballot, sealed; associated says where it belongs (its pseudonym), and must be the same to open it."""
        return _seal(self._derived("ballot"), ballot, associated, self.block)

    def open(self, sealed: bytes, associated: bytes) -> bytes:
        """What was sealed. Raises CannotOpen."""
        return _open(self._derived("ballot"), sealed, associated)

    def seal_draft(self, draft: bytes, associated: bytes) -> bytes:
        """The same for a draft, under another key: a draft never opens as a ballot."""
        return _seal(self._derived("draft"), draft, associated, self.block)

    def open_draft(self, sealed: bytes, associated: bytes) -> bytes:
        """What was sealed. Raises CannotOpen."""
        return _open(self._derived("draft"), sealed, associated)

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._derived("signing"))

    def _mac(self, label: str, message: bytes) -> str:
        return hmac.digest(self._derived(label), message, "sha256").hex()

    def _derived(self, label: str) -> bytes:
        if label not in self._known:
            info = b"folkmoot-election/1 " + label.encode()
            self._known[label] = HKDF(SHA256(), 32, salt=None, info=info).derive(self.secret)
        return self._known[label]

    @cached_property
    def _known(self) -> dict[str, bytes]:
        return {}


def signed_by(public: str, signature: str, message: bytes) -> bool:
    """Whether the holder of a public key signed this message. False also for what is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def _seal(key: bytes, text: bytes, associated: bytes, block: int) -> bytes:
    nonce = os.urandom(_AEAD_NONCE)
    padded = text + b"\x80" + b"\x00" * (-(len(text) + 1) % block)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, associated)


def _open(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    try:
        padded = ChaCha20Poly1305(key).decrypt(sealed[:_AEAD_NONCE], sealed[_AEAD_NONCE:], associated)
    except (InvalidTag, ValueError):
        raise CannotOpen("This isn't what was sealed here with the key of this election.") from None
    text, mark, filling = padded.rpartition(b"\x80")
    if not mark or filling.strip(b"\x00"):
        raise CannotOpen("What was sealed wasn't filled up as it should be.")
    return text

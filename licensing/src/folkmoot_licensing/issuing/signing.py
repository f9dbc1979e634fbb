# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Who signs: whatever makes an Ed25519 signature from bytes, be it a file, a module of hardware or a program."""

import subprocess
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from folkmoot_licensing import base64url, keys
from folkmoot_licensing.issuing.problems import Problem


class Signer(Protocol):
    """A key that signs, and its public half, which tokens name and are verified against."""

    @property
    def public(self) -> bytes:
        """The public key's 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """The plain Ed25519 signature of `message` (RFC 8032): 64 bytes."""


@dataclass(frozen=True, slots=True)
class Key:
    """A signer whose private key is in memory. Its representation shows nothing of it."""

    _private: Ed25519PrivateKey

    @classmethod
    def make(cls) -> "Key":
        """A new key by chance."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "Key":
        """The key of these 32 bytes. Raises ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """The 32 bytes to keep secret."""
        return self._private.private_bytes_raw()

    @property
    def public(self) -> bytes:
        """The public key's 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    @property
    def kid(self) -> str:
        """Its name in tokens."""
        return keys.thumbprint(self.public)

    @property
    def x(self) -> str:
        """The public key as certificates and `roots.json` hold it."""
        return base64url.encode(self.public).decode()

    def sign(self, message: bytes) -> bytes:
        """The plain Ed25519 signature of `message`: 64 bytes."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        return f"Key({self.kid})"


@dataclass(frozen=True, slots=True)
class Program:
    """A signer that is another program (a smart card's, a service's): the message goes in, 64 bytes come out."""

    public: bytes
    command: tuple[str, ...]

    def sign(self, message: bytes) -> bytes:
        """What the program answered. Raises Problem if it failed or the signature isn't one by `public`."""
        # The vendor names the program on the command line; no shell reads it.
        done = subprocess.run(self.command, input=message, capture_output=True, check=False)  # noqa: S603 - as said
        if done.returncode or not keys.signature_holds(self.public, done.stdout, message):
            raise Problem("The signing program gave no signature that holds under the public key.")
        return done.stdout

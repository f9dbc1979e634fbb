# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Private keys at rest: wrapped by a passphrase with Argon2id (RFC 9106) and AES-256-GCM, in armour of their own.

PKCS #8 with the library's best encryption would stretch the passphrase by 2048 rounds of PBKDF2, a third of a
millisecond a guess, and there is no parameter for more. Here a guess costs 256 MiB and about a second.
"""

import base64
import os
import re
import struct
import textwrap
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.issuing.signing import Key

_LABEL = "FOLKMOOT WRAPPED KEY"
_ARMOUR = re.compile(rf"-----BEGIN {_LABEL}-----\n([A-Za-z0-9+/=\n]+)\n-----END {_LABEL}-----\n?")
_FORMAT = 1
# Format, memory in KiB, passes and lanes; then public key, salt and nonce. All of it is authenticated.
_COST = struct.Struct(">BIII")
_HEAD = _COST.size + 32 + 16 + 12
_SEALED = 32 + 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess of the passphrase costs; `memory` in KiB."""

    memory: int = 262_144
    passes: int = 3
    lanes: int = 4

    def key(self, passphrase: bytes, salt: bytes) -> bytes:
        """The 32 bytes that wrap the private key."""
        return Argon2id(salt=salt, length=32, iterations=self.passes, lanes=self.lanes,
                        memory_cost=self.memory).derive(passphrase)

    def is_bearable(self) -> bool:
        """Whether a file may ask for it: no more than 1 GiB, so that a file can't stop the computer."""
        return 8 * self.lanes <= self.memory <= 2**20 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16


def wrap(key: Key, passphrase: bytes, cost: Cost | None = None) -> str:
    """The text of a key file."""
    chosen = cost or Cost()
    salt, nonce = os.urandom(16), os.urandom(12)
    head = _COST.pack(_FORMAT, chosen.memory, chosen.passes, chosen.lanes) + key.public + salt + nonce
    sealed = AESGCM(chosen.key(passphrase, salt)).encrypt(nonce, key.seed, head)
    body = "\n".join(textwrap.wrap(base64.b64encode(head + sealed).decode("ascii"), 64))
    return f"-----BEGIN {_LABEL}-----\n{body}\n-----END {_LABEL}-----\n"


def public_of(text: str) -> bytes:
    """The public key of a key file, which needs no passphrase; it is proven only by `unwrap`. Raises Problem."""
    return _open(text)[_COST.size : _COST.size + 32]


def unwrap(text: str, passphrase: bytes) -> Key:
    """The key in a key file. Raises Problem for a wrong passphrase, or a file that isn't as it was written."""
    data = _open(text)
    _, memory, passes, lanes = _COST.unpack_from(data)
    cost = Cost(memory, passes, lanes)
    if not cost.is_bearable():
        raise Problem("The key file asks for more memory or time than a key file may.")
    head, sealed = data[:_HEAD], data[_HEAD:]
    salt, nonce = head[-28:-12], head[-12:]
    try:
        key = Key.from_seed(AESGCM(cost.key(passphrase, salt)).decrypt(nonce, sealed, head))
    except InvalidTag:
        raise Problem("The passphrase is wrong, or the key file was changed.") from None
    if key.public != public_of(text):
        raise Problem("The key file's public key isn't that of its private key.")
    return key


def _open(text: str) -> bytes:
    match = _ARMOUR.fullmatch(text.replace("\r\n", "\n"))
    try:
        data = base64.b64decode(match[1].replace("\n", ""), validate=True) if match else b""
    except ValueError:
        data = b""
    if len(data) != _HEAD + _SEALED or data[0] != _FORMAT:
        raise Problem("This isn't a wrapped key of Folkmoot.")
    return data

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Passwords: what is refused, how they are kept, and checking that takes as long for nobody as for somebody."""

import importlib.resources
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from folkmoot.i18n import mark

SHORTEST, LONGEST = 8, 200
TOO_SHORT = mark("Choose a password of at least 8 characters.")
TOO_LONG = mark("Choose a password of at most 200 characters.")
TOO_COMMON = mark("This password is on every list of guesses. Choose another, for example four words.")
TOO_NEAR = mark("Choose a password that isn't your name or e-mail address.")

HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106, 4, second choice (64 MiB, 3 passes, 4 lanes): argon2-cffi's defaults."""


def _prepared(password: str) -> str:
    """The same letters typed on another keyboard are the same password (RFC 8265, OpaqueString: NFC)."""
    return unicodedata.normalize("NFC", password)


@cache
def common_passwords() -> frozenset[str]:
    """Passwords that guessers try first, lower-cased."""
    text = (importlib.resources.files("folkmoot.accounts") / "common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def password_problem(password: str, *known: str) -> str:
    """Why a password isn't accepted, marked for translation; "" when it is. known: name and address of its person."""
    prepared = _prepared(password)
    if len(prepared) < SHORTEST:
        return TOO_SHORT
    if len(prepared) > LONGEST:
        return TOO_LONG
    lowered = prepared.casefold()
    if lowered in common_passwords() or len(set(lowered)) < 3:
        return TOO_COMMON
    names = {name.casefold() for text in known for name in (text, text.partition("@")[0], text.replace(" ", ""))}
    return TOO_NEAR if lowered in names else ""


def hash_password(password: str) -> str:
    """The string that is kept: algorithm, parameters, salt and hash."""
    return HASHER.hash(_prepared(password))


@cache
def _nobody() -> str:
    return HASHER.hash("the password of nobody")


def verify_password(kept: str | None, password: str) -> bool:
    """Whether a password fits. Without a kept hash the same work is done, so that time doesn't tell."""
    try:
        HASHER.verify(kept or _nobody(), _prepared(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def needs_rehash(kept: str) -> bool:
    """Whether a hash was made with parameters other than today's."""
    return HASHER.check_needs_rehash(kept)

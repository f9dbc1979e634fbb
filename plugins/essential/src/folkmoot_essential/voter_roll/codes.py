# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Codes of letters: 11 random characters and one that checks them, in an alphabet that nobody misreads.

The alphabet has 31 signs, a prime, so that a weighted sum modulo 31 with different weights finds every single wrong
character and every two that changed places (the construction of ISBN-10, over 31). 31^11 codes are 54 bits.
"""

import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L."""
LENGTH, GROUP = 12, 4
MOST_TYPED = 200
VALUE = {sign: value for value, sign in enumerate(ALPHABET)}

LOOK_ALIKES = str.maketrans({
    **dict(zip("АВЕКМНРСТУХЅЈІОԚԜ", "ABEKMHPCTYXSJIOQW", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    "O": "0", "О": "0", "Ο": "0", "I": "1", "L": "1", "І": "1", "Ι": "1",
})  # fmt: skip
"""Cyrillic and Greek letters as the Latin ones they look like; O as 0, I and L as 1, which no code has."""


def new_code() -> str:
    """A code nobody can guess, as it is compared: 12 characters without spaces."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return signs + check_sign(signs)


def check_sign(signs: str) -> str:
    """The last character, which makes the weighted sum of all a multiple of 31."""
    return ALPHABET[-_weighed(signs) * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def _weighed(signs: str) -> int:
    return sum(weight * VALUE[sign] for weight, sign in enumerate(signs, 1))


def spelled(code: str) -> str:
    """A code as letters print it, in groups of four: K7QM-3XTW-9RBD."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalised(typed: str) -> str:
    """What somebody typed as codes are compared: one text for every case, spacing, dash and Unicode variant."""
    plain = unicodedata.normalize("NFKC", typed[:MOST_TYPED]).upper().translate(LOOK_ALIKES)
    return "".join(_sign(letter) for letter in plain if letter.isalnum())


def _sign(letter: str) -> str:
    """Digits of any script as the ASCII ones."""
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def is_well_formed(code: str) -> bool:
    """Whether a normalised text can be a code at all: its length, its alphabet, its last character."""
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and _weighed(code) % len(ALPHABET) == 0

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""E-mail addresses and display names: one spelling each, and what can't be one."""

import re
import unicodedata

import idna

from folkmoot.i18n import mark

MOST_LETTERS_OF_EMAIL = 254
"""RFC 5321, 4.5.3.1.3: a path is at most 256 octets with its angle brackets."""

LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""The dot-atom of RFC 5322, 3.2.3, lower-cased. Quoted and non-ASCII local parts aren't taken: hardly a server
delivers them, and they would let look-alikes of an address have accounts of their own."""

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")

JOINERS = {"\u200c", "\u200d"}
"""Zero-width joiners, which names in Persian and Indic scripts need."""

SHORTEST_NAME, LONGEST_NAME = 2, 60

EMAIL_WRONG = mark("Write an e-mail address such as name@example.org.")
NAME_LENGTH = mark("Write a name of 2 to 60 characters.")
NAME_CHARACTERS = mark("Use letters, spaces and punctuation in the name, without invisible characters.")


def normalise_email(text: str) -> str:
    """The one spelling of an address (NFC, trimmed, lower case, domain in A-labels); "" if it can't be one."""
    address = unicodedata.normalize("NFC", text).strip()
    local, _, domain = address.rpartition("@")
    local = local.lower()
    try:
        domain = idna.encode(domain, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError):
        return ""
    fits = len(local) <= 64 and len(local) + len(domain) < MOST_LETTERS_OF_EMAIL
    return f"{local}@{domain}" if fits and LOCAL_PART.fullmatch(local) and DOMAIN.fullmatch(domain) else ""


def normalise_name(text: str) -> str:
    """A display name in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_problem(name: str) -> str:
    """Why a normalised name can't be shown to others, marked for translation; "" when it can.

    Control, direction-changing and other invisible characters would let one name pass for another.
    """
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return NAME_LENGTH
    kinds = [unicodedata.category(letter) for letter in name if letter not in JOINERS]
    if any(kind[0] == "C" or kind in ("Zl", "Zp") for kind in kinds) or "MnMnMnMn" in "".join(kinds):
        return NAME_CHARACTERS
    return "" if any(kind[0] == "L" for kind in kinds) else NAME_CHARACTERS

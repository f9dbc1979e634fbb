# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Hosts in a licence's binding: their form, and which of a tenant's hosts they cover (FORMAT, What is compared)."""

import re
import unicodedata
from ipaddress import ip_address

from folkmoot_licensing.refusals import Code, Refused

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MAX_NAME = 253
_SIGNS = "-\u00b7\u0375\u05f3\u05f4\u30fb"
"""What else than letters, marks and digits RFC 5892 lets stand in a label."""


def host_pattern(value: object) -> str:
    """A name, `*.` and a name, or an address. Raises Refused (claim)."""
    if isinstance(value, str) and (_is_name(value.removeprefix("*.")) or _is_address(value)):
        return value
    raise Refused(Code.CLAIM, "A host isn't a name of A-labels in lower case, nor an address written canonically.")


def covers(pattern: str, host: str) -> bool:
    """Whether `pattern` is `host`, or is `*.` and what follows the first label of `host`."""
    if pattern.startswith("*."):
        label, dot, rest = host.partition(".")
        return bool(label and dot) and rest == pattern[2:]
    return pattern == host


def _is_name(text: str) -> bool:
    if len(text) > _MAX_NAME or not _NAME.fullmatch(text):
        return False
    labels = text.split(".")
    # A name that ends in a number is read as an address by resolvers, so it must be one.
    return not labels[-1].isdigit() and all(_is_sound_label(label) for label in labels)


def _is_sound_label(label: str) -> bool:
    """An `xn--` label must be the only punycode (RFC 3492) of letters, marks and digits in lower case and NFC."""
    if not label.startswith("xn--"):
        return True
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
        again = decoded.encode("punycode").decode("ascii")
    except ValueError:
        return False
    return (again == label[4:] and not decoded.isascii() and decoded == unicodedata.normalize("NFC", decoded.lower())
            and all(sign in _SIGNS or unicodedata.category(sign)[0] in "LMN" for sign in decoded))


def _is_address(text: str) -> bool:
    try:
        return "%" not in text and str(ip_address(text)) == text
    except ValueError:
        return False

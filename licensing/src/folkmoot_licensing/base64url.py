# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""base64url without padding (RFC 7515 section 2), where only one text stands for any bytes (FORMAT, Tokens)."""

import base64
import re

from folkmoot_licensing.refusals import Code, Refused

_ALPHABET = re.compile(rb"[A-Za-z0-9_-]*")


def encode(data: bytes) -> bytes:
    """`data` as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def decode(segment: bytes) -> bytes:
    """The bytes that `segment` stands for.

    Raises Refused (encoding) for padding, foreign characters, an impossible length, or spare bits that aren't zero.
    """
    if not _ALPHABET.fullmatch(segment) or len(segment) % 4 == 1:
        raise Refused(Code.ENCODING, "A part of the token isn't base64url without padding.")
    data = base64.urlsafe_b64decode(segment + b"=" * (-len(segment) % 4))
    if encode(data) != segment:
        raise Refused(Code.ENCODING, "A part of the token isn't the one text that stands for its bytes.")
    return data

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A token's outside: size, characters, segments, header; and its claims once the signature holds (FORMAT, Tokens)."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from folkmoot_licensing import base64url, canonical
from folkmoot_licensing.keys import SIGNATURE_BYTES, signature_holds
from folkmoot_licensing.refusals import Code, Refused

MAX_TOKEN = 16_384
MAX_LIST = 524_288
_MAX_HEADER = 512


class Typ(StrEnum):
    """What an artefact is, by its header."""

    ISSUER = "folkmoot-issuer+jws"
    LICENCE = "folkmoot-licence+jws"
    REVOCATIONS = "folkmoot-revocations+jws"


_HEADER = re.compile(rb'\{"alg":"Ed25519","kid":"([A-Za-z0-9_-]{43})","typ":"(%s)"\}'
                     % b"|".join(re.escape(typ.encode()) for typ in Typ))
# The header of a revocation list differs only in its 43 characters of KID, at bytes 24 to 66. So its last characters
# in base64url are always the same, and tell before anything is decoded that the larger size is allowed.
_LIST_HEADER = base64url.encode(b'{"alg":"Ed25519","kid":"%s","typ":"%s"}' % (b"A" * 43, Typ.REVOCATIONS.encode()))
_LIST_MARK = slice(92, len(_LIST_HEADER) + 1)
_LIST_TAIL = _LIST_HEADER[92:] + b"."


@dataclass(frozen=True, slots=True)
class Envelope:
    """A token of the right shape, whose signature hasn't been checked; `payload` is not to be read before."""

    kid: str
    typ: Typ
    signed: bytes
    payload: bytes
    signature: bytes
    fingerprint: str

    def claims(self, public: bytes) -> dict[str, object]:
        """The claims, after the signature by `public` holds. Raises Refused (signature, canonical)."""
        if not signature_holds(public, self.signature, self.signed):
            raise Refused(Code.SIGNATURE, "The signature doesn't hold.")
        return canonical.read(self.payload)


def fingerprint(token: object) -> str:
    """SHA-256 of the token's text, in hexadecimal (FORMAT, Revocation list).

    Empty for what isn't text, or is larger than any token may be: hashing that would take time.
    """
    if not isinstance(token, str | bytes) or len(token) > MAX_LIST:
        return ""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass") if isinstance(token, str) else token).hexdigest()


def open_envelope(token: object) -> Envelope:
    """Take a token apart, the cheap checks first. Raises Refused; never anything else, for any object."""
    raw = _ascii(token)
    segments = raw.split(b".", 3)
    if len(segments) != 3 or not all(segments):
        raise Refused(Code.SEGMENTS, "A token has three parts between two dots.")
    header, payload, signature = (base64url.decode(segment) for segment in segments)
    if len(signature) != SIGNATURE_BYTES:
        raise Refused(Code.SIZE, "A signature has 64 bytes.")
    kid, typ = read_header(header)
    signed = raw[: len(segments[0]) + 1 + len(segments[1])]
    return Envelope(kid, typ, signed, payload, signature, hashlib.sha256(raw).hexdigest())


def _ascii(token: object) -> bytes:
    """The token as bytes, after the checks of type, size and character set."""
    # Exactly these: a subclass could answer differently each time it's asked.
    if type(token) is not str and type(token) is not bytes:
        raise Refused(Code.TYPE, "A token is text.")
    if len(token) > MAX_LIST:
        raise Refused(Code.SIZE, "The token is too large.")
    if not token.isascii():
        raise Refused(Code.CHARSET, "A token is ASCII only.")
    raw = token.encode("ascii") if isinstance(token, str) else token
    if len(raw) > MAX_TOKEN and raw[_LIST_MARK] != _LIST_TAIL:
        raise Refused(Code.SIZE, "The token is too large.")
    return raw


def read_header(header: bytes) -> tuple[str, Typ]:
    """KID and TYP of a header of exactly the one shape. Raises Refused (header, algorithm, type, key-unknown)."""
    match = _HEADER.fullmatch(header)
    if match is None:
        raise _header_problem(header)
    return match[1].decode(), Typ(match[2].decode())


def _header_problem(header: bytes) -> Refused:
    """Which rule a header breaks: read more closely only to name the code."""
    if len(header) > _MAX_HEADER:
        return Refused(Code.HEADER, "The header is too large.")
    try:
        members = canonical.read(header)
    except Refused:
        members = {}
    if members.keys() != {"alg", "kid", "typ"} or not isinstance(members["kid"], str):
        return Refused(Code.HEADER, "The header isn't exactly alg, kid and typ.")
    if members["alg"] != "Ed25519":
        return Refused(Code.ALGORITHM, "The algorithm isn't Ed25519.")
    if members["typ"] not in set(Typ):
        return Refused(Code.TYPE, "This isn't a Folkmoot issuer certificate, licence or revocation list.")
    return Refused(Code.KEY_UNKNOWN, "The key's name isn't a thumbprint.")


def typ_of(token: object) -> Typ | None:
    """What a token says it is, or None if its header isn't of the one shape. Nothing is verified."""
    try:
        return read_header(base64url.decode(_ascii(token).partition(b".")[0]))[1]
    except Refused:
        return None

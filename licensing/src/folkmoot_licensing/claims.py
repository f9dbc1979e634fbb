# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Checks of single claims, shared by all artefacts. Each raises Refused with the code that FORMAT gives it."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TypedDict

from folkmoot_licensing import base64url
from folkmoot_licensing.keys import is_sound, thumbprint
from folkmoot_licensing.refusals import Code, Refused

MAX_MOMENT = 253_402_300_799
"""The last second of the year 9999."""

KID = re.compile(r"[A-Za-z0-9_-]{43}")
JTI = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
NAMESPACE = re.compile(r"folkmoot|vendor\.[a-z][a-z0-9-]{1,30}")


class Term(TypedDict):
    """When something was signed, begins and ends, in seconds since 1970."""

    iat: int
    nbf: int
    exp: int


def version(payload: Mapping[str, object], name: str = "v") -> None:
    """Only 1, and not `true`, which Python takes to be equal."""
    if type(payload.get(name)) is not int or payload[name] != 1:
        raise Refused(Code.VERSION, "This isn't version 1 of the format.")


def exactly(payload: Mapping[str, object], names: AbstractSet[str], optional: AbstractSet[str] = frozenset()) -> None:
    """All of `names`, and nothing else but what is `optional`."""
    if not names <= payload.keys() <= names | optional:
        raise Refused(Code.CLAIM, "A claim is missing, or one is there that the format doesn't know.")


def members(value: object, names: AbstractSet[str], optional: AbstractSet[str] = frozenset()) -> Mapping[str, object]:
    """An object with exactly these names."""
    if not isinstance(value, dict):
        raise Refused(Code.CLAIM, "A claim isn't an object.")
    exactly(value, names, optional)
    return value


def whole(value: object, low: int, high: int | None = None, code: Code = Code.CLAIM) -> int:
    """A whole number in `low`..`high`; `code` is for one outside them, and what isn't a number is `claim`."""
    if type(value) is not int:
        raise Refused(Code.CLAIM, "A claim isn't a whole number.")
    if value < low or (high is not None and value > high):
        raise Refused(code, "A number is outside what the format allows.")
    return value


def moment(value: object) -> int:
    """Seconds since 1970, to the end of the year 9999; outside that `dates`."""
    return whole(value, 0, MAX_MOMENT, Code.DATES)


def term(payload: Mapping[str, object]) -> Term:
    """`iat`, `nbf` and `exp`, with nbf < exp."""
    read = Term(iat=moment(payload["iat"]), nbf=moment(payload["nbf"]), exp=moment(payload["exp"]))
    if read["nbf"] >= read["exp"]:
        raise Refused(Code.DATES, "It ends before it begins.")
    return read


def text(value: object, shortest: int, longest: int) -> str:
    """Text of so many characters."""
    if not isinstance(value, str) or not shortest <= len(value) <= longest:
        raise Refused(Code.CLAIM, "A text is too short, too long or not text.")
    return value


def matching(value: object, pattern: re.Pattern[str], code: Code = Code.CLAIM) -> str:
    """Text that is of this pattern from end to end."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Refused(code, "A name or identifier isn't of the form that the format gives it.")
    return value


def choice(value: object, choices: AbstractSet[str]) -> str:
    """One of these texts."""
    if not isinstance(value, str) or value not in choices:
        raise Refused(Code.CLAIM, "A claim isn't one of the values that the format knows.")
    return value


def listed(value: object, read: Callable[[object], str]) -> tuple[str, ...]:
    """A list, each of its items read by `read`."""
    if not isinstance(value, list):
        raise Refused(Code.CLAIM, "A claim isn't a list.")
    return tuple(read(item) for item in value)


def ascending(value: object, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """A sorted list of unique texts of this pattern."""
    items = listed(value, lambda item: matching(item, pattern))
    if any(one >= other for one, other in pairwise(items)):
        raise Refused(Code.CLAIM, "A list isn't sorted, or names something twice.")
    return items


def key(payload: Mapping[str, object]) -> bytes:
    """The public key of `x`, which `kid` names. `claim` for a key that isn't sound or has another name."""
    encoded = text(payload["x"], 43, 43)
    if not encoded.isascii():
        raise Refused(Code.CLAIM, "A key isn't base64url.")
    try:
        public = base64url.decode(encoded.encode("ascii"))
    except Refused:
        raise Refused(Code.CLAIM, "A key isn't base64url.") from None
    if payload["kid"] != thumbprint(public):
        raise Refused(Code.CLAIM, "A key's name isn't its thumbprint.")
    if not is_sound(public):
        raise Refused(Code.CLAIM, "A key isn't encoded canonically, or isn't of prime order.")
    return public

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Canonical JSON: exactly one byte string stands for any value (docs/recount-bundle.md, Words and notation).

Whole numbers, texts, booleans, lists and objects; no fraction, no null. Whatever is hashed or signed is written by
`write`, and whatever strangers give is read by `read` or `read_lines`, which take nothing that `write` wouldn't give.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NoReturn

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 16
MAX_LINE = 1024 * 1024
_MAX_DIGITS = len(str(-MAX_INTEGER))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class NotCanonical(ValueError):
    """Bytes that aren't canonical JSON, or a value that has no such form; the text says why."""


def write(value: object) -> bytes:
    """`value` as canonical JSON. Raises NotCanonical for null, fractions, and whatever else has no place in it."""
    _check(value, MAX_DEPTH)
    try:
        return _ENCODER.encode(value).encode()
    except (TypeError, ValueError) as error:
        raise NotCanonical(f"This has no canonical form: {error}") from None


def write_lines(values: Iterable[object]) -> bytes:
    """One value a line, each line ended by LF."""
    return b"".join(write(value) + b"\n" for value in values)


def read(data: bytes) -> object:
    """The value that `data` stands for. Raises NotCanonical unless `data` is the only text for it."""
    try:
        value = _DECODER.decode(data.decode())
        same = _ENCODER.encode(value).encode() == data
    except RecursionError:
        raise NotCanonical("It is nested too deep.") from None
    except ValueError as error:
        raise NotCanonical(f"It isn't JSON of texts and whole numbers: {error}") from None
    if b"null" in data or data.count(b"[") + data.count(b"{") > MAX_DEPTH:
        _check(value, MAX_DEPTH)  # the decoder has refused everything else that has no place
    if not same:
        raise NotCanonical("It isn't canonical JSON: keys out of order or twice, spaces, or needless escapes.")
    return value


def lines(data: bytes) -> list[bytes]:
    """The lines of a file, without their ends. Raises NotCanonical."""
    if data and not data.endswith(b"\n"):
        raise NotCanonical("The last line has no end.")
    found = data.split(b"\n")[:-1]
    longest = max(map(len, found), default=0)
    if longest > MAX_LINE:
        raise NotCanonical(f"A line is longer than {MAX_LINE} bytes.")
    return found


def read_lines(data: bytes) -> Iterator[object]:
    """The values of a file of lines, in order. Raises NotCanonical with the number of the line."""
    for number, line in enumerate(lines(data), start=1):
        try:
            yield read(line)
        except NotCanonical as error:
            raise NotCanonical(f"line {number}: {error}") from None


def _check(value: object, depth: int) -> None:
    kind = type(value)
    if kind is str or kind is bool:
        return
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise NotCanonical("A number is larger than 2^53 - 1.")
        return
    if depth == 0:
        raise NotCanonical("It is nested too deep.")
    for inner in _inside(value):
        if type(inner) is not str:
            _check(inner, depth - 1)


def _inside(value: object) -> Iterable[object]:
    """What lies in a list or an object. Raises NotCanonical for any other value."""
    if isinstance(value, dict):
        if not set(map(type, value)) <= {str}:
            raise NotCanonical("A key isn't a text.")
        return value.values()
    if isinstance(value, list | tuple):
        return value
    raise NotCanonical(f"{type(value).__name__} has no place in it.")


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS or abs(int(digits)) > MAX_INTEGER:  # thousands of digits would cost time
        raise NotCanonical("A number is larger than 2^53 - 1.")
    return int(digits)


def _no_fraction(text: str) -> NoReturn:
    raise NotCanonical(f"{text[:20]} isn't a whole number.")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_no_fraction, parse_constant=_no_fraction)

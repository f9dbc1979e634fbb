# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON: exactly one byte string stands for any content (FORMAT, Tokens)."""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import NoReturn

from folkmoot_licensing.refusals import Code, Refused

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 6
_MAX_DIGITS = len(str(-MAX_INTEGER))

# Control characters, line and paragraph separators, and all that Unicode calls default-ignorable: what steers the
# direction of text or has no width. A name that is shown must not look like another.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)


# JSON can hide a character behind an escape; canonical text has none but these two.
_ESCAPES = re.compile(rb'(?:[^\\]|\\["\\])*+')
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write(value: object) -> bytes:
    """`value` as canonical JSON. Raises ValueError or TypeError for what JSON can't hold."""
    return _ENCODER.encode(value).encode()


def read(raw: bytes) -> dict[str, object]:
    """The object that `raw` holds.

    Raises Refused (canonical) unless `raw` is an object and the only text that stands for it. Reading and writing
    again proves what no list of rules could: order, spaces, escapes and the form of numbers.
    """
    value = parse(raw)
    if not isinstance(value, dict):
        raise Refused(Code.CANONICAL, "The content isn't a JSON object.")
    # Names and texts stand between quotes, which combine with nothing: so all of them can be looked at in one go.
    if (b"\\" in raw and not _ESCAPES.fullmatch(raw)) or not plain(raw.decode()):
        raise Refused(Code.CANONICAL, "The content has text that isn't NFC, or characters that can't be seen.")
    if not _nested_within(value, MAX_DEPTH):
        raise Refused(Code.CANONICAL, "The content is nested too deep.")
    if write(value) != raw:
        raise Refused(Code.CANONICAL, "The content isn't canonical JSON.")
    return value


def parse(raw: bytes) -> object:
    """Any JSON in UTF-8 with whole numbers and no name twice. Raises Refused (canonical) for all else."""
    try:
        return _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused(Code.CANONICAL, "The content isn't JSON of whole numbers and unique names.") from None


def _unique(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for name, value in pairs:
        if name in result:
            raise ValueError
        result[name] = value
    return result


def _whole(digits: str) -> int:
    # Before the conversion: thousands of digits cost time.
    if len(digits) > _MAX_DIGITS or abs(number := int(digits)) > MAX_INTEGER:
        raise ValueError
    return number


def _not_a_number(text: str) -> NoReturn:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_whole,
                            parse_float=_not_a_number, parse_constant=_not_a_number)


def _nested_within(value: object, depth: int) -> bool:
    """Whether no object or list lies deeper than `depth`, this one included."""
    level = [value]
    for _ in range(depth):
        level = [inner for outer in level for inner in (outer.values() if type(outer) is dict else _items(outer))
                 if type(inner) is dict or type(inner) is list]
        if not level:
            return True
    return False


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def plain(text: str) -> bool:
    """Whether `text` is in NFC and holds no control, bidirectional or zero-width character."""
    return not _UNSEEN.search(text) and (text.isascii() or unicodedata.is_normalized("NFC", text))

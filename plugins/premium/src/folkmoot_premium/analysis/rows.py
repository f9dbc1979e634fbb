# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Contributions as an analysis takes them: an id, a text, perhaps a language."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")

MOST_CHARACTERS = 200
TOO_LONG = f"the id has more than {MOST_CHARACTERS} characters"


class WrongRow(ValueError):
    """A row that can't be analysed; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution. language: the code of its language ("fr"), or None where it isn't known. Text is in NFC."""

    id: str
    text: str
    language: str | None = None

    @classmethod
    def of(cls, id: object, text: object, language: object = None) -> "Row":  # noqa: A002  # the name of the column
        """Check and normalise. Raises WrongRow."""
        return cls(_id(id), _text(text), _language(language))


def _id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise WrongRow("the id must be a text or a whole number")
    if isinstance(value, int) and abs(value) >= 10**MOST_CHARACTERS:
        raise WrongRow(TOO_LONG)
    found = _whole(str(value), "id")
    if not found.strip():
        raise WrongRow("the id is empty")
    if len(found) > MOST_CHARACTERS:
        raise WrongRow(TOO_LONG)
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WrongRow("the text must be a text")
    return unicodedata.normalize("NFC", _whole(value, "text"))


def _whole(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WrongRow(f"the {name} holds half of a character (a lone surrogate)") from None
    return value


def _language(value: object) -> str | None:
    if value is None or value == "":
        return None
    found = LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise WrongRow("lang must be the code of a language, as fr or nl-BE")
    return found[1].lower()


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows by id, so that the order in which they came changes nothing. Raises WrongRow for an id used twice."""
    found = sorted(rows, key=lambda row: row.id)
    for before, row in pairwise(found):
        if before.id == row.id:
            raise WrongRow(f"the id {row.id!r} is used twice")
    return tuple(found)


def fingerprint(rows: Sequence[Row]) -> str:
    """SHA-256, in hex, of the rows in order; each as canonical JSON on a line."""
    digest = hashlib.sha256()
    for row in rows:
        line = json.dumps([row.id, row.text, row.language], ensure_ascii=False, separators=(",", ":"))
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()

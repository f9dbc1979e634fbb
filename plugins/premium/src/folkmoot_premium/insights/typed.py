# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What somebody typed, as it can be kept and compared: NFC, plain line ends, nothing that a database refuses."""

import re
import unicodedata

BETWEEN = re.compile(r"[\s;]+|(?<!\d),|,(?!\d)")
"""What stands between words that are listed; a comma within a number isn't that."""


def paragraphs(told: str) -> str:
    """A text of several lines."""
    return unicodedata.normalize("NFC", told.replace("\x00", "").replace("\r\n", "\n")).strip()


def line(told: str, longest: int | None = None) -> str:
    """A text of one line, with single spaces; longest: characters after which it is cut off."""
    return " ".join(paragraphs(told).split())[:longest]


def words(told: str) -> list[str]:
    """The words of a line, however they are listed: with spaces, commas or semicolons between; each once, in order."""
    return list(dict.fromkeys(filter(None, BETWEEN.split(told))))

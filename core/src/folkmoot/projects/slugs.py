# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Addresses made from titles."""

import re
import unicodedata
from collections.abc import Callable

LENGTH = 80
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})
PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")


def slug_of(title: str, fallback: str) -> str:
    """A title as part of an address: "Vélo & ville" becomes velo-ville; a title without such letters the fallback."""
    folded = unicodedata.normalize("NFKD", title.lower().translate(LETTERS))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(words) > LENGTH:
        words = words[:LENGTH].rpartition("-")[0] or words[:LENGTH]
    return words.strip("-") or fallback


def unique(slug: str, taken: Callable[[str], bool]) -> str:
    """The slug, or the first of slug-2, slug-3… that isn't taken."""
    candidate, number = slug, 1
    while taken(candidate):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate

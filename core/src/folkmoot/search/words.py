# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Words as the index keeps them: in the dictionary of their language, with and without accents."""

import unicodedata

DICTIONARIES = {
    "fr": "french", "nl": "dutch", "en": "english", "de": "german", "es": "spanish", "da": "danish",
}  # fmt: skip
PLAIN = "simple"
LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
        "’": "'",
    }
)
"""Letters that Unicode doesn't take apart by itself."""


def dictionary(language: str) -> str:
    """The text search configuration for a language; languages without one keep their words as they are."""
    return DICTIONARIES.get(language, PLAIN)


def fold(text: str) -> str:
    """The text without accents, so that "velo" finds "vélo"."""
    apart = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

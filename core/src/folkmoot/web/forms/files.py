# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A file as it came with a form."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class UploadedFile:
    """Name and bytes of a file; the name is what the browser said and is never used as a path."""

    name: str
    data: bytes = field(repr=False)

    @classmethod
    def from_field(cls, value: Any) -> "UploadedFile | None":
        """The file in one part of a multipart form, or None when none was chosen."""
        stream, name = getattr(value, "file", None), getattr(value, "filename", None)
        if stream is None or not name:
            return None
        plain = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
        return cls("".join(letter for letter in plain if letter.isprintable())[:200], stream.read())

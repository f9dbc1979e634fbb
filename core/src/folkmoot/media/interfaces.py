# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Uploaded files: what is accepted, and how a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zope.interface import Interface

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from folkmoot.media.models import MediaFile


@dataclass(frozen=True)
class Picture:
    """What the picture macros need; `alt` is already in the reader's language."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str = ""


class UnacceptableFile(Exception):
    """An upload that can't be taken. code is stable; sentence is marked for translation, filled from `values`."""

    def __init__(self, code: str, sentence: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.sentence, self.values = code, sentence, values


class IMedia(Interface):
    """Pictures are re-encoded and lose all metadata; documents are PDF files."""

    def store_picture(
        db: Session, data: bytes, name: str, alt: dict[str, str], account_id: uuid.UUID | None
    ) -> MediaFile:
        """Keep a picture and return its MediaFile; raises UnacceptableFile.

        data: bytes of a JPEG, PNG, WebP, GIF or AVIF. name: what the person's file was called. alt: {locale: text}.
        account_id: who sent it, or None.
        """

    def store_document(db: Session, data: bytes, name: str, account_id: uuid.UUID | None) -> MediaFile:
        """Keep a PDF file and return its MediaFile; raises UnacceptableFile."""

    def remove(db: Session, file: MediaFile) -> None:
        """Delete a MediaFile; its bytes go when the transaction commits."""

    def url(file: MediaFile) -> str:
        """The address of a MediaFile at its full size."""

    def picture(file: MediaFile | None, alt: str = "") -> Picture | None:
        """The Picture of a MediaFile for the macros (None for None); alt: the text in the reader's language."""

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Documents: PDF files, told by what is in them and not by what they are called."""

import re
import unicodedata
from urllib.parse import quote

from folkmoot.i18n import mark as _
from folkmoot.media.interfaces import UnacceptableFile

MEGABYTE = 1_000_000
MAX_BYTES = 15 * MEGABYTE
HEADER = re.compile(rb"%PDF-[12]\.\d")
TRAILER_WITHIN = 2048
NAME_LENGTH = 120


def check_pdf(data: bytes) -> None:
    """Raise UnacceptableFile unless this is a whole PDF file from its first byte on.

    Readers look for the header in the first 1024 bytes; we want it at the start, so that a file can't be two things.
    """
    if len(data) > MAX_BYTES:
        raise UnacceptableFile("too-many-bytes", TOO_MANY_BYTES, megabytes=MAX_BYTES // MEGABYTE)
    if not HEADER.match(data):
        raise UnacceptableFile("not-a-pdf", NOT_A_PDF)
    if b"%%EOF" not in data[-TRAILER_WITHIN:]:
        raise UnacceptableFile("incomplete-pdf", INCOMPLETE)


def clean_name(name: str, fallback: str = "file") -> str:
    """What a file was called, without folders, control characters and anything that could end a header."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in base if unicodedata.category(c)[0] != "C" and c not in '"<>|?*:;').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > NAME_LENGTH and dot:
        kept = stem[: NAME_LENGTH - len(ending) - 1] + dot + ending
    return kept[:NAME_LENGTH] or fallback


def disposition(name: str) -> str:
    """A Content-Disposition (RFC 6266) that shows the file in the browser and suggests its name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or "file.pdf"
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


TOO_MANY_BYTES = _("This file is too large. The most we can take is %(megabytes)s MB.")
NOT_A_PDF = _("This isn't a PDF file. Please send a PDF.")
INCOMPLETE = _("This PDF is incomplete. Please save or export it again and send it once more.")

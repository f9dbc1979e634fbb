# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Pictures of an idea: each with a text for those who can't see it, and kept when the rest of the form is refused."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from pyramid.request import Request
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IMedia, MediaFile, Picture, UnacceptableFile, UploadedFile

NEEDS_TEXT = _("Picture %(num)s: say what it shows.")
LONGEST_ALT = 300


@dataclass
class Slot:
    """One place for a picture in the form. file: the stored picture that is already there."""

    number: int
    file: MediaFile | None = None
    alt: str = ""
    error: str = ""
    picture: Picture | None = None

    @property
    def name(self) -> str:
        """What the fields' names begin with."""
        return f"picture.{self.number}"


@dataclass
class Slots:
    """All places, as they stand now."""

    items: list[Slot] = field(default_factory=list)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field, sentence) pairs for the summary."""
        return [(slot.name, slot.error) for slot in self.items if slot.error]

    @property
    def ids(self) -> list[uuid.UUID]:
        """The pictures in their order."""
        return [slot.file.id for slot in self.items if slot.file is not None]


def empty(request: Request, most: int, idea: Any = None) -> Slots:
    """Places for a new idea, or those of an idea with its pictures in them."""
    stored = list(idea.pictures)[:most] if idea is not None else []
    known = _files(request, [uuid.UUID(str(one["id"])) for one in stored])
    items = []
    for number in range(most):
        file = known.get(uuid.UUID(str(stored[number]["id"]))) if number < len(stored) else None
        alt = request.site.text(file.alt, idea.language) if file is not None else ""
        items.append(_shown(request, Slot(number, file, alt)))
    return Slots(items)


def read(request: Request, most: int, language: str, idea: Any = None) -> Slots:
    """The places as they were sent: new files are stored, kept ones found again, unticked ones left out."""
    own = {uuid.UUID(str(one["id"])) for one in idea.pictures} if idea is not None else set()
    kept = {number: _id(str(request.POST.get(f"picture.{number}.kept", ""))) for number in range(most)}
    files = _files(request, [one for one in kept.values() if one is not None])
    account_id = request.account.id if request.account else None
    items = []
    for number in range(most):
        known = files.get(kept[number]) if kept[number] else None  # type: ignore[arg-type]
        if known is not None and not (known.id in own or (account_id and known.uploaded_by_id == account_id)):
            known = None
        if f"picture.{number}.remove" in request.POST:
            known = None
        slot = Slot(number, known, str(request.POST.get(f"picture.{number}.alt", "")).strip()[:LONGEST_ALT])
        _take(request, slot, language, account_id)
        items.append(_shown(request, slot))
    return Slots(items)


def _take(request: Request, slot: Slot, language: str, account_id: uuid.UUID | None) -> None:
    sent = UploadedFile.from_field(request.POST.get(f"picture.{slot.number}.file"))
    if sent is not None:
        try:
            slot.file = request.find_service(IMedia).store_picture(
                request.db, sent.data, sent.name, {language: slot.alt}, account_id
            )
        except UnacceptableFile as refused:
            slot.error = request.gettext(refused.sentence, **refused.values)
            return
    if slot.file is not None and not slot.alt:
        slot.error = request.gettext(NEEDS_TEXT, num=slot.number + 1)
    elif slot.file is not None and slot.file.alt.get(language) != slot.alt:
        slot.file.alt = {**slot.file.alt, language: slot.alt}


def _shown(request: Request, slot: Slot) -> Slot:
    slot.picture = request.find_service(IMedia).picture(slot.file, slot.alt) if slot.file is not None else None
    return slot


def _files(request: Request, ids: list[uuid.UUID]) -> dict[uuid.UUID, MediaFile]:
    if not ids:
        return {}
    query = select(MediaFile).where(MediaFile.id.in_(ids), MediaFile.kind == "picture")
    return {file.id: file for file in request.db.scalars(query)}


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

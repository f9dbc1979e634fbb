# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The form of a picture: a file and what it shows. The file is kept when its text is missing."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IMedia, MediaFile, UnacceptableFile, UploadedFile
from folkmoot_essential.voting.follow_up import pictures, wording

KEPT = "picture.kept"
Line = Annotated[str, StringConstraints(max_length=300)]


class PictureFields(BaseModel):
    """A picture as its form has it."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    file: UploadedFile | None = Field(
        None, title=_("Picture"), description=_("JPEG, PNG, WebP, GIF or AVIF."),
        json_schema_extra={"accept": "image/*"},
    )  # fmt: skip
    alt: dict[str, Line] = Field(
        title=_("What does the picture show?"), description=_("Read aloud to people who cannot see it."),
        json_schema_extra={"widget": "multiloc"},
    )  # fmt: skip


def take(request: Request, form: Any) -> tuple[MediaFile | None, bool]:
    """The picture that was sent, stored, and whether all is well; what is wrong the form then says."""
    sent = UploadedFile.from_field(request.POST.get(form["file"].name))  # before the form, which reads it too
    valid = form.validate()
    file = pictures.kept(request.db, request.POST.get(KEPT, ""), request.account.id)
    if sent is not None:
        try:
            file = pictures.store(request.db, request.find_service(IMedia), sent.data, sent.name, request.account.id)
        except UnacceptableFile as refused:
            form.add_error("file", request.gettext(refused.sentence, **refused.values))
            return None, False
    if file is None:
        sentence = wording.REFUSALS["no-picture"]
        form.add_error("file", request.gettext(sentence))
    return file, valid and file is not None

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The picture of an option: stored by core, which makes it anew, and never without words for those who can't see it."""

import uuid
from collections.abc import Sequence
from typing import Any

from pyramid.request import Request
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IMedia, MediaFile, Picture, UnacceptableFile, UploadedFile
from folkmoot_essential.voting.models import VotingOption

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"
NEEDS_TEXT = _("Say what the picture shows.")
AGAIN = _("Please choose the picture again: it isn't kept until everything is right.")


def file_of(request: Request, picture_id: uuid.UUID | None) -> MediaFile | None:
    """The stored picture of an option."""
    found: MediaFile | None = request.db.scalar(select(MediaFile).where(MediaFile.id == picture_id))
    return found


def current(request: Request, file: MediaFile | None) -> list[dict[str, str]]:
    """The picture that is there, for the field of a form."""
    picture = request.find_service(IMedia).picture(file)
    return [{"id": str(file.id), "name": file.original_name, "thumbnail": picture.src}] if file and picture else []


def after(request: Request, form: Form[Any], kept: uuid.UUID | None) -> uuid.UUID | None:
    """The option's picture from now on, of a valid form: the new one, none where its removal was ticked, else `kept`.

    What can't be taken is said in the form, and then nothing was stored.
    """
    stays = kept is not None and not _removed(request, kept)
    sent, words = form.data.picture, dict(form.data.picture_alt)
    if sent is None and not stays:
        return None
    if not words.get(request.site.default_locale, "").strip():
        form.add_error(f"picture_alt.{request.site.default_locale}", request.gettext(NEEDS_TEXT))
        return kept
    if sent is not None:
        return _stored(request, form, sent, words)
    file = file_of(request, kept)
    if file is not None and file.alt != words:
        file.alt = words
    return kept


def _stored(request: Request, form: Form[Any], sent: UploadedFile, words: dict[str, str]) -> uuid.UUID | None:
    media = request.find_service(IMedia)
    try:
        with request.db.begin_nested():
            stored: MediaFile = media.store_picture(request.db, sent.data, sent.name, words, request.account.id)
            request.db.flush()
    except UnacceptableFile as refused:
        form.add_error("picture", request.gettext(refused.sentence, **refused.values))
        return None
    return stored.id


def ask_again(request: Request, form: Form[Any]) -> None:
    """Browsers don't fill in a file again: whoever sent a picture with a form that is refused would lose it unseen."""
    if getattr(request.POST.get("picture"), "filename", "") and not form["picture"].error:
        form.add_error("picture", request.gettext(AGAIN))


def _removed(request: Request, kept: uuid.UUID) -> bool:
    return str(kept) in request.POST.getall("remove_picture")


def shown(request: Request, options: Sequence[VotingOption]) -> dict[str, Picture]:
    """Of options by key, the pictures with their words in the reader's language, in one statement."""
    by_id = {one.picture_id for one in options if one.picture_id}
    if not by_id:
        return {}
    media = request.find_service(IMedia)
    files = request.db.scalars(select(MediaFile).where(MediaFile.id.in_(by_id), MediaFile.kind == "picture"))
    found = {file.id: media.picture(file, request.site.text(file.alt, request.locale)) for file in files}
    return {one.key: found[one.picture_id] for one in options if one.picture_id in found}

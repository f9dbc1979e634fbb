# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Pictures of a stage: drawn anew by core's media service, each with a text for those who can't see it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from folkmoot.interfaces import MediaFile, Picture, Site
from folkmoot_essential.voting.models import VotingStep, VotingStepPicture

MOST = 12
"""The most pictures of one stage."""


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it. file_id: by which it is taken away."""

    file_id: uuid.UUID
    picture: Picture


class TooManyPictures(Exception):
    """A stage has at most MOST pictures."""


def of_steps(
    db: Session, media: Any, step_ids: Iterable[uuid.UUID], site: Site, locale: str
) -> dict[uuid.UUID, list[Shown]]:
    """By stage its pictures in their order, in one statement."""
    wanted, found = list(step_ids), defaultdict(list)
    link = VotingStepPicture
    statement = (
        select(link.step_id, MediaFile)
        .join(MediaFile, MediaFile.id == link.file_id)
        .where(link.step_id.in_(wanted))
        .order_by(link.position, link.file_id)
    )
    for step_id, file in db.execute(statement) if wanted else ():
        drawn = media.picture(file, site.text(file.alt, locale))
        if drawn is not None:
            found[step_id].append(Shown(file.id, drawn))
    return dict(found)


def store(db: Session, media: Any, data: bytes, name: str, account_id: uuid.UUID) -> MediaFile:
    """Keep a picture that no stage has yet. Raises UnacceptableFile."""
    made: MediaFile = media.store_picture(db, data, name, {}, account_id)
    return made


def kept(db: Session, text: str, account_id: uuid.UUID) -> MediaFile | None:
    """A picture that the same person sent with a form that was refused; None for anything else."""
    try:
        file_id = uuid.UUID(text)
    except ValueError:
        return None
    used = select(VotingStepPicture.file_id).where(VotingStepPicture.file_id == file_id)
    return db.scalar(
        select(MediaFile).where(
            MediaFile.id == file_id, MediaFile.kind == "picture", MediaFile.uploaded_by_id == account_id, ~used.exists()
        )
    )


def add(db: Session, step: VotingStep, file: MediaFile, alt: dict[str, str]) -> None:
    """Put a picture after those that are there. Raises TooManyPictures."""
    db.execute(select(VotingStep.id).where(VotingStep.id == step.id).with_for_update())
    link = VotingStepPicture
    counted = select(func.count(), func.max(link.position)).where(link.step_id == step.id)
    number, last = db.execute(counted).one()
    if number >= MOST:
        raise TooManyPictures
    file.alt = dict(alt)
    db.add(link(step_id=step.id, file_id=file.id, position=(last or 0) + 1))
    db.flush()


def remove(db: Session, media: Any, step: VotingStep, text: str) -> bool:
    """Take a picture of this stage away, and its file; whether there was such a one."""
    try:
        file_id = uuid.UUID(text)
    except ValueError:
        return False
    link = VotingStepPicture
    gone = delete(link).where(link.step_id == step.id, link.file_id == file_id).returning(link.file_id)
    if db.scalar(gone) is None:
        return False
    file = db.scalar(select(MediaFile).where(MediaFile.id == file_id))
    if file is not None:
        media.remove(db, file)
    return True

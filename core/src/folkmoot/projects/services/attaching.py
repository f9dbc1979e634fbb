# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Documents offered with a project."""

import uuid

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from folkmoot.media.models import MediaFile
from folkmoot.projects.models import Attachment
from folkmoot.projects.services.saving import Desk, existing

OF_PROJECT = (
    select(Attachment, MediaFile)
    .join(MediaFile, MediaFile.id == Attachment.file_id)
    .where(Attachment.project_id == bindparam("project"))
    .order_by(Attachment.position, Attachment.id)
)


def attachments(db: Session, project_id: uuid.UUID) -> list[tuple[Attachment, MediaFile]]:
    """A project's documents in their order."""
    return [(attachment, file) for attachment, file in db.execute(OF_PROJECT, {"project": project_id})]


def attach(
    db: Session,
    desk: Desk,
    project_id: uuid.UUID,
    file_id: uuid.UUID,
    title: dict[str, str],
    actor_id: uuid.UUID | None,
) -> Attachment:
    """Offer a stored document after those already there."""
    last = select(func.coalesce(func.max(Attachment.position), -1)).where(Attachment.project_id == project_id)
    attachment = Attachment(project_id=project_id, file_id=file_id, title=title, position=(db.scalar(last) or 0) + 1)
    db.add(attachment)
    db.flush()
    desk.audit.record(db, actor_id, "project.document_added", "project", project_id, {"attachment": str(attachment.id)})
    return attachment


def detach(db: Session, desk: Desk, attachment_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
    """Take a document away from its project; its file stays until IMedia.remove."""
    attachment = existing(db, Attachment, attachment_id)
    db.delete(attachment)
    db.flush()
    details = {"attachment": str(attachment_id)}
    desk.audit.record(db, actor_id, "project.document_removed", "project", attachment.project_id, details)

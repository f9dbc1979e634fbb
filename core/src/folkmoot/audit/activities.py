# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The stream of participation: one row an act, under an id that belongs to a person within one project only."""

import datetime
import hmac
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.audit.interfaces import IActivities
from folkmoot.audit.models import Activity
from folkmoot.db.base import uuid7

ADD = insert(Activity.__table__)  # type: ignore[arg-type]  # __table__ is typed as any FROM clause; it is the table

ADD_MANY = text("""
    INSERT INTO activity (id, verb, account_id, participant, at,
      kind, subject_id, project_id, phase_id, method, area_id, topics)
    SELECT act.*, CAST(:kind AS text), CAST(:subject_id AS uuid), CAST(:project_id AS uuid), CAST(:phase_id AS uuid),
      CAST(:method AS text), CAST(:area_id AS uuid), CAST(:topics AS uuid[])
    FROM unnest(CAST(:ids AS uuid[]), CAST(:verbs AS text[]), CAST(:accounts AS uuid[]), CAST(:participants AS uuid[]),
      CAST(:moments AS timestamptz[])) AS act
""")
"""Arrays in one statement: many times faster than a statement a row."""


@implementer(IActivities)
class Activities:
    """Recording acts; secret is the installation's, so that nobody can compute a participant's id from an account's."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"folkmoot participants 1", "sha256")

    def record(  # noqa: PLR0913
        self,
        db: Session,
        verb: str,
        kind: str,
        subject_id: uuid.UUID,
        account_id: uuid.UUID | None,
        *,
        project_id: uuid.UUID | None = None,
        phase_id: uuid.UUID | None = None,
        method: str | None = None,
        area_id: uuid.UUID | None = None,
        topics: Sequence[uuid.UUID] = (),
        at: datetime.datetime | None = None,
    ) -> None:
        """Write one act in the caller's transaction; at: when it happened, if that isn't now."""
        values: dict[str, Any] = {
            "verb": verb, "kind": kind, "subject_id": subject_id, "account_id": account_id, "project_id": project_id,
            "phase_id": phase_id, "method": method, "area_id": area_id, "topics": list(topics),
            "participant": self.participant(project_id, account_id),
        }  # fmt: skip
        if at is not None:
            values["at"] = at
        db.connection().execute(ADD, values)

    def record_many(
        self,
        db: Session,
        kind: str,
        subject_id: uuid.UUID,
        acts: Sequence[tuple[str, uuid.UUID, datetime.datetime]],
        **where: Any,
    ) -> None:
        """Write acts of many people on one thing in one statement."""
        project_id = where.get("project_id")
        values = {
            "kind": kind, "subject_id": subject_id, "project_id": project_id, "phase_id": where.get("phase_id"),
            "method": where.get("method"), "area_id": where.get("area_id"), "topics": list(where.get("topics", ())),
            "ids": [uuid7() for _ in acts], "verbs": [act[0] for act in acts], "accounts": [act[1] for act in acts],
            "participants": [self.participant(project_id, act[1]) for act in acts], "moments": [act[2] for act in acts],
        }  # fmt: skip
        db.execute(ADD_MANY, values)

    def participant(self, project_id: uuid.UUID | None, account_id: uuid.UUID | None) -> uuid.UUID | None:
        """The same for all of one person's acts in one project, and unlike in any other project."""
        if account_id is None:
            return None
        place = project_id.bytes if project_id else b"site"
        return uuid.UUID(bytes=hmac.digest(self._key, place + account_id.bytes, "sha256")[:16], version=5)

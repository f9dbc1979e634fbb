# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whose hand does something: the person, the moment, and how an act is written down."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import insert
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.interfaces import IAudit
from folkmoot_standard.workflow.tables import event


@dataclass(frozen=True)
class Hand:
    """A member of staff who acts now."""

    db: Session
    audit: Any
    actor_id: uuid.UUID | None
    now: datetime.datetime

    @classmethod
    def of(cls, request: Request) -> "Hand":
        """The signed-in person's."""
        return cls(request.db, request.find_service(IAudit), request.account.id, request.now)

    def tell(
        self, contribution_id: uuid.UUID, kind: str, person_id: uuid.UUID | None, day: datetime.date | None = None
    ) -> None:
        """Write an event into the contribution's history at the desk."""
        values = {"contribution_id": contribution_id, "kind": kind, "person_id": person_id, "day": day, "at": self.now}
        self.db.execute(insert(event).values(id=uuid7(), **values))

    def tell_of(self, contribution_ids: Sequence[uuid.UUID], kind: str) -> None:
        """Write the same event, done by this hand, into the histories of many."""
        rows = [
            {"id": uuid7(), "contribution_id": one, "kind": kind, "person_id": self.actor_id, "at": self.now}
            for one in contribution_ids
        ]
        if rows:
            self.db.execute(insert(event), rows)

    def log(self, verb: str, contribution_id: uuid.UUID | None, **details: Any) -> None:
        """Write an act into the audit log; person and name: whom it is about besides the actor."""
        name, person_id = details.pop("name", None), details.pop("person_id", None)
        personal = {"name": name} if name is not None else None
        kind = "contribution" if contribution_id is not None else "workflow"
        self.audit.record(
            self.db, self.actor_id, f"workflow.{verb}", kind, contribution_id, details, personal, person_id
        )

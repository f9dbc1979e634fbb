# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Recording what happened: the audit log of staff and security acts, and the stream of participation."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session
from zope.interface import Interface

if TYPE_CHECKING:
    from folkmoot.audit.services import LoggedAct


class IAudit(Interface):
    """The append-only, hash-chained log of a tenant."""

    def record(
        db: Session, actor_id: uuid.UUID | None, verb: str, subject_kind: str, subject_id: uuid.UUID | None,
        details: Mapping[str, Any] | None = None, personal: Mapping[str, Any] | None = None,
        person_id: uuid.UUID | None = None,
    ) -> None:  # fmt: skip
        """Write one act in the caller's transaction.

        actor_id: the account that acts, or None for the system. verb: past tense with its room, "project.published".
        details: values that say nothing about a person. personal: values that do; the log keeps only their salted
        hashes, the values lie in a side table that is erased with the person (person_id, else the actor).
        """

    def page(
        db: Session, *, verb: str = "", actor_id: uuid.UUID | None = None, before: int | None = None, limit: int = 50
    ) -> "list[LoggedAct]":
        """The newest entries (folkmoot.audit.services.LoggedAct) before a serial number, with seals and values."""

    def seal(db: Session) -> int:
        """Chain all entries that aren't sealed yet; returns how many. Run by a job, one at a time per tenant."""

    def verify(db: Session) -> int | None:
        """Recompute the whole chain; returns the first sequence number that doesn't hold, or None."""


class IActivities(Interface):
    """The stream of participation: one row an act, the single source of notifications, mail and reporting."""

    def record(  # noqa: PLR0913
        db: Session, verb: str, kind: str, subject_id: uuid.UUID, account_id: uuid.UUID | None, *,
        project_id: uuid.UUID | None = None, phase_id: uuid.UUID | None = None, method: str | None = None,
        area_id: uuid.UUID | None = None, topics: Sequence[uuid.UUID] = (), at: datetime.datetime | None = None,
    ) -> None:  # fmt: skip
        """Write one act in the caller's transaction; the participant id follows from account and project."""

    def record_many(
        db: Session, kind: str, subject_id: uuid.UUID, acts: Sequence[tuple[str, uuid.UUID, datetime.datetime]],
        **where: Any,
    ) -> None:  # fmt: skip
        """Write acts of many people on one thing at once: (verb, account, when); where as for record."""

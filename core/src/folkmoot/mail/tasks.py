# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sending letters: each at once by its own job, and those that a server put off again later."""

import datetime
import logging
import uuid

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.jobs.services import Jobs
from folkmoot.mail.delivery import DeliveryFailed, MailServer
from folkmoot.mail.message import as_email
from folkmoot.mail.models import MailMessage
from folkmoot.mail.services import SEND
from folkmoot.settings import Settings, load_settings
from folkmoot.tenants.interfaces import Site

log = logging.getLogger(__name__)

PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (10, 10, 20, 60, 180, 480, 960, 1440))
"""How old a letter must be for its next attempt; after the last one it has failed. The first is for letters whose job
was lost, or that were written before there was a mail server."""

STALE = datetime.timedelta(days=3)
"""Older letters aren't sent any more: when a mail server is set after weeks, nobody wants last month's codes."""

AT_ONCE = 100
"""Letters of one tenant that a single run of the sweep takes up, so that no tenant keeps the worker for itself."""


def send(context: TaskContext) -> None:
    """Send one letter. Without a mail server it stays in the outbox; what was sent already isn't sent again."""
    settings = load_settings(owner=False)
    message = _waiting(context.db, uuid.UUID(context.arguments["message_id"]))
    if message is not None and settings.smtp_url:
        attempt(message, context.site, settings, context.now)


def sweep(context: TaskContext) -> None:
    """Have another try at what is due, oldest first."""
    if load_settings(owner=False).smtp_url:
        for message_id in due(context.db, context.now):
            Jobs().defer(context.db, "core", SEND, {"message_id": str(message_id)})


def attempt(message: MailMessage, site: Site, settings: Settings, now: datetime.datetime) -> None:
    """Hand a letter over and note what became of it; the text isn't kept longer than it takes."""
    server = MailServer.from_url(settings.smtp_url or "")
    message.attempts += 1
    try:
        server.deliver(as_email(message, site))
    except (DeliveryFailed, ValueError) as error:
        for_good = getattr(error, "permanent", True) or message.attempts >= len(PAUSES)
        log.warning("letter %s not delivered (attempt %d): %s", message.id, message.attempts, error)
        message.state = "failed" if for_good else "queued"
    else:
        message.state, message.sent_at = "sent", now
    if message.state != "queued" and not settings.development:
        message.text = ""


def due(db: Session, now: datetime.datetime) -> list[uuid.UUID]:
    """Letters whose pause is over."""
    rules = [
        (MailMessage.attempts == attempts) & (MailMessage.created_at <= now - pause)
        for attempts, pause in enumerate(PAUSES)
    ]
    waiting = (MailMessage.state == "queued", MailMessage.created_at > now - STALE, or_(*rules))
    return list(db.scalars(select(MailMessage.id).where(*waiting).order_by(MailMessage.created_at).limit(AT_ONCE)))


def _waiting(db: Session, message_id: uuid.UUID) -> MailMessage | None:
    query = select(MailMessage).where(MailMessage.id == message_id, MailMessage.state == "queued")
    return db.scalars(query.with_for_update(skip_locked=True)).first()


TASKS = (Task(SEND, send), Task("mail.sweep", sweep, every_minutes=5))

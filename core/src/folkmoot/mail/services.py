# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The outbox: letters wait in the database until a job has handed them to a mail server."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.jobs.interfaces import IJobs
from folkmoot.mail.interfaces import IMailer
from folkmoot.mail.letters import Letter, render_letter
from folkmoot.mail.models import MailMessage
from folkmoot.tenants.interfaces import Site

SEND = "mail.send"


@implementer(IMailer)
class Mailer:
    """Writes letters and asks for them to be sent. packages: where templates and their translations come from."""

    def __init__(self, jobs: IJobs, packages: tuple[str, ...]) -> None:
        self._jobs, self._packages = jobs, packages

    def send(
        self, db: Session, site: Site, recipient: str, subject: str, text: str, language: str,
        account_id: uuid.UUID | None = None,
    ) -> MailMessage:  # fmt: skip
        """Write a letter; it leaves when this transaction has committed, and never when it hasn't."""
        message = MailMessage(
            account_id=account_id, recipient=recipient, subject=" ".join(subject.split()), text=text, language=language
        )
        db.add(message)
        db.flush()
        self._jobs.defer(db, "core", SEND, {"message_id": str(message.id)})
        return message

    def send_letter(
        self, db: Session, site: Site, recipient: str, template: str, language: str,
        account_id: uuid.UUID | None = None, **values: Any,
    ) -> MailMessage:  # fmt: skip
        """Write a letter from a template."""
        letter = self.compose(site, template, language, **values)
        return self.send(db, site, recipient, letter.subject, letter.text, language, account_id)

    def compose(self, site: Site, template: str, language: str, **values: Any) -> Letter:
        """The letter of a template, not sent."""
        return render_letter(template, language, self._packages, site, **values)


def newest_letters(db: Session, limit: int = 50) -> Sequence[MailMessage]:
    """The last letters of the tenant, for the development outbox."""
    query = select(MailMessage).order_by(MailMessage.created_at.desc(), MailMessage.id.desc()).limit(limit)
    return db.scalars(query).all()

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sending mail: letters are written in the transaction that causes them, and sent by a job after it."""

import uuid
from typing import TYPE_CHECKING, Any

from zope.interface import Interface

from folkmoot.tenants.interfaces import Site

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from folkmoot.mail.letters import Letter
    from folkmoot.mail.models import MailMessage


class IMailer(Interface):
    """One letter to one person, in the tenant's name."""

    def send(
        db: "Session", site: Site, recipient: str, subject: str, text: str, language: str,
        account_id: uuid.UUID | None = None,
    ) -> "MailMessage":  # fmt: skip
        """Write a letter into the outbox and defer its sending; returns the MailMessage.

        recipient: a normalised address. subject and text: plain text in `language`. account_id: whose letter it is, so
        that it is erased with its person; None when the address has no account.
        """

    def send_letter(
        db: "Session", site: Site, recipient: str, template: str, language: str,
        account_id: uuid.UUID | None = None, **values: Any,
    ) -> "MailMessage":  # fmt: skip
        """The same from a template, "folkmoot:mail/templates/welcome.txt.jinja2" or a plugin's own.

        A template sets `subject` by {% set subject %}…{% endset %}; the rest is the text. It sees _, ngettext, site,
        site_name, language and the values.
        """

    def compose(site: Site, template: str, language: str, **values: Any) -> "Letter":
        """What send_letter would send: subject and text, for a page that shows a letter before it is written."""

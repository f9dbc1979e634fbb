# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A letter as it travels: headers by the book, so that it arrives and nothing answers it by machine."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from folkmoot.mail.models import MailMessage
from folkmoot.tenants.interfaces import Site


def sender(site: Site) -> Address:
    """Who writes: the tenant's name and its mail_from setting, else no-reply at its canonical host."""
    address = str(site.settings.get("mail_from") or f"no-reply@{site.hosts[0]}")
    name = site.text(site.name, site.default_locale)
    return Address(display_name=" ".join(name.split()), addr_spec=address)


def as_email(message: MailMessage, site: Site) -> EmailMessage:
    """The message in RFC 5322 form. Its id follows from the row, so a letter sent twice is known as one.

    Auto-Submitted (RFC 3834) keeps holiday notices from answering. The policy refuses line ends in headers.
    """
    email = EmailMessage(policy=SMTP)
    email["From"] = sender(site)
    email["To"] = Address(addr_spec=message.recipient)
    email["Subject"] = message.subject
    email["Date"] = format_datetime(message.created_at)
    email["Message-ID"] = f"<{message.id}@{site.hosts[0]}>"
    email["Auto-Submitted"] = "auto-generated"
    email["X-Auto-Response-Suppress"] = "All"
    contact = site.settings.get("contact_email")
    if contact:
        email["Reply-To"] = Address(addr_spec=str(contact))
    email.set_content(message.text, charset="utf-8", cte="quoted-printable")
    email["Content-Language"] = message.language
    return email

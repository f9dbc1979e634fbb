# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Handing a letter to the mail server named by FOLKMOOT_SMTP_URL."""

import ipaddress
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from folkmoot.settings import SettingsError

SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}


class DeliveryFailed(Exception):
    """The server didn't take the letter. permanent: it never will, so asking again is of no use."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in, and as whom."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str) -> "MailServer":
        """Read smtp://user:password@host:port or smtps://…; SettingsError when it is neither."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise SettingsError("FOLKMOOT_SMTP_URL: must look like smtp://user:password@host:587 or smtps://host")
        port = parts.port or PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, parts.scheme == "smtps", user, password)

    @property
    def is_local(self) -> bool:
        """Whether what is sent there never leaves the machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def deliver(self, email: EmailMessage) -> None:
        """Hand one letter over; raises DeliveryFailed."""
        try:
            with self._connect() as connection:
                connection.send_message(email)
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()))
            raise DeliveryFailed(_words(code, reason), permanent=code >= 500) from error
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryFailed("the server refuses our user and password", permanent=False) from error
        except smtplib.SMTPResponseException as error:
            raise DeliveryFailed(_words(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= 500) from error
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryFailed(f"{type(error).__name__}: {error}", permanent=False) from error

    def _connect(self) -> smtplib.SMTP:
        """An open connection: encrypted from the start, or as soon as the server offers it.

        A password is never sent in the clear to another machine: a server that offers no encryption doesn't get it.
        """
        context = ssl.create_default_context()
        if self.encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            self._prepare(connection, context)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
        connection.ehlo()
        secure = self.encrypted or self.is_local
        if not secure and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
            secure = True
        if self.user and not secure:
            raise DeliveryFailed("the server offers no encryption, so it doesn't get our password", permanent=False)
        if self.user:
            connection.login(self.user, self.password)


def _words(code: int, reason: bytes | str) -> str:
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return f"{code} {text}"[:200]

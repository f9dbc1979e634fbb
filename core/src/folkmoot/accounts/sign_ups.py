# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signing up and asking for a new password: the same answer, and the same work, whoever has the address.

Whether an address has an account is told to nobody but its holder, in the letter.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from folkmoot.accounts import codes
from folkmoot.accounts.codes import Purpose, Wrong
from folkmoot.accounts.interfaces import IAccounts, NewAccount
from folkmoot.accounts.models import Account, EmailCode
from folkmoot.accounts.passwords import hash_password
from folkmoot.mail.interfaces import IMailer
from folkmoot.tenants.interfaces import Site

LETTERS = "folkmoot:mail/templates/{}.txt.jinja2"
Address = Callable[..., str]
"""Makes the full address of a route, by its name and arguments."""


@dataclass(frozen=True)
class Applicant:
    """What a person gave in the first step. to: the local path they came from."""

    email: str
    display_name: str
    password: str
    locale: str
    to: str


class SignUps:
    """Sign-ups and resets of one installation."""

    def __init__(self, accounts: IAccounts, mailer: IMailer, secret: str) -> None:
        self._accounts, self._mailer, self._secret = accounts, mailer, secret

    def begin(
        self, db: Session, site: Site, applicant: Applicant, now: datetime.datetime, address: Address
    ) -> uuid.UUID:
        """The first step: write the letter and remember what was given; returns the id that the browser keeps."""
        details = {
            "display_name": applicant.display_name, "password_hash": hash_password(applicant.password),
            "locale": applicant.locale, "to": applicant.to,
        }  # fmt: skip
        row, code = codes.issue_code(db, self._secret, applicant.email, Purpose.SIGN_UP, now, details)
        self._write(db, site, row, code, address)
        return row.id

    def resend(self, db: Session, site: Site, row: EmailCode, now: datetime.datetime, address: Address) -> None:
        """Send another code; the one before stops working."""
        self._write(db, site, row, codes.renew_code(db, self._secret, row, now), address)

    def _write(self, db: Session, site: Site, row: EmailCode, code: str, address: Address) -> None:
        """The code to a new address. The holder of an account gets a notice, and no code fits any more."""
        holder = self._accounts.by_email(db, row.email)
        language, minutes = row.details["locale"], int(codes.LIFETIME.total_seconds()) // 60
        if holder is None:
            template, shown = LETTERS.format("sign_up_code"), f"{code[:3]} {code[3:]}"
            self._mailer.send_letter(db, site, row.email, template, language, code=shown, minutes=minutes)
            return
        codes.spoil(row)
        template, name = LETTERS.format("already_registered"), holder.display_name
        self._mailer.send_letter(
            db, site, row.email, template, language, holder.id, name=name,
            sign_in_url=address("accounts.sign_in"), reset_url=address("accounts.reset"),
        )  # fmt: skip

    def finish(self, db: Session, row_id: uuid.UUID, code: str, now: datetime.datetime) -> Account | Wrong | None:
        """The second step: the confirmed account; Wrong; or None when the code is used up, stale or was overtaken."""
        row = codes.take_code(db, self._secret, row_id, Purpose.SIGN_UP, code, now)
        if not isinstance(row, EmailCode):
            return row
        given = row.details
        new = NewAccount(row.email, given["display_name"], given["locale"], now, password_hash=given["password_hash"])
        account: Account | None = self._accounts.create(db, new)
        return account

    def ask_reset(
        self, db: Session, site: Site, email: str, language: str, now: datetime.datetime, address: Address
    ) -> None:
        """A letter with a link to a new password, or one that says that there is no account."""
        account = self._accounts.by_email(db, email)
        token = codes.issue_link(db, email, Purpose.RESET, now)
        if account is None:
            template, url = LETTERS.format("reset_unknown"), address("accounts.sign_up")
            self._mailer.send_letter(db, site, email, template, language, sign_up_url=url)
            return
        minutes = int(codes.LIFETIME.total_seconds()) // 60
        template, url = LETTERS.format("reset_link"), address("accounts.new_password", token=token)
        self._mailer.send_letter(
            db, site, email, template, language, account.id, minutes=minutes, name=account.display_name, url=url
        )

    def reset(self, db: Session, token: str, password: str, now: datetime.datetime) -> Account | None:
        """Set a password by a link, which is used up; who could read the letter has confirmed the address."""
        email = codes.take_link(db, token, Purpose.RESET, now)
        account: Account | None = self._accounts.by_email(db, email) if email else None
        if account is not None:
            account.email_confirmed_at = account.email_confirmed_at or now
            self._accounts.set_password(db, account, password, "link")
        return account

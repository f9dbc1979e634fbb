# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Letters that tell people what happened to their account."""

from collections.abc import Callable
from functools import partial

from pyramid.request import Request

from folkmoot.accounts.entrance import address
from folkmoot.accounts.models import Account
from folkmoot.accounts.sign_ups import LETTERS
from folkmoot.mail.interfaces import IMailer


def password_changed(request: Request, account: Account) -> None:
    """Tell the owner, who will notice when it wasn't them."""
    url = address(request, "accounts.reset", lang=_language(request, account))
    send = partial(request.find_service(IMailer).send_letter, request.db, request.site, account.email)
    language, template = _language(request, account), LETTERS.format("password_changed")
    send(template, language, account.id, name=account.display_name, reset_url=url)


def farewell(request: Request, account: Account) -> Callable[[], object]:
    """The last letter, to be sent once the account is erased; it belongs to nobody, since there is nobody any more."""
    email, name, language = account.email, account.display_name, _language(request, account)
    send = partial(request.find_service(IMailer).send_letter, request.db, request.site, email)
    return partial(send, LETTERS.format("account_deleted"), language, name=name)


def _language(request: Request, account: Account) -> str:
    return account.locale if account.locale in request.site.locales else request.site.default_locale

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Accounts: people, how they come in, and what they may do."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

ROUTES = (
    ("accounts.sign_in", "/sign-in"),
    ("accounts.one_time", "/sign-in/{token}"),
    ("accounts.sign_out", "/sign-out"),
    ("accounts.sign_up", "/sign-up"),
    ("accounts.sign_up_code", "/sign-up/code"),
    ("accounts.resend", "/sign-up/resend"),
    ("accounts.reset", "/reset"),
    ("accounts.new_password", "/reset/{token}"),
    ("accounts.show", "/account"),
    ("accounts.password", "/account/password"),
    ("accounts.sessions", "/account/sessions"),
    ("accounts.delete", "/account/delete"),
    ("accounts.language", "/language"),
)


def includeme(config: Configurator) -> None:
    """Register the services and the pages."""
    from folkmoot.accounts.attempts import Attempts
    from folkmoot.accounts.interfaces import IAccounts, IAccountSessions, IAttempts
    from folkmoot.accounts.sessions import AccountSessions
    from folkmoot.accounts.sign_ups import SignUps

    registry = config.registry
    config.register_service(AccountSessions(), IAccountSessions)
    attempts = Attempts(registry.folkmoot_database, registry.folkmoot_secret)
    config.register_service(attempts, Attempts)
    config.register_service(attempts, IAttempts)
    config.register_service_factory(make_accounts, IAccounts)
    config.register_service_factory(make_sign_ups, SignUps)
    for name, pattern in ROUTES:
        config.add_public_route(name, pattern)
    config.scan("folkmoot.accounts.views")


def make_accounts(context: Any, request: Request) -> Any:
    """The accounts, writing to the audit log of this application, as many administrators as the town may have."""
    from folkmoot.accounts.services import Accounts
    from folkmoot.audit.interfaces import IAudit
    from folkmoot.licences.limits import administrators_allowed

    keys = request.registry.folkmoot_platform.composer.licences.keys(request.site)
    return Accounts(request.find_service(IAudit), administrators_allowed(keys))


def make_sign_ups(context: Any, request: Request) -> Any:
    """Sign-ups and resets."""
    from folkmoot.accounts.interfaces import IAccounts
    from folkmoot.accounts.sign_ups import SignUps
    from folkmoot.mail.interfaces import IMailer

    return SignUps(request.find_service(IAccounts), request.find_service(IMailer), request.registry.folkmoot_secret)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who is asking and what they may do: one place that every view passes."""

from typing import Any

from pyramid.interfaces import ISecurityPolicy
from pyramid.request import Request
from pyramid.security import Allowed, Denied
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.security.permissions import Permission

LOOPBACK = {"127.0.0.1", "::1"}


@implementer(ISecurityPolicy)
class SecurityPolicy:
    """Permissions from the account's role and the context's project."""

    def identity(self, request: Request) -> CurrentAccount | None:
        """The signed-in account, or None."""
        account: CurrentAccount | None = request.account
        return account

    def authenticated_userid(self, request: Request) -> str | None:
        """The account's id as text."""
        return str(request.account.id) if request.account else None

    def permits(self, request: Request, context: Any, permission: str) -> Allowed | Denied:
        """Whether the view behind `permission` may be opened in this context."""
        rule = RULES[Permission(permission)]
        return Allowed(permission) if rule(request, context) else Denied(permission)

    def remember(self, request: Request, userid: str, **kw: Any) -> list[tuple[str, str]]:
        """Unused: signing in sets its own cookie (folkmoot.accounts)."""
        return []

    def forget(self, request: Request, **kw: Any) -> list[tuple[str, str]]:
        """Unused: signing out clears its own cookie (folkmoot.accounts)."""
        return []


def _anybody(request: Request, context: Any) -> bool:
    return True


def _signed_in(request: Request, context: Any) -> bool:
    return request.account is not None


def _staff(request: Request, context: Any) -> bool:
    return request.account is not None and request.account.is_staff


def _administrator(request: Request, context: Any) -> bool:
    return request.account is not None and request.account.is_administrator


def _creates_projects(request: Request, context: Any) -> bool:
    return request.account is not None and request.account.may_create_projects


def _edits_project(request: Request, context: Any) -> bool:
    return request.account is not None and request.account.manages(context.project_id)


def _reads_project(request: Request, context: Any) -> bool:
    return bool(context.is_public) or _edits_project(request, context)


def _development(request: Request, context: Any) -> bool:
    return bool(request.registry.folkmoot_settings.development)


def _monitoring(request: Request, context: Any) -> bool:
    return request.remote_addr in LOOPBACK


RULES = {
    Permission.PUBLIC: _anybody,
    Permission.SIGNED_IN: _signed_in,
    Permission.PROJECT_READ: _reads_project,
    Permission.PROJECT_EDIT: _edits_project,
    Permission.PROJECT_CREATE: _creates_projects,
    Permission.STAFF: _staff,
    Permission.ADMINISTER: _administrator,
    Permission.DEVELOPMENT: _development,
    Permission.MONITORING: _monitoring,
}

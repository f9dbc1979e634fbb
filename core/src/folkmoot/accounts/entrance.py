# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What all ways in share: where they lead, what too many attempts are told, and the session at the end."""

import re
from typing import Any
from urllib.parse import urlsplit

from pyramid.request import Request

from folkmoot.accounts.attempts import Attempts
from folkmoot.accounts.interfaces import IAccountSessions, Role, Trial
from folkmoot.accounts.models import Account
from folkmoot.audit.interfaces import IAudit
from folkmoot.i18n import formats, mark
from folkmoot.mail.addresses import absolute
from folkmoot.security.refusals import Refusal
from folkmoot.web.views import local_path

ENTRANCE = re.compile(r"/[a-z]{2}/(sign-in|sign-up|sign-out|reset)(/|\?|$)")
"""Pages that nobody wants to come back to once they are in."""

FAILED = Refusal("sign-in-failed", mark("The e-mail address or the password isn't right."))
BLOCKED = mark("This account is blocked until %(date)s.")


def destination(request: Request) -> str:
    """Where the person came from, as a path on this site: the `to` parameter, the page that led here, or home."""
    path = local_path(str(request.params.get("to", "")), "") or _referrer(request)
    return path if path and not ENTRANCE.match(path) else request.route_path("home")


def _referrer(request: Request) -> str:
    parts = urlsplit(request.referer or "")
    if parts.netloc != request.host:
        return ""
    return local_path(f"{parts.path}?{parts.query}" if parts.query else parts.path, "")


def keep_private(request: Request) -> None:
    """Let no cache keep a page that shows somebody's address before they are signed in."""
    request.response.headers["Cache-Control"] = "private, no-store"


def address(request: Request, name: str, **values: Any) -> str:
    """The full address of a route, for letters."""
    return absolute(request, request.route_path(name, **values))


def wait_for(request: Request, *trials: Trial) -> Refusal | None:
    """Count a trial under its limits; when one is used up, the refusal that says how long to wait (answered 429)."""
    seconds = request.find_service(Attempts).count(request.site.id, request.now, *trials)
    if not seconds:
        return None
    request.response.status_int = 429
    request.response.headers["Retry-After"] = str(seconds)
    sentence = request.ngettext(
        "Too many attempts. Please wait %(num)s minute, then try again.",
        "Too many attempts. Please wait %(num)s minutes, then try again.",
        -(-seconds // 60),
    )
    return Refusal("too-many-attempts", sentence)


def blocked(request: Request, account: Account) -> Refusal | None:
    """Why an account may not come in, if it may not."""
    until = account.blocked_until
    if until is None or until <= request.now:
        return None
    day = formats.date(request.site.local(until).date(), request.locale)
    return Refusal("account-blocked", request.gettext(BLOCKED, date=day))


def let_in(request: Request, account: Account, how: str) -> None:
    """Begin a session; staff's are written to the audit log."""
    request.find_service(IAccountSessions).begin(request, account.id)
    if account.role != Role.CITIZEN:
        details = {"how": how}
        request.find_service(IAudit).record(request.db, account.id, "account.signed-in", "account", account.id, details)

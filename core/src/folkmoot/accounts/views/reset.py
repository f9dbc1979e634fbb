# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A new password: asking for a link, and choosing one by it."""

from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts import codes
from folkmoot.accounts.attempts import CODE_NETWORK, LETTER_ADDRESS, LETTER_NETWORK, network_of
from folkmoot.accounts.codes import Purpose
from folkmoot.accounts.entrance import address, blocked, keep_private, let_in, wait_for
from folkmoot.accounts.forms import NewPassword, Reset
from folkmoot.accounts.interfaces import IAccounts, IAccountSessions
from folkmoot.accounts.models import Account
from folkmoot.accounts.notices import password_changed
from folkmoot.accounts.passwords import password_problem
from folkmoot.accounts.sign_ups import SignUps
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Refusal
from folkmoot.web.forms import Form

ASK = "folkmoot:accounts/templates/reset.jinja2"
CHOOSE = "folkmoot:accounts/templates/new_password.jinja2"


@view_config(route_name="accounts.reset", renderer=ASK, permission=Permission.PUBLIC, request_method="GET")
def ask_page(request: Request) -> dict[str, Any]:
    """Ask for the address."""
    return {"form": Form(Reset, request), "refusal": None, "sent_to": None}


@view_config(route_name="accounts.reset", renderer=ASK, permission=Permission.PUBLIC, request_method="POST")
def ask(request: Request) -> dict[str, Any]:
    """Send a letter and say so, whether or not the address has an account."""
    form, refusal = Form(Reset, request), None
    if not form.validate():
        request.response.status_int = 422
        return {"form": form, "refusal": None, "sent_to": None}
    email = form.data.email
    refusal = wait_for(request, (LETTER_ADDRESS, email), (LETTER_NETWORK, network_of(request)))
    if refusal is None:
        to_route = partial(address, request)
        request.find_service(SignUps).ask_reset(request.db, request.site, email, request.locale, request.now, to_route)
    return {"form": form, "refusal": refusal, "sent_to": None if refusal else email}


@view_config(route_name="accounts.new_password", renderer=CHOOSE, permission=Permission.PUBLIC, request_method="GET")
def choose_page(request: Request) -> dict[str, Any]:
    """The form behind the link; opening it doesn't use it up."""
    return _choose(request, Form(NewPassword, request))


def _choose(request: Request, form: Form[NewPassword], refusal: Refusal | None = None) -> dict[str, Any]:
    keep_private(request)
    row = codes.find_link(request.db, request.matchdict["token"], Purpose.RESET, request.now)
    account = request.find_service(IAccounts).by_email(request.db, row.email) if row else None
    if account is None:
        request.response.status_int = 410
    elif form.errors:
        request.response.status_int = 422
    return {"form": form, "person": account, "refusal": refusal}


@view_config(route_name="accounts.new_password", renderer=CHOOSE, permission=Permission.PUBLIC, request_method="POST")
def choose(request: Request) -> Response | dict[str, Any]:
    """Set the password, sign out everywhere else and in here."""
    form = Form(NewPassword, request)
    problem = password_problem(form.data.password) if form.validate() else ""
    if problem:
        form.add_error("password", request.gettext(problem))
    refusal = None if form.errors else wait_for(request, (CODE_NETWORK, network_of(request)))
    if form.errors or refusal:
        return _choose(request, form, refusal)
    ups, token = request.find_service(SignUps), request.matchdict["token"]
    account = ups.reset(request.db, token, form.data.password, request.now)
    return _choose(request, form) if account is None else _changed(request, account)


def _changed(request: Request, account: Account) -> Response:
    request.find_service(IAccountSessions).end_all(request.db, account.id)
    password_changed(request, account)
    if blocked(request, account) is None:
        let_in(request, account, "password reset")
    request.flash(request.gettext("Your new password is set."))
    return HTTPSeeOther(request.route_path("home"))

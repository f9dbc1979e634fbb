# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signing in by password or one-time link, and signing out."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts import codes
from folkmoot.accounts.addresses import normalise_email
from folkmoot.accounts.attempts import CODE_NETWORK, SIGN_IN_ADDRESS, SIGN_IN_NETWORK, Attempts, network_of
from folkmoot.accounts.codes import Purpose
from folkmoot.accounts.entrance import FAILED, blocked, destination, keep_private, let_in, wait_for
from folkmoot.accounts.forms import SignIn
from folkmoot.accounts.interfaces import IAccounts, IAccountSessions
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Refusal
from folkmoot.web.forms import Form

TEMPLATE = "folkmoot:accounts/templates/sign_in.jinja2"
ONE_TIME = "folkmoot:accounts/templates/one_time.jinja2"


def _page(request: Request, form: Form[SignIn], refusal: Refusal | None = None) -> dict[str, Any]:
    if (refusal or form.errors) and request.response.status_int == 200:
        request.response.status_int = 422
    return {"form": form, "refusal": refusal, "to": destination(request)}


@view_config(route_name="accounts.sign_in", renderer=TEMPLATE, permission=Permission.PUBLIC, request_method="GET")
def sign_in_page(request: Request) -> Response | dict[str, Any]:
    """The form; whoever is signed in already goes on."""
    if request.account is not None:
        return HTTPSeeOther(destination(request))
    return _page(request, Form(SignIn, request))


@view_config(route_name="accounts.sign_in", renderer=TEMPLATE, permission=Permission.PUBLIC, request_method="POST")
def sign_in(request: Request) -> Response | dict[str, Any]:
    """Check address and password; a wrong address and a wrong password get one answer in one time."""
    form = Form(SignIn, request)
    if not form.validate():
        return _page(request, form)
    email = normalise_email(form.data.email) or form.data.email
    trials = ((SIGN_IN_ADDRESS, email), (SIGN_IN_NETWORK, network_of(request)))
    refusal = wait_for(request, *trials)
    if refusal:
        return _page(request, form, refusal)
    account = request.find_service(IAccounts).check(request.db, email, form.data.password)
    if account is None:
        return _page(request, form, Refusal(FAILED.code, request.gettext(FAILED.sentence)))
    request.find_service(Attempts).forgive(request.site.id, request.now, *trials)
    refusal = blocked(request, account)
    if refusal:
        return _page(request, form, refusal)
    let_in(request, account, "password")
    return HTTPSeeOther(destination(request))


@view_config(route_name="accounts.sign_out", permission=Permission.PUBLIC, request_method="POST")
def sign_out(request: Request) -> Response:
    """End this browser's session."""
    request.find_service(IAccountSessions).end(request)
    request.flash(request.gettext("You are signed out."))
    return HTTPSeeOther(request.route_path("home"))


@view_config(route_name="accounts.sign_out", permission=Permission.PUBLIC, request_method="GET")
def signed_out(request: Request) -> Response:
    """Whoever reloads the address after signing out goes home; nothing is ended by a link."""
    return HTTPSeeOther(request.route_path("home"))


@view_config(route_name="accounts.one_time", renderer=ONE_TIME, permission=Permission.PUBLIC, request_method="GET")
def one_time_page(request: Request) -> dict[str, Any]:
    """A button, since previews and scanners open links too and would use it up."""
    keep_private(request)
    found = codes.find_link(request.db, request.matchdict["token"], Purpose.SIGN_IN, request.now)
    account = request.find_service(IAccounts).by_email(request.db, found.email) if found else None
    if account is None:
        request.response.status_int = 410
    return {"person": account, "refusal": None}


@view_config(route_name="accounts.one_time", renderer=ONE_TIME, permission=Permission.PUBLIC, request_method="POST")
def one_time(request: Request) -> Response | dict[str, Any]:
    """Use the link up and sign in; who has no password yet is asked to choose one."""
    refusal = wait_for(request, (CODE_NETWORK, network_of(request)))
    if refusal:
        return {"person": None, "refusal": refusal}
    email = codes.take_link(request.db, request.matchdict["token"], Purpose.SIGN_IN, request.now)
    account = request.find_service(IAccounts).by_email(request.db, email) if email else None
    if account is None or blocked(request, account):
        request.response.status_int = 410
        return {"person": None, "refusal": None}
    let_in(request, account, "one-time link")
    return HTTPSeeOther(request.route_path("home" if account.password_hash else "accounts.show"))

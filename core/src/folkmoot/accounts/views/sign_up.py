# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signing up in two steps: what you give, then the code from the letter."""

import uuid
from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts import codes
from folkmoot.accounts.attempts import CODE_NETWORK, LETTER_ADDRESS, LETTER_NETWORK, network_of
from folkmoot.accounts.codes import Purpose, Wrong
from folkmoot.accounts.entrance import address, destination, keep_private, let_in, wait_for
from folkmoot.accounts.forms import Code, SignUp
from folkmoot.accounts.models import EmailCode
from folkmoot.accounts.passwords import password_problem
from folkmoot.accounts.sign_ups import Applicant, SignUps
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Refusal
from folkmoot.web.forms import Form

PENDING_COOKIE = "folkmoot_pending"
"""Which sign-up this browser has begun. The code works only here: nobody can be talked into finishing another's."""

FIRST = "folkmoot:accounts/templates/sign_up.jinja2"
SECOND = "folkmoot:accounts/templates/sign_up_code.jinja2"


def _first_page(request: Request, form: Form[SignUp], refusal: Refusal | None = None) -> dict[str, Any]:
    if form.errors:
        request.response.status_int = 422
    return {"form": form, "refusal": refusal, "to": destination(request)}


@view_config(route_name="accounts.sign_up", renderer=FIRST, permission=Permission.PUBLIC, request_method="GET")
def sign_up_page(request: Request) -> Response | dict[str, Any]:
    """The first step, with what was given before when somebody comes back from the second."""
    if request.account is not None:
        return HTTPSeeOther(destination(request))
    row = _pending(request)
    given = {"email": row.email, "display_name": row.details["display_name"]} if row else None
    return _first_page(request, Form(SignUp, request, given))


@view_config(route_name="accounts.sign_up", renderer=FIRST, permission=Permission.PUBLIC, request_method="POST")
def sign_up(request: Request) -> Response | dict[str, Any]:
    """Send the letter and go on to the code, whether or not the address has an account."""
    form = Form(SignUp, request)
    if not form.validate() or not _acceptable(request, form):
        return _first_page(request, form)
    data = form.data
    refusal = wait_for(request, (LETTER_ADDRESS, data.email), (LETTER_NETWORK, network_of(request)))
    if refusal:
        return _first_page(request, form, refusal)
    applicant = Applicant(data.email, data.display_name, data.password, request.locale, destination(request))
    ups, to_route = request.find_service(SignUps), partial(address, request)
    return _go_on(request, ups.begin(request.db, request.site, applicant, request.now, to_route))


def _acceptable(request: Request, form: Form[SignUp]) -> bool:
    problem = password_problem(form.data.password, form.data.email, form.data.display_name)
    if problem:
        form.add_error("password", request.gettext(problem))
    return not problem


def _go_on(request: Request, row_id: uuid.UUID) -> Response:
    response = HTTPSeeOther(request.route_path("accounts.sign_up_code"))
    response.set_cookie(
        PENDING_COOKIE, str(row_id), max_age=codes.LIFETIME, httponly=True, samesite="Lax", path="/",
        secure=request.scheme == "https",
    )  # fmt: skip
    return response


def _pending(request: Request) -> EmailCode | None:
    try:
        row_id = uuid.UUID(request.cookies.get(PENDING_COOKIE, ""))
    except ValueError:
        return None
    keep_private(request)
    return codes.pending(request.db, row_id, Purpose.SIGN_UP, request.now)


def _second_page(request: Request, row: EmailCode, form: Form[Code], refusal: Refusal | None = None) -> dict[str, Any]:
    if form.errors:
        request.response.status_int = 422
    return {"form": form, "refusal": refusal, "email": row.email}


@view_config(route_name="accounts.sign_up_code", renderer=SECOND, permission=Permission.PUBLIC, request_method="GET")
def code_page(request: Request) -> Response | dict[str, Any]:
    """The second step; back to the first when there is nothing to confirm (any more)."""
    row = _pending(request)
    if row is None:
        return HTTPSeeOther(request.route_path("accounts.sign_up"))
    return _second_page(request, row, Form(Code, request))


@view_config(route_name="accounts.sign_up_code", renderer=SECOND, permission=Permission.PUBLIC, request_method="POST")
def confirm(request: Request) -> Response | dict[str, Any]:
    """Check the code: the account is made, signed in, and its person is back where they came from."""
    row, form = _pending(request), Form(Code, request)
    if row is None:
        return _over(request)
    if not form.validate():
        return _second_page(request, row, form)
    refusal = wait_for(request, (CODE_NETWORK, network_of(request)))
    if refusal:
        return _second_page(request, row, form, refusal)
    to = row.details["to"]
    account = request.find_service(SignUps).finish(request.db, row.id, form.data.digits, request.now)
    if isinstance(account, Wrong) and account.attempts_left:
        form.add_error("code", _wrong(request, account.attempts_left))
        return _second_page(request, row, form)
    if account is None or isinstance(account, Wrong):
        return _over(request)
    let_in(request, account, "sign-up")
    request.flash(request.gettext("Welcome, %(name)s! Your account is ready.", name=account.display_name))
    response = HTTPSeeOther(to)
    response.delete_cookie(PENDING_COOKIE, path="/")
    return response


def _wrong(request: Request, left: int) -> str:
    sentence: str = request.ngettext(
        "This isn't the code. You have %(num)s attempt left.",
        "This isn't the code. You have %(num)s attempts left.",
        left,
    )
    return sentence


def _over(request: Request) -> Response:
    """The code is used up, stale, or somebody with this address was faster: begin again, or sign in."""
    request.flash(request.gettext("This code doesn't work any more. Sign up again; with an account, sign in."), "warn")
    response = HTTPSeeOther(request.route_path("accounts.sign_up"))
    response.delete_cookie(PENDING_COOKIE, path="/")
    return response


@view_config(route_name="accounts.resend", permission=Permission.PUBLIC, request_method="POST", renderer=SECOND)
def resend(request: Request) -> Response | dict[str, Any]:
    """Send another code to the same address."""
    row = _pending(request)
    if row is None:
        return _over(request)
    refusal = wait_for(request, (LETTER_ADDRESS, row.email), (LETTER_NETWORK, network_of(request)))
    if refusal:
        return _second_page(request, row, Form(Code, request), refusal)
    request.find_service(SignUps).resend(request.db, request.site, row, request.now, partial(address, request))
    request.flash(request.gettext("We sent another e-mail. The code before doesn't work any more."))
    return _go_on(request, row.id)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""My account: name, language, password, signed-in devices, and leaving."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts.attempts import PASSWORD_ACCOUNT
from folkmoot.accounts.entrance import wait_for
from folkmoot.accounts.forms import ChangedPassword, ConfirmedFarewell, Farewell, NewPassword, Profile
from folkmoot.accounts.interfaces import IAccounts, IAccountSessions
from folkmoot.accounts.models import Account
from folkmoot.accounts.notices import farewell, password_changed
from folkmoot.accounts.passwords import password_problem, verify_password
from folkmoot.audit.interfaces import IAudit
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Refusal
from folkmoot.web.forms import Form
from folkmoot.web.request import LANGUAGE_COOKIE
from folkmoot.web.views import YEAR, local_path

SHOW = "folkmoot:accounts/templates/account.jinja2"
DELETE = "folkmoot:accounts/templates/delete.jinja2"
PasswordForm = Form[ChangedPassword] | Form[NewPassword]


def _mine(request: Request) -> Account:
    account: Account = request.find_service(IAccounts).by_id(request.db, request.account.id)
    return account


def _profile_form(request: Request, account: Account) -> Form[Profile]:
    form = Form(Profile, request, {"display_name": account.display_name, "locale": account.locale})
    form["locale"].options = [(code, LANGUAGES[code]) for code in request.site.locales]
    return form


def _password_form(request: Request, account: Account) -> PasswordForm:
    return Form(ChangedPassword, request) if account.password_hash else Form(NewPassword, request)


def _page(
    request: Request, account: Account, profile: Form[Profile] | None = None, password: PasswordForm | None = None,
    refusal: Refusal | None = None,
) -> dict[str, Any]:  # fmt: skip
    if (profile and profile.errors) or (password and password.errors):
        request.response.status_int = 422
    sessions = request.find_service(IAccountSessions).of_account(request.db, account.id, request.now)
    return {
        "person": account, "profile": profile or _profile_form(request, account), "refusal": refusal,
        "password": password or _password_form(request, account), "sessions": sessions,
    }  # fmt: skip


@view_config(route_name="accounts.show", renderer=SHOW, permission=Permission.SIGNED_IN, request_method="GET")
def show(request: Request) -> dict[str, Any]:
    """Everything about one's own account on one page."""
    return _page(request, _mine(request))


@view_config(route_name="accounts.show", renderer=SHOW, permission=Permission.SIGNED_IN, request_method="POST")
def save_profile(request: Request) -> Response | dict[str, Any]:
    """Change name and language."""
    account = _mine(request)
    form = _profile_form(request, account)
    if not form.validate():
        return _page(request, account, profile=form)
    account.display_name, account.locale = form.data.display_name, form.data.locale
    request.flash(request.gettext("Saved."))
    return HTTPSeeOther(request.route_path("accounts.show"))


@view_config(route_name="accounts.password", renderer=SHOW, permission=Permission.SIGNED_IN, request_method="POST")
def change_password(request: Request) -> Response | dict[str, Any]:
    """Replace the password; other devices are signed out."""
    account = _mine(request)
    form = _password_form(request, account)
    refusal = _check_new_password(request, account, form)
    if form.errors or refusal:
        return _page(request, account, password=form, refusal=refusal)
    request.find_service(IAccounts).set_password(request.db, account, form.data.password, "password")
    request.find_service(IAccountSessions).end_all(request.db, account.id, keep=request.account.session_id)
    password_changed(request, account)
    request.flash(request.gettext("Your new password is set. Other devices are signed out."))
    return HTTPSeeOther(request.route_path("accounts.show"))


def _check_new_password(request: Request, account: Account, form: PasswordForm) -> Refusal | None:
    """Errors go to their fields; too many attempts are refused as a whole."""
    if not form.validate():
        return None
    problem = password_problem(form.data.password, account.email, account.display_name)
    if problem:
        form.add_error("password", request.gettext(problem))
        return None
    if isinstance(form.data, ChangedPassword):
        return _check_password(request, account, form, "current_password", form.data.current_password)
    return None


def _check_password(
    request: Request, account: Account, form: Form[Any], field: str, typed: str
) -> Refusal | None:
    refusal = wait_for(request, (PASSWORD_ACCOUNT, str(account.id)))
    if refusal is None and not verify_password(account.password_hash, typed):
        form.add_error(field, request.gettext("This isn't your password."))
    return refusal


@view_config(route_name="accounts.sessions", permission=Permission.SIGNED_IN, request_method="POST")
def sign_out_everywhere(request: Request) -> Response:
    """End all sessions of the account but this one."""
    mine = request.account
    request.find_service(IAccountSessions).end_all(request.db, mine.id, keep=mine.session_id)
    request.find_service(IAudit).record(request.db, mine.id, "account.signed-out-everywhere", "account", mine.id)
    request.flash(request.gettext("All other devices are signed out."))
    return HTTPSeeOther(request.route_path("accounts.show"))


def _farewell_form(request: Request, account: Account) -> Form[Any]:
    return Form(ConfirmedFarewell if account.password_hash else Farewell, request)


@view_config(route_name="accounts.delete", renderer=DELETE, permission=Permission.SIGNED_IN, request_method="GET")
def delete_page(request: Request) -> dict[str, Any]:
    """What deleting means, and the form for it."""
    account = _mine(request)
    return {"person": account, "form": _farewell_form(request, account), "refusal": None}


@view_config(route_name="accounts.delete", renderer=DELETE, permission=Permission.SIGNED_IN, request_method="POST")
def delete(request: Request) -> Response | dict[str, Any]:
    """Erase the account, and its texts if asked."""
    account = _mine(request)
    form = _farewell_form(request, account)
    refusal = None
    if form.validate() and isinstance(form.data, ConfirmedFarewell):
        refusal = _check_password(request, account, form, "password", form.data.password)
    refusal = refusal or (None if form.errors else _may_leave(request, account))
    if form.errors or refusal:
        request.response.status_int = request.response.status_int if refusal else 422
        return {"person": account, "form": form, "refusal": refusal}
    _erase(request, account, texts=form.data.texts)
    request.flash(request.gettext("Your account is deleted. Thank you for taking part."))
    return HTTPSeeOther(request.route_path("home"))


def _may_leave(request: Request, account: Account) -> Refusal | None:
    refusal: Refusal | None = request.find_service(IAccounts).leaving(request.db, account)
    if refusal is None:
        return None
    request.response.status_int = 409
    return Refusal(refusal.code, request.gettext(refusal.sentence), request.gettext(refusal.remedy))


def _erase(request: Request, account: Account, *, texts: bool) -> None:
    from folkmoot.media.interfaces import IMedia
    from folkmoot.plugins.erasure import erase_account

    request.find_service(IAudit).record(request.db, None, "account.deleted", "account", account.id, {"texts": texts})
    say_goodbye = farewell(request, account)
    request.find_service(IAccountSessions).end(request)
    erase_account(request.db, account.id, texts=texts, media=request.find_service(IMedia))
    say_goodbye()


@view_config(route_name="accounts.language", permission=Permission.PUBLIC, request_method=("GET", "POST"))
def language(request: Request) -> Response:
    """Choose the language of the address for later visits and letters, and go back in it."""
    chosen = request.locale
    to = local_path(str(request.params.get("to", "")), "")
    head, _, rest = to[1:].partition("/")
    if head in request.site.locales:
        to = f"/{chosen}/{rest}"
    if request.account is not None and request.account.locale != chosen:
        _mine(request).locale = chosen
    response = HTTPSeeOther(to or request.route_path("home"))
    secure = request.scheme == "https"
    response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=secure, path="/")
    return response

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Installing and removing licences: first what it would do, then doing it. Tokens travel in bodies of forms only."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts.attempts import MINUTE
from folkmoot.accounts.entrance import wait_for
from folkmoot.accounts.interfaces import Limit
from folkmoot.admin.licence_pages import (
    NOT_FOLLOWED_YET,
    NOTHING_SENT,
    WORDS,
    Sent,
    carried,
    effects,
    problems,
    sent,
)
from folkmoot.admin.saving import done
from folkmoot.admin.services.licences import NotFollowedYet, desk_of
from folkmoot.licences.examining import Examination, Objection
from folkmoot.licences.installing import UnknownLicence
from folkmoot.security.permissions import Permission

PREVIEW = "folkmoot:admin/templates/licences_preview.jinja2"
REFUSED = "folkmoot:admin/templates/licences_refused.jinja2"
REMOVAL = "folkmoot:admin/templates/licences_removal.jinja2"
UPLOADS = Limit("licence:account", 60, 15 * MINUTE)
"""Files that one administrator may have examined: each costs some arithmetic, and nobody has so many."""


@view_config(route_name="admin.licence_examine", permission=Permission.ADMINISTER, request_method="GET")
@view_config(route_name="admin.licence_install", permission=Permission.ADMINISTER, request_method="GET")
@view_config(route_name="admin.licence_remove", permission=Permission.ADMINISTER, request_method="GET")
def back(request: Request) -> Response:
    """Whoever opens the address of an answer, for instance by choosing another language, begins anew."""
    return HTTPSeeOther(request.route_path("admin.modules", _anchor="licences"))


@view_config(
    route_name="admin.licence_examine", renderer=PREVIEW, permission=Permission.ADMINISTER, request_method="POST"
)
def examine(request: Request) -> dict[str, Any]:
    """What a file or pasted text would do; nothing is stored."""
    found = _sent(request)
    if isinstance(found, dict):
        return found
    try:
        examination = desk_of(request).examine(found.data, replacing=found.replacing)
    except NotFollowedYet:
        return _refuse(request, (NOT_FOLLOWED_YET,), found)
    if not examination.acceptable:
        return _refuse(request, problems(examination), found, examination)
    return {
        "examination": examination, "effects": effects(request, examination.changes), "sent": found,
        "bundle": "" if found.demonstration else carried(found.data), **WORDS,
    }  # fmt: skip


@view_config(
    route_name="admin.licence_install", renderer=REFUSED, permission=Permission.ADMINISTER, request_method="POST"
)
def install(request: Request) -> dict[str, Any] | Response:
    """Examine it anew, and store it. What the preview said counts for nothing."""
    found = _sent(request)
    if isinstance(found, dict):
        return found
    try:
        examination = desk_of(request).install(found.data, replacing=found.replacing, source=found.source)
    except NotFollowedYet:
        return _refuse(request, (NOT_FOLLOWED_YET,), found)
    if not examination.acceptable:
        return _refuse(request, problems(examination), found, examination)
    return done(request, request.gettext("The licence is installed. It takes effect within seconds."), "admin.modules")


@view_config(
    route_name="admin.licence_remove", renderer=REMOVAL, permission=Permission.ADMINISTER, request_method="POST"
)
def remove(request: Request) -> dict[str, Any] | Response:
    """What taking a licence away would do, and once that is confirmed doing it."""
    jti, desk = str(request.POST.get("licence", "")), desk_of(request)
    try:
        if request.POST.get("confirm") == "1":
            desk.remove(jti)
            text = request.gettext("The licence is removed. Nothing that was made is deleted.")
            return done(request, text, "admin.modules")
        return {"one": desk.removable(jti), "effects": effects(request, desk.without(jti).changes), **WORDS}
    except UnknownLicence:
        return done(request, request.gettext("This licence isn't here any more."), "admin.modules", "warn")
    except NotFollowedYet:
        return _refuse(request, (NOT_FOLLOWED_YET,))


def _sent(request: Request) -> Sent | dict[str, Any]:
    """What was sent, or the page that says why it isn't looked at."""
    waiting = wait_for(request, (UPLOADS, str(request.account.id)))
    if waiting is not None:
        return _refuse(request, (Objection(waiting.code, waiting.sentence),), status=429)
    return sent(request) or _refuse(request, (NOTHING_SENT,))


def _refuse(
    request: Request, found: tuple[Objection, ...], sent: Sent | None = None, examination: Examination | None = None,
    *, status: int = 422,
) -> dict[str, Any]:  # fmt: skip
    """The page of a refusal, with what was pasted and the form to try again."""
    request.override_renderer = REFUSED
    request.response.status_int = 409 if NOT_FOLLOWED_YET in found else status
    genuine = [one for one in (examination.verdicts if examination else ()) if one.licence is not None]
    return {"problems": found, "pasted": sent.pasted if sent else "", "genuine": genuine, **WORDS}

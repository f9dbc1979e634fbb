# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of a roll: which phases need one, what is on it, and lists of people to add."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.hookspecs.methods import Who
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IActionRules, IAudit, IVerifications, Permission, UploadedFile
from folkmoot_essential.voter_roll import rolls, withdrawing
from folkmoot_essential.voter_roll.checking import SENTENCES, Findings, check
from folkmoot_essential.voter_roll.context import RollContext
from folkmoot_essential.voter_roll.models import VoterRollUpload
from folkmoot_essential.voter_roll.sheet import COLUMNS, SheetRow, UnreadableSheet, read

TEMPLATES = "folkmoot_essential.voter_roll:templates/"
NO_FILE = _("Please choose a file.")
LONGEST_REASON = 1000
EMPTY_FILE = _("The file has no rows below its heading.")


@view_config(route_name="voter_roll.index", permission=Permission.STAFF, renderer=TEMPLATES + "index.jinja2")
def index(request: Request) -> dict[str, Any]:
    """Phases in which something is for verified people only, with the size of their roll, in two statements."""
    phases = request.find_service(IVerifications).phases(request.db, request.now)
    mine = [phase for phase in phases if request.account.manages(phase.project_id)]
    order = {"open": 0, "upcoming": 1, "closed": 2}
    return {"phases": sorted(mine, key=lambda one: order[one.state]), "sizes": rolls.sizes(request.db)}


@view_config(
    route_name="voter_roll.roll", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "roll.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def roll(context: RollContext, request: Request) -> dict[str, Any] | Response:
    """A roll in numbers, and the form for a list of people to add."""
    error, change = "", "withdraw" if request.POST.get("do") == withdrawing.WITHDRAW else "add"
    if request.method == "POST":
        rows, error = rows_sent(request)
        if not error:
            findings = _checked(context, request, rows, change)
            upload = rolls.keep_upload(request.db, context.phase, findings, request.account.id)
            return HTTPSeeOther(context.url("voter_roll.upload", upload=upload.id))
        request.response.status_int = 422
    return {
        "context": context, "overview": rolls.overview(request.db, context.phase.id), "error": error, "change": change,
        "asked": asks_for_verified(request, context), "columns": COLUMNS,
    }  # fmt: skip


def _checked(context: RollContext, request: Request, rows: list[SheetRow], change: str) -> Findings:
    if change == withdrawing.WITHDRAW:
        return withdrawing.check(request.db, context.phase.id, rows)
    return check(request.db, context.phase.id, rows, context.areas)


def asks_for_verified(request: Request, context: RollContext) -> bool:
    """Whether the phase's rules use the roll at all."""
    table = request.find_service(IActionRules).table(request.db, context.phase)
    return any(row.who is Who.VERIFIED for row in table)


def rows_sent(request: Request) -> tuple[list[SheetRow], str]:
    """The rows of the file in a form, or a translated sentence that says what is wrong with it."""
    field = "off" if request.POST.get("do") == withdrawing.WITHDRAW else "file"
    file = UploadedFile.from_field(request.POST.get(field))
    if file is None:
        return [], request.gettext(NO_FILE)
    if not file.data:
        return [], request.gettext(EMPTY_FILE)
    try:
        rows = read(file.data)
    except UnreadableSheet as error:
        return [], request.gettext(error.sentence, **error.values)
    return rows, "" if rows else request.gettext(EMPTY_FILE)


@view_config(
    route_name="voter_roll.upload", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "upload.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def upload(context: RollContext, request: Request) -> dict[str, Any] | Response:
    """What a list would change; on a yes it does."""
    found = rolls.upload_of(request.db, context.phase.id, _upload_id(request))
    if found is None:
        if request.method == "POST":
            request.flash(request.gettext("This list was confirmed or thrown away already."), "warn")
            return HTTPSeeOther(context.url("voter_roll.roll"))
        raise HTTPNotFound
    shown = {"context": context, "findings": found.findings, "sentences": SENTENCES, "missing": False}
    if request.method == "GET":
        return shown
    if found.findings.get("change") == withdrawing.WITHDRAW and request.POST.get("do") == "confirm":
        return _withdrawn(context, request, found) or {**shown, "missing": True}
    if request.POST.get("do") == "confirm":
        added = rolls.confirm(request.db, request.find_service(IAudit), context.phase, found, request.account.id)
        text = request.ngettext("%(num)s person is on the roll now.", "%(num)s people are on the roll now.", added)
        request.flash(request.gettext("Nobody new was added.") if added == 0 else text)
    else:
        rolls.discard(request.db, found)
        request.flash(request.gettext("The list was thrown away; nothing has changed."), "info")
    return HTTPSeeOther(context.url("voter_roll.roll"))


def _withdrawn(context: RollContext, request: Request, found: VoterRollUpload) -> Response | None:
    """Take them off; None where no reason was given."""
    reason = str(request.POST.get("reason", "")).strip()[:LONGEST_REASON]
    if not reason:
        request.response.status_int = 422
        return None
    audit = request.find_service(IAudit)
    gone = withdrawing.confirm(request.db, audit, context.phase, found, reason, request.account.id, request.now)
    words = ("%(num)s person was taken off the roll.", "%(num)s people were taken off the roll.")
    request.flash(request.ngettext(*words, gone))
    return HTTPSeeOther(context.url("voter_roll.roll"))


def _upload_id(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.matchdict["upload"])
    except ValueError:
        raise HTTPNotFound from None

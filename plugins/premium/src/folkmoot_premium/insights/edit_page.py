# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Changes by people: making one, the list of them, taking the last one back."""

from collections.abc import Callable, Sequence
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IJobs, Permission
from folkmoot_premium.insights import editing, frame, members, splitting, themes, typed
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed, Finished
from folkmoot_premium.insights.tables import edit

LIST = "folkmoot_premium:insights/templates/edits.jinja2"
LONGEST = 120
MOST = 500
KINDS = {
    "rename": _("Named a theme"), "merge": _("Merged themes"), "split": _("Split a theme"), "move": _("Moved texts"),
    "pin": _("Pinned texts"), "exclude": _("Took texts out"),
}  # fmt: skip
Told = tuple[dict[str, Any], str] | None
"""Arguments of an edit and the theme to show afterwards; None where something is missing."""


def _rename(request: Request) -> Told:
    name = typed.line(request.POST.get("name", ""), LONGEST)
    theme = request.POST.get("theme", "")
    return ({"theme": theme, "name": name}, theme) if name else None


def _merge(request: Request) -> Told:
    theme, into = request.POST.get("theme", ""), request.POST.get("into", "")
    return ({"themes": [theme], "into": into}, into) if into else None


def _items(request: Request) -> list[str]:
    return list(dict.fromkeys(request.POST.getall("items")))[:MOST]


def _move(request: Request) -> Told:
    items, into = _items(request), request.POST.get("into", "")
    theme = None if into == members.NONE else into
    return ({"items": items, "theme": theme}, into) if items and into else None


def _pin(request: Request) -> Told:
    items, theme = _items(request), request.POST.get("theme", "")
    return ({"items": items, "theme": theme}, theme) if items and theme else None


def _exclude(request: Request) -> Told:
    items = _items(request)
    return ({"items": items}, request.POST.get("theme", "") or members.EXCLUDED) if items else None


READ: dict[str, Callable[[Request], Told]] = {
    "rename": _rename, "merge": _merge, "move": _move, "pin": _pin, "exclude": _exclude,
}  # fmt: skip
DONE = {
    "rename": _("The theme has its new name."), "merge": _("The themes are one now."),
    "move": _("Moved. It stays there in later runs."), "pin": _("Pinned. It stays here in later runs."),
    "exclude": _("Taken out. Nothing happens to the contributions themselves."), "split": _("The theme is split."),
}  # fmt: skip
MISSING = _("Nothing was changed: choose what to change, and to what.")
NOT_LAST = _("Nothing was taken back: that change isn’t the last one any more. This is the list as it is now.")
OLD_RUN = _("Only the newest finished run can be changed. This one stays as it was.")


@view_config(route_name="insights.edit", permission=Permission.STAFF, request_method="POST", begins=False)
def change(context: Finished, request: Request) -> Response:
    """Make a change and show what it is about."""
    kind = request.POST.get("do", "")
    told = READ[kind](request) if kind in READ else None
    here = request.GET.get("list") or request.POST.get("theme", "")
    if not _newest(context, request):
        return _shown(context, request, here, OLD_RUN)
    if told is None:
        return _shown(context, request, here, MISSING)
    arguments, theme = told
    return _made(context, request, kind, arguments, (here, here if "list" in request.GET else theme))


def _newest(context: Finished, request: Request) -> bool:
    current = editing.newest(request.db, context.analysis.id)
    return current is not None and current.id == context.run.id


def _made(context: Finished, request: Request, kind: str, arguments: dict[str, Any], where: Sequence[str]) -> Response:
    here, theme = where
    refused = editing.add(request.db, context.analysis.id, request.account.id, request.now, kind, arguments)
    if refused is not None:
        return _shown(context, request, here, refused.sentence)
    log(request, "themes-changed", context.analysis.id, change=kind)
    request.flash(request.gettext(DONE[kind]))
    return _shown(context, request, theme)


def _shown(context: Finished, request: Request, theme: str, fault: str = "") -> Response:
    """The page of a theme, or of all where it doesn't stand any more. Whoever ticked texts in a list gets that list
    again, with its filters, on the same page: list in the address is its theme."""  # fmt: skip
    if fault:
        request.flash(request.gettext(fault), "warn")
    where = {"analysis": context.analysis.id, "run": context.run.number}
    known = {one.id for one in themes.overview(request.db, context.run.id).themes}
    if theme in known | {members.NONE, members.EXCLUDED, members.EVERYTHING}:
        query = {name: value for name, value in request.GET.items() if name != "list"}
        return HTTPSeeOther(request.route_path("insights.theme", theme=theme, _query=query, **where))
    return HTTPSeeOther(request.route_path("insights.themes", **where))


@view_config(route_name="insights.split", permission=Permission.STAFF, request_method="POST", begins=True)
def split(context: Finished, request: Request) -> Response:
    """Split a theme: by words at once, or in two by the program, which a worker does."""
    theme, words = request.matchdict["theme"], typed.line(request.POST.get("words", ""), 200)
    name = typed.line(request.POST.get("name", ""), LONGEST)
    if not _newest(context, request):
        return _shown(context, request, theme, OLD_RUN)
    if request.POST.get("do") == "program":
        return _by_program(context, request, theme)
    items = splitting.holding(request.db, context.run.id, theme, words) if words and name else []
    if not items:
        return _shown(context, request, theme, MISSING if not (words and name) else splitting.NONE_HOLDS)
    into = editing.fresh_theme(request.db, context.analysis.id)
    arguments_of = {"theme": theme, "into": into, "items": items, "name": name, "by": words}
    return _made(context, request, "split", arguments_of, (theme, into))


def _by_program(context: Finished, request: Request, theme: str) -> Response:
    """Have a worker split it; what becomes of that is said on its page."""
    enough = splitting.large_enough(request.db, context.run.id, theme)
    outcome = splitting.ASKED if enough else splitting.FEW
    splitting.report(request.db, context.analysis.id, theme, outcome)
    if enough:
        arguments = {"run": str(context.run.id), "theme": theme, "actor": str(request.account.id)}
        request.find_service(IJobs).defer(request.db, frame.ID, splitting.NAME, arguments)
    log(request, "split-asked", context.analysis.id, theme=theme, outcome=outcome)
    return _shown(context, request, theme)


@view_config(
    route_name="insights.edits", renderer=LIST, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(context: Analysed, request: Request) -> dict[str, Any]:
    """All changes, the last first; each with who made it and when."""
    e, current = edit.c, editing.newest(request.db, context.analysis.id)
    query = (
        select(edit, account.c.display_name.label("who"))
        .select_from(edit.outerjoin(account, account.c.id == e.made_by_id))
        .where(e.analysis_id == context.analysis.id)
        .order_by(e.number.desc())
    )
    return {
        **frame.values(request, current, "edits"), "rows": list(request.db.execute(query)), "kinds": KINDS,
        "called": themes.called(request.db, current.id) if current is not None else {},
        "void": current.void_edits if current else [],
    }  # fmt: skip


@view_config(route_name="insights.undo", permission=Permission.STAFF, request_method="POST", begins=False)
def undo(context: Analysed, request: Request) -> Response:
    """Take the last change back: the one that was the last on the page that was looked at."""
    dropped = editing.undo(request.db, context.analysis.id, request.POST.get("number", ""))
    if dropped is None:
        request.flash(request.gettext(NOT_LAST), "warn")
    else:
        log(request, "change-undone", context.analysis.id, change=dropped.kind)
        request.flash(request.gettext("The last change is taken back."))
    return HTTPSeeOther(request.route_path("insights.edits", analysis=context.analysis.id))

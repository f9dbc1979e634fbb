# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The concrete-idea sheets of an analysis: their order, new ones, and all of them as files."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission, Refusal
from folkmoot_premium.insights import editing, frame, members, themes
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.questions.columns import telling_columns
from folkmoot_premium.insights.sheets import composing, sheet_files
from folkmoot_premium.insights.sheets.ideas import Idea, ideas
from folkmoot_premium.insights.sheets.numbers_asked import numbered
from folkmoot_premium.insights.theme_page import wished

PAGE = "folkmoot_premium:insights/templates/sheets.jinja2"
NAMELESS = _("Theme {id}")
NO_RUN = Refusal("insights-no-run", _("Sheets are made from what a run found; there is no finished run yet."))
MADE = _("The sheet is made. What it says was proposed by the program; read it and change it.")
UP, DOWN = -1, 1


def nameless(request: Request) -> str:
    """What a theme is called that has no name and no words left."""
    return str(request.gettext(NAMELESS))


def found(request: Request, only: uuid.UUID | None = None) -> list[Idea]:
    """The sheets of the analysis that the address is about, or one of them."""
    analysis = request.context.analysis
    run = editing.newest(request.db, analysis.id)
    seen = themes.overview(request.db, run.id).themes if run else ()
    return ideas(request.db, analysis.id, themes.names(seen, nameless(request)), only)


@view_config(
    route_name="insights.sheets", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(context: Analysed, request: Request) -> dict[str, Any]:
    """All sheets in their order, and the ways to make one."""
    return _page(context, request)


def _page(context: Analysed, request: Request, numbers: str = "", error: str = "") -> dict[str, Any]:
    """numbers, error: what was typed and why no sheet is made of it."""
    run = editing.newest(request.db, context.analysis.id)
    seen = themes.overview(request.db, run.id).themes if run else ()
    names = themes.names(seen, nameless(request))
    return {
        **frame.values(request, run=run, tab="sheets"), "ideas": ideas(request.db, context.analysis.id, names),
        "themes": [(one.id, f"{names[one.id]} ({one.size})") for one in seen if one.size],
        "numbers": numbers, "error": error,
    }  # fmt: skip


@view_config(route_name="insights.sheets_order", permission=Permission.STAFF, request_method="POST", begins=False)
def reorder(context: Analysed, request: Request) -> Response:
    """Put a sheet one place up or down."""
    key, _colon, where = request.POST.get("move", "").partition(":")
    sheet_id = _uuid(key)
    if sheet_id is not None and where in ("up", "down"):
        by = UP if where == "up" else DOWN
        if composing.reorder(request.db, context.analysis.id, sheet_id, by):
            log(request, "sheets-ordered", context.analysis.id, sheet=str(sheet_id), to=where)
    return HTTPSeeOther(f"{_list(context, request)}#item-{key}" if sheet_id else _list(context, request))


@view_config(
    route_name="insights.sheets", renderer=PAGE, permission=Permission.STAFF, request_method="POST", begins=True
)
def compose(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Make a sheet from a theme, from a group of near-duplicates, or from contributions by their numbers."""
    made = _composed(context, request)
    if isinstance(made, Refusal):
        sentence, typed = request.gettext(made.sentence, **dict(made.values)), request.POST.get("numbers", "")
        if typed:
            request.response.status_int = 422
            return _page(context, request, typed, sentence)
        request.flash(sentence, "warn")
        return HTTPSeeOther(_list(context, request))
    log(request, "sheet-made", context.analysis.id, sheet=str(made))
    request.flash(request.gettext(MADE))
    return HTTPSeeOther(request.route_path("insights.sheet", analysis=context.analysis.id, sheet=made))


def _composed(context: Analysed, request: Request) -> uuid.UUID | Refusal:
    db, post, analysis_id = request.db, request.POST, context.analysis.id
    run = editing.newest(db, analysis_id)
    if run is None:
        return NO_RUN
    origin, theme = "chosen", ""
    items: list[str] | Refusal
    if post.get("do") == "theme":
        origin, theme = "theme", post.get("theme", "")
        items = composing.of_theme(db, run.id, theme)
    elif post.get("do") == "group":
        origin, items = "duplicates", composing.of_run(db, run.id, post.getall("items"))
    elif post.get("do") == "found":
        items = _found_in_list(context, request, run.id, post.get("list", ""))
    elif post.get("do") == "items":
        items = composing.of_run(db, run.id, post.getall("items"))
    else:
        items = numbered(db, run.id, post.get("numbers", ""))
    if isinstance(items, Refusal):
        return items
    return composing.compose(db, analysis_id, origin, items, request.account.id, request.now, theme)


@view_config(route_name="insights.sheets_file", permission=Permission.STAFF, request_method="GET", begins=False)
def download(context: Analysed, request: Request) -> Response:
    """All sheets as CSV, XLSX or JSON."""
    return sheet_files.answer(request, request.matchdict["format"], found(request))


def _found_in_list(context: Analysed, request: Request, run_id: uuid.UUID, theme: str) -> list[str]:
    """All that a list of texts holds with the filters of the address, on whatever page."""
    wish = wished(request, theme, telling_columns(request.db, context.analysis.id))
    return members.items_of(request.db, run_id, wish)


def _list(context: Analysed, request: Request) -> str:
    return str(request.route_path("insights.sheets", analysis=context.analysis.id))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

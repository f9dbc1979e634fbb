# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The sources of a sheet: added, taken out, turned over, and each with its sentences to be quoted.

Their buttons belong to the sheet's form: what is typed there and not yet saved stays.
"""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import editing, frame, members
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.sheets import composing, evidence
from folkmoot_premium.insights.sheets.composing import Wish
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.sheet_form import Told, said_by, with_sentence
from folkmoot_premium.insights.sheets.sheet_page import PAGE, Message, add, here, page_of, sources_asked, the_sheet

SOURCE = "folkmoot_premium:insights/templates/sheet_source.jinja2"
OPENED = 200
"""Sentences of ticked sources on the page of the sheet; the page of a source has all of its."""
NONE_TICKED = _("Nothing was taken out: tick the sources first.")
NONE_OPENED = _("Tick the sources first whose sentences you want to see.")
TAKEN_OUT = _("The sources are taken out of the sheet; they stay in the analysis.")
ALREADY = _("Nothing was added: these texts are sources of the sheet already.")
UNSAVED = _("What you typed is still in the form and isn’t saved yet.")
CUT = _("These are the first %(num)s sentences; tick fewer sources to see others.")
SHOWN = _("The sentences of the ticked sources stand among those to choose from.")
CHANGED = _("Somebody else has changed this sheet meanwhile. Nothing is chosen yet; look at the sheet first.")


def _again(request: Request, before: Idea, told: Told, message: Message, opened: Any = ()) -> dict[str, Any] | Response:
    """The page with what was typed and isn't saved; without any such thing the sheet as it is."""
    if "title" not in request.POST or not (told.unsaved(before) or opened):
        if message.sentence:
            request.flash(message.sentence, message.kind)
        return here(request, before)
    idea = the_sheet(request)
    if told.seen == before.version:  # nobody else has changed it: this change is their own
        told.seen = idea.version
    unsaved = request.gettext(UNSAVED) if told.unsaved(idea) else ""
    return page_of(request, idea, told, Message(f"{message.sentence} {unsaved}".strip(), message.kind), opened)


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=take-out", begins=False,
)  # fmt: skip
def take_out(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Take ticked sources out of it."""
    idea, told = the_sheet(request, hold=True), Told.sent(request)
    removed = composing.remove_sources(request.db, idea, told.ticked, request.now)
    if removed:
        log(request, "sheet-sources-removed", context.analysis.id, sheet=str(idea.id), sources=removed)
        told.ticked = []
    message = Message(request.gettext(TAKEN_OUT)) if removed else Message(request.gettext(NONE_TICKED), "warn")
    return _again(request, idea, told, message)


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=add", begins=False,
)  # fmt: skip
def add_numbers(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Add contributions by their numbers: all of them, or none where one isn't in the analysis."""
    idea, told = the_sheet(request, hold=True), Told.sent(request)
    items = sources_asked(request, told, needed=True)
    if told.errors:
        request.response.status_int = 422
        return page_of(request, idea, told if "title" in request.POST else _bare(idea, told))
    told.numbers = ""
    added = add(request, idea, items)
    if not added:
        return _again(request, idea, told, Message(request.gettext(ALREADY), "warn"))
    sentence = request.ngettext("%(num)s source is added.", "%(num)s sources are added.", added)
    return _again(request, idea, told, Message(sentence))


def _bare(idea: Idea, told: Told) -> Told:
    """The sheet as it is, with what a shorter form sent."""
    found = Told.of(idea)
    found.numbers, found.errors = told.numbers, told.errors
    return found


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=open", begins=False,
)  # fmt: skip
def open_sentences(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Show the sentences of ticked sources among those to choose from."""
    idea, told = the_sheet(request), Told.sent(request)
    said = said_by(request, idea, told.ticked)
    if not said:
        return _again(request, idea, told, Message(request.gettext(NONE_OPENED), "warn"))
    told_so = request.gettext(CUT, num=OPENED) if len(said) > OPENED else request.gettext(SHOWN)
    return _again(request, idea, told, Message(told_so), said[:OPENED])


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="turn", begins=False,
)  # fmt: skip
def turn(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Another page of its sources."""
    return page_of(request, the_sheet(request), Told.sent(request))


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=forget", begins=False,
)  # fmt: skip
def forget(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Forget the sources that are no longer there."""
    idea, told = the_sheet(request, hold=True), Told.sent(request)
    if idea.gone or idea.quotes_gone:
        composing.forget_gone(request.db, idea, request.now)
        log(request, "sheet-cleared", context.analysis.id, sheet=str(idea.id), sources=idea.gone)
    return _again(request, idea, told, Message())


def _source(request: Request, idea: Idea) -> Evidence:
    wanted = request.matchdict["item"]
    known = [one.item for one in idea.sources if one.item == wanted]
    source = evidence.read(request.db, request.context.analysis.id, known).get(wanted)
    if source is None:
        raise HTTPNotFound
    return source


@view_config(
    route_name="insights.sheet_source", renderer=SOURCE, permission=Permission.STAFF, request_method="GET",
    begins=False,
)  # fmt: skip
def source_page(context: Analysed, request: Request) -> dict[str, Any]:
    """A source with each of its sentences, to be quoted."""
    idea = the_sheet(request)
    return _source_values(request, idea, _source(request, idea), "")


def _source_values(request: Request, idea: Idea, source: Evidence, warning: str) -> dict[str, Any]:
    run = editing.newest(request.db, request.context.analysis.id)
    quoted = {one.sentence.mark for one in idea.quotes if one.source.item == source.item}
    core = idea.core.sentence if idea.core else None
    return {
        **frame.values(request, run=run, tab="sheets"), "idea": idea, "source": source, "quoted": quoted, "core": core,
        "placed": run is not None and bool(members.placed(request.db, run.id, [source.item])), "warning": warning,
    }  # fmt: skip


@view_config(
    route_name="insights.sheet_source", renderer=SOURCE, permission=Permission.STAFF, request_method="POST",
    begins=False,
)  # fmt: skip
def choose(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Make a sentence the core sentence, quote it, or quote it no more. do: core, quote or leave."""
    idea = the_sheet(request, hold=True)
    source, do, chosen = _source(request, idea), request.POST.get("do", ""), request.POST.get("sentence", "")
    if request.POST.get("seen") != idea.version:
        request.response.status_int = 409
        return _source_values(request, idea, source, request.gettext(CHANGED))
    sentence = next((one for one in source.said if one.mark == chosen), None)
    before = Wish.of(idea)
    wish = with_sentence(before, do, sentence) if sentence is not None else before
    if wish != before:
        composing.save(request.db, context.analysis.id, idea, wish, request.now)
        log(request, "sheet-sentence-chosen", context.analysis.id, sheet=str(idea.id), source=source.item, do=do)
    return here(request, idea)

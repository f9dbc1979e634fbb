# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One concrete-idea sheet: what it says, who stands behind it, and its sources; saving and deleting it.

Whoever saves a sheet that somebody else has changed since is told so, with what they typed beside what is there now.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission, Refusal
from folkmoot_premium.insights import editing, frame
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.sheets import composing
from folkmoot_premium.insights.sheets.costs_named import columns
from folkmoot_premium.insights.sheets.evidence import Source
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.list_page import found
from folkmoot_premium.insights.sheets.numbers_asked import NONE, numbered
from folkmoot_premium.insights.sheets.sentences import LONGEST, Sentence
from folkmoot_premium.insights.sheets.sheet_form import OWN, TITLE, Told, choice
from folkmoot_premium.insights.sheets.words import AUTOMATIC, NOTHING

PAGE = "folkmoot_premium:insights/templates/sheet.jinja2"
PER_PAGE, POINTS = 50, 20
ORIGINS = {
    "theme": _("Made from the theme %(id)s."), "duplicates": _("Made from a group of near-duplicates."),
    "chosen": _("Made from contributions that somebody chose."),
}  # fmt: skip
SAVED, SAVED_READY = _("The sheet is saved as a draft."), _("The sheet is saved and stands in the dossier.")
CHANGED = Refusal(
    "insights-sheet-changed",
    _("Somebody else has changed this sheet meanwhile. Nothing of yours is saved yet; it stands in the form."),
)
NOT_DELETED = _("Somebody else has changed this sheet meanwhile. It isn’t deleted; look at it first.")


@dataclass(frozen=True)
class Message:
    """What the page says above the form. theirs: the sheet as it is now is shown beside what was typed."""

    sentence: str = ""
    kind: str = "ok"
    theirs: bool = False


def the_sheet(request: Request, *, hold: bool = False) -> Idea:
    """The sheet of the address, 404 where the analysis has none such. hold: nobody else changes it now."""
    sheet_id = uuid.UUID(request.matchdict["sheet"])
    if hold:
        composing.hold(request.db, sheet_id)
    idea = next(iter(found(request, sheet_id)), None)
    if idea is None:
        raise HTTPNotFound
    return idea


def here(request: Request, idea: Idea) -> Response:
    """Back to the sheet."""
    return HTTPSeeOther(request.route_path("insights.sheet", analysis=request.context.analysis.id, sheet=idea.id))


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def show(context: Analysed, request: Request) -> dict[str, Any]:
    """Everything about it, with a form."""
    idea = the_sheet(request)
    return page_of(request, idea, Told.of(idea))


def page_of(
    request: Request, idea: Idea, told: Told, message: Message | None = None, opened: Sequence[Sentence] = ()
) -> dict[str, Any]:  # fmt: skip
    """What the page shows. opened: further sentences to choose from."""
    run = editing.newest(request.db, request.context.analysis.id)
    pages = max(1, -(-len(idea.sources) // PER_PAGE))
    page = min(_number(request), pages)
    shown = idea.sources[(page - 1) * PER_PAGE : page * PER_PAGE]
    automatic = [request.gettext(AUTOMATIC[key]) for key in idea.automatic] or [request.gettext(NOTHING)]
    return {
        **frame.values(request, run=run, tab="sheets"), "idea": idea, "told": told, "automatic": automatic,
        "message": message or Message(), "sentences": choice(request, idea, told, opened),
        "columns": columns(idea.sources), "origin": str(request.gettext(ORIGINS[idea.origin], id=idea.theme)),
        "costs": _costs(idea),
        "shown": shown, "page_number": page, "pages": pages, "ticked_elsewhere": _elsewhere(idea, told, shown),
        "own": OWN, "limits": {"title": TITLE, "words": LONGEST, "points": POINTS},
    }  # fmt: skip


def _elsewhere(idea: Idea, told: Told, shown: Sequence[Source]) -> list[str]:
    """Ticked sources of other pages: the form carries them along, else turning a page would lose them."""
    gone = set(told.ticked).difference(one.item for one in shown)
    return [one.item for one in idea.sources if one.item in gone]


def _number(request: Request) -> int:
    """Of the page of sources: the one that a button turns to, or that the form stood on, or of the address."""
    given = request.POST.get("turn") or request.POST.get("page") or request.GET.get("page", "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 8 else 1


def _costs(idea: Idea) -> list[tuple[str, Any]]:
    """What the first sources say about costs, and which they are."""
    said = dict(idea.costs.said[:POINTS]) if idea.costs else {}
    return [(said[one.item], one) for one in idea.sources if one.item in said] if said else []


def sources_asked(request: Request, told: Told, *, needed: bool = False) -> list[str]:
    """The texts whose numbers were typed; why there are none is written into the errors. needed: some must be."""
    if not told.numbers and not needed:
        return []
    run = editing.newest(request.db, request.context.analysis.id)
    items = NONE if run is None else numbered(request.db, run.id, told.numbers)
    if isinstance(items, Refusal):
        told.errors["numbers"] = request.gettext(items.sentence, **dict(items.values))
        return []
    return items


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST", begins=False
)
def save(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Change what it says, and add sources whose numbers are typed; "ready" puts it into the dossier."""
    idea, told = the_sheet(request, hold=True), Told.sent(request)
    if told.seen != idea.version:
        return _conflict(request, idea, told)
    told.check(request)
    items = sources_asked(request, told)
    if not told.errors:
        _refuse(request, idea, told, len(items))
    if told.errors:
        request.response.status_int = 422
        return page_of(request, idea, told)
    if add(request, idea, items):
        idea = the_sheet(request)
    composing.save(request.db, context.analysis.id, idea, told.wish(request, idea), request.now)
    log(request, "sheet-ready" if told.ready else "sheet-saved", context.analysis.id, sheet=str(idea.id))
    request.flash(request.gettext(SAVED_READY if told.ready else SAVED))
    return here(request, idea)


def _refuse(request: Request, idea: Idea, told: Told, more: int) -> None:
    refusal = composing.refused(told.wish(request, idea), len(idea.sources) + more)
    if refusal is not None:
        told.errors["core"] = request.gettext(refusal.sentence)


def _conflict(request: Request, idea: Idea, told: Told) -> dict[str, Any]:
    """Theirs beside what was typed; who now saves again has seen theirs."""
    told.seen = idea.version
    request.response.status_int = 409
    return page_of(request, idea, told, Message(request.gettext(CHANGED.sentence), "warn", theirs=True))


def add(request: Request, idea: Idea, items: Sequence[str]) -> int:
    """Add sources; how many are new."""
    analysis_id = request.context.analysis.id
    added = composing.add_sources(request.db, analysis_id, idea, items, request.now)
    if added:
        log(request, "sheet-sources-added", analysis_id, sheet=str(idea.id), sources=added)
    return added


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=delete", begins=False,
)  # fmt: skip
def delete(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Delete the sheet, as it was looked at."""
    idea = the_sheet(request, hold=True)
    if request.POST.get("seen") != idea.version:
        request.response.status_int = 409
        return page_of(request, idea, Told.of(idea), Message(request.gettext(NOT_DELETED), "warn"))
    composing.remove(request.db, idea.id)
    log(request, "sheet-deleted", context.analysis.id, sheet=str(idea.id))
    request.flash(request.gettext("The sheet is deleted. Its sources stay in the analysis."))
    return HTTPSeeOther(request.route_path("insights.sheets", analysis=context.analysis.id))

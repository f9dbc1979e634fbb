# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One concrete-idea sheet: what it says, who stands behind it, and its sources; and a source with its sentences."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import editing, frame, members, typed
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.sheets import composing
from folkmoot_premium.insights.sheets.composing import Wish
from folkmoot_premium.insights.sheets.costs_named import columns
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.list_page import found, numbers
from folkmoot_premium.insights.sheets.sentences import LONGEST, Sentence
from folkmoot_premium.insights.sheets.words import AUTOMATIC, NOTHING

PAGE = "folkmoot_premium:insights/templates/sheet.jinja2"
SOURCE = "folkmoot_premium:insights/templates/sheet_source.jinja2"
OWN, NONE = "own", ""
TITLE = 150
PER_PAGE = 50
ORIGINS = {
    "theme": _("Made from the theme %(id)s."), "duplicates": _("Made from a group of near-duplicates."),
    "chosen": _("Made from contributions that somebody chose."),
}  # fmt: skip
TOO_LONG = _("At most %(num)s characters, please.")
SAVED, SAVED_READY = _("The sheet is saved as a draft."), _("The sheet is saved and stands in the dossier.")
NONE_TICKED = _("Nothing was taken out: tick the sources first.")
NOT_ADDED = _("Nothing was added: the analysis has no such number, or it is there already.")
NO_WORDS = _("Write the core sentence, or choose one of the sentences above.")


@dataclass
class Told:
    """What somebody sent, as they sent it; errors: field -> sentence."""

    title: str
    core: str
    words: str
    quotes: list[str]
    cost_field: str
    ready: bool
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, idea: Idea) -> "Told":
        """The sheet as it is."""
        wish = Wish.of(idea)
        core = _key(wish.core) if wish.core else OWN if wish.words else NONE
        return cls(wish.title, core, wish.words, [_key(one) for one in wish.quotes], wish.cost_field, wish.ready)

    @classmethod
    def sent(cls, request: Request) -> "Told":
        """From a form."""
        post = request.POST
        words = typed.line(post.get("words", ""))
        ready = post.get("do") == "ready"
        return cls(typed.line(post.get("title", "")), post.get("core", ""), words, post.getall("quotes"),
                   post.get("cost_field", ""), ready)  # fmt: skip


def _key(sentence: Sentence) -> str:
    return f"{sentence.source}|{sentence.mark}"


def _found(request: Request) -> Idea:
    """The sheet of the address, 404 where the analysis has none such."""
    idea = next(iter(found(request, uuid.UUID(request.matchdict["sheet"]))), None)
    if idea is None:
        raise HTTPNotFound
    return idea


def _here(request: Request, idea: Idea) -> Response:
    return HTTPSeeOther(request.route_path("insights.sheet", analysis=request.context.analysis.id, sheet=idea.id))


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def show(context: Analysed, request: Request) -> dict[str, Any]:
    """Everything about it, with a form."""
    idea = _found(request)
    return _page(request, idea, Told.of(idea))


def _page(request: Request, idea: Idea, told: Told) -> dict[str, Any]:
    analysis_id = request.context.analysis.id
    run = editing.newest(request.db, analysis_id)
    pages = max(1, -(-len(idea.sources) // PER_PAGE))
    page = min(frame.number_of(request, "page"), pages)
    automatic = [request.gettext(AUTOMATIC[key]) for key in idea.automatic] or [request.gettext(NOTHING)]
    return {
        **frame.values(request, run=run, tab="sheets"), "idea": idea, "told": told, "automatic": automatic,
        "sentences": _choice(request, idea), "columns": columns(idea.sources), "origin": _origin(request, idea),
        "shown": idea.sources[(page - 1) * PER_PAGE : page * PER_PAGE], "page_number": page, "pages": pages,
        "address": lambda number: request.route_path(
            "insights.sheet", analysis=analysis_id, sheet=idea.id, _query={"page": number}, _anchor="sources"
        ),
        "own": OWN, "limits": {"title": TITLE, "words": LONGEST},
    }  # fmt: skip


def _origin(request: Request, idea: Idea) -> str:
    return str(request.gettext(ORIGINS[idea.origin], id=idea.theme))


def _choice(request: Request, idea: Idea) -> list[tuple[str, Sentence, Evidence]]:
    """Sentences to choose from: those of the sheet, then what the program proposes."""
    kept = [one.sentence for one in (idea.core, *idea.quotes) if one is not None]
    proposed = [one.sentence for one in composing.propose(request.db, request.context.analysis.id, idea.sources)]
    there = {one.item: one for one in idea.sources}
    return [(_key(one), one, there[one.source]) for one in dict.fromkeys([*kept, *proposed])]


@view_config(
    route_name="insights.sheet", renderer=PAGE, permission=Permission.STAFF, request_method="POST", begins=False
)
def save(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Change what it says; "ready" puts it into the dossier."""
    idea, told = _found(request), Told.sent(request)
    said = {_key(one): one for source in idea.sources for one in source.said}
    _check(request, told)
    if not told.errors:
        wish = Wish(
            told.title, said.get(told.core), told.words if told.core == OWN else "",
            [said[one] for one in told.quotes if one in said], told.cost_field, told.ready,
        )  # fmt: skip
        refusal = composing.save(request.db, idea, wish, request.now)
        if refusal is None:
            request.flash(request.gettext(SAVED_READY if told.ready else SAVED))
            return _here(request, idea)
        told.errors["core"] = request.gettext(refusal.sentence)
    request.response.status_int = 422
    return _page(request, idea, told)


def _check(request: Request, told: Told) -> None:
    for name, most in (("title", TITLE), ("words", LONGEST)):
        if len(getattr(told, name)) > most:
            told.errors[name] = request.gettext(TOO_LONG, num=most)
    if told.core == OWN and not told.words:
        told.errors["words"] = request.gettext(NO_WORDS)


@view_config(
    route_name="insights.sheet", permission=Permission.STAFF, request_method="POST", request_param="do=take-out",
    begins=False,
)  # fmt: skip
def take_out(context: Analysed, request: Request) -> Response:
    """Take ticked sources out of it."""
    idea = _found(request)
    items = request.POST.getall("items")
    if items:
        composing.remove_sources(request.db, idea, items, request.now)
        request.flash(request.gettext("The sources are taken out of the sheet; they stay in the analysis."))
    else:
        request.flash(request.gettext(NONE_TICKED), "warn")
    return _here(request, idea)


@view_config(
    route_name="insights.sheet", permission=Permission.STAFF, request_method="POST", request_param="do=add",
    begins=False,
)  # fmt: skip
def add(context: Analysed, request: Request) -> Response:
    """Add contributions by their numbers."""
    idea, run = _found(request), editing.newest(request.db, context.analysis.id)
    items: Iterable[str] = ()
    if run is not None:
        items = composing.numbered(request.db, run.id, numbers(request.POST.get("numbers", "")))
    added = composing.add_sources(request.db, context.analysis.id, idea, items, request.now)
    if added:
        request.flash(request.ngettext("%(num)s source is added.", "%(num)s sources are added.", added))
    else:
        request.flash(request.gettext(NOT_ADDED), "warn")
    return _here(request, idea)


@view_config(
    route_name="insights.sheet", permission=Permission.STAFF, request_method="POST", request_param="do=forget",
    begins=False,
)  # fmt: skip
def forget(context: Analysed, request: Request) -> Response:
    """Forget the sources that are no longer there."""
    idea = _found(request)
    composing.forget_gone(request.db, idea, request.now)
    return _here(request, idea)


@view_config(
    route_name="insights.sheet", permission=Permission.STAFF, request_method="POST", request_param="do=delete",
    begins=False,
)  # fmt: skip
def delete(context: Analysed, request: Request) -> Response:
    """Delete the sheet."""
    idea = _found(request)
    composing.remove(request.db, idea.id)
    log(request, "sheet-deleted", context.analysis.id, sheet=str(idea.id))
    request.flash(request.gettext("The sheet is deleted. Its sources stay in the analysis."))
    return HTTPSeeOther(request.route_path("insights.sheets", analysis=context.analysis.id))


def _source(request: Request, idea: Idea) -> Evidence:
    wanted = request.matchdict["item"]
    source = next((one for one in idea.sources if one.item == wanted), None)
    if source is None:
        raise HTTPNotFound
    return source


@view_config(
    route_name="insights.sheet_source", renderer=SOURCE, permission=Permission.STAFF, request_method="GET",
    begins=False,
)  # fmt: skip
def source_page(context: Analysed, request: Request) -> dict[str, Any]:
    """A source with each of its sentences, to be quoted."""
    idea = _found(request)
    run = editing.newest(request.db, context.analysis.id)
    quoted = {one.sentence.mark for one in idea.quotes if one.source.item == request.matchdict["item"]}
    core = idea.core.sentence if idea.core else None
    source = _source(request, idea)
    return {
        **frame.values(request, run=run, tab="sheets"), "idea": idea, "source": source, "quoted": quoted, "core": core,
        "placed": run is not None and bool(members.placed(request.db, run.id, [source.item])),
    }  # fmt: skip


@view_config(
    route_name="insights.sheet_source", permission=Permission.STAFF, request_method="POST", begins=False
)
def choose(context: Analysed, request: Request) -> Response:
    """Make a sentence the core sentence, quote it, or quote it no more. do: core, quote or leave."""
    idea = _found(request)
    source, do, chosen = _source(request, idea), request.POST.get("do"), request.POST.get("sentence", "")
    sentence = next((one for one in source.said if one.mark == chosen), None)
    wish = Wish.of(idea)
    if sentence is not None and do == "core":
        wish = replace(wish, core=sentence, words="")
    elif sentence is not None and do == "quote":
        wish = replace(wish, quotes=[*wish.quotes, sentence])
    elif do == "leave":
        wish = replace(wish, quotes=[one for one in wish.quotes if (one.source, one.mark) != (source.item, chosen)])
    composing.save(request.db, idea, wish, request.now)
    return _here(request, idea)

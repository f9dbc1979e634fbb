# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dossier: a page to print, one HTML file that needs nothing else, and JSON."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, typed
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.sheets import dossier, sheet_json
from folkmoot_premium.insights.sheets.dossier import Dossier
from folkmoot_premium.insights.sheets.list_page import nameless
from folkmoot_premium.insights.sheets.sheet_files import download
from folkmoot_premium.insights.sheets.words import automatic_in_words

PAGE = "folkmoot_premium:insights/templates/dossier.jinja2"
FILE = "folkmoot_premium:insights/templates/dossier_file.jinja2"
WORDS = "folkmoot_premium:insights/templates/dossier_words.jinja2"
TITLE, INTRODUCTION = 150, 5_000
TOO_LONG = _("At most %(num)s characters, please.")


def found(context: Analysed, request: Request) -> Dossier | None:
    """The dossier as it is now."""
    return dossier.made(request.db, context.analysis, nameless(request), request.now)


@view_config(
    route_name="insights.dossier", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def show(context: Analysed, request: Request) -> dict[str, Any]:
    """To read, to print, to keep."""
    whole = found(context, request)
    if whole is None:
        raise HTTPNotFound
    return values(request, whole)


def values(request: Request, whole: Dossier) -> dict[str, Any]:
    """What the page and the file say."""
    record = whole.record
    return {
        "whole": whole, "analysis": whole.analysis, "labels": labels(request, whole.numbers), "record": record,
        "chosen_by": record["themes"]["chosen_by"],
        "made": formats.date_and_time(request.site.local(whole.made_at), request.locale),
        "ran": formats.date_and_time(request.site.local(whole.run.ended_at), request.locale),
        "widest": max((one.size for one in whole.overview.themes), default=1) or 1,
        "automatic_of": lambda idea: automatic_in_words(request, idea),
        "percent": lambda share: share_in_words(share, request.locale),
    }  # fmt: skip


def labels(request: Request, numbers: Mapping[str, int]) -> dict[str, str]:
    """Of each number its words, in the order in which they are shown."""
    return {
        "texts": request.ngettext(
            "text was read and is still there", "texts were read and are still there", numbers["texts"]
        ),
        "removed": request.ngettext(
            "text was read and is withdrawn since", "texts were read and are withdrawn since", numbers["removed"]
        ),
        "authors": request.ngettext("known person wrote them", "known people wrote them", numbers["authors"]),
        "unknown": request.ngettext(
            "text has no author known here", "texts have no author known here", numbers["unknown"]
        ),
        "themes": request.ngettext("theme", "themes", numbers["themes"]),
        "unassigned": request.ngettext("text is in no theme", "texts are in no theme", numbers["unassigned"]),
        "excluded": request.ngettext(
            "text was taken out by people", "texts were taken out by people", numbers["excluded"]
        ),
        "groups": request.ngettext(
            "group of near-duplicates was proposed", "groups of near-duplicates were proposed", numbers["groups"]
        ),
        "groups_decided": request.ngettext(
            "of these groups people have decided", "of these groups people have decided", numbers["groups_decided"]
        ),
        "groups_merged": request.ngettext(
            "of these groups is merged", "of these groups are merged", numbers["groups_merged"]
        ),
        "different": request.ngettext(
            "different text, merged ones being one", "different texts, merged ones being one", numbers["different"]
        ),
        "ideas": request.ngettext("concrete idea", "concrete ideas", numbers["ideas"]),
        "sources": request.ngettext(
            "text stands behind these ideas", "texts stand behind these ideas", numbers["sources"]
        ),
        "people": request.ngettext(
            "known person is in favour of one of these ideas", "known people are in favour of one of these ideas",
            numbers["people"]
        ),
        "against": request.ngettext(
            "known person is against one of these ideas", "known people are against one of these ideas",
            numbers["against"]
        ),
    }  # fmt: skip


def share_in_words(share: int, locale: str) -> str:
    """Hundredths of a percent as a percentage with one decimal."""
    from babel.numbers import format_percent

    return str(format_percent(share / 10_000, format="0.0 %", locale=formats.regional(locale)))


@view_config(route_name="insights.dossier_file", permission=Permission.STAFF, request_method="GET", begins=False)
def keep(context: Analysed, request: Request) -> Response:
    """The dossier as one HTML file, with its style inside, or as JSON."""
    whole = found(context, request)
    if whole is None:
        raise HTTPNotFound
    kind = request.matchdict["format"]
    if kind == "json":
        body = json.dumps(sheet_json.of_dossier(whole), ensure_ascii=False, indent=2)
    else:
        style = files("folkmoot_premium.insights").joinpath("static/dossier.css").read_text(encoding="utf-8")
        body = render(FILE, {**values(request, whole), "style": Markup(style)}, request)  # noqa: S704  # our own file
    return download(request, kind, body.encode(), f"dossier-{request.site.slug}.{kind}")


@view_config(
    route_name="insights.dossier_words", renderer=WORDS, permission=Permission.STAFF, request_method="GET",
    begins=False,
)  # fmt: skip
def words(context: Analysed, request: Request) -> dict[str, Any]:
    """The form for its title and introduction."""
    title, introduction = dossier.written(request.db, context.analysis.id)
    seen = dossier.version(request.db, context.analysis.id)
    return _form(request, {"title": title, "introduction": introduction, "seen": seen})


def _form(
    request: Request, told: dict[str, Any], errors: Mapping[str, str] | None = None,
    theirs: tuple[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """theirs: title and introduction as somebody else has written them meanwhile, if so."""
    values = {"told": {**told, "errors": errors or {}}, "most": INTRODUCTION, "theirs": theirs}
    return {**frame.values(request, tab="dossier"), **values}


@view_config(
    route_name="insights.dossier_words", renderer=WORDS, permission=Permission.STAFF, request_method="POST",
    begins=False,
)  # fmt: skip
def write(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Keep title and introduction; theirs come beside them where somebody else has written meanwhile."""
    title = typed.line(request.POST.get("title", ""))
    introduction = typed.paragraphs(request.POST.get("introduction", ""))
    limits = (("title", title, TITLE), ("introduction", introduction, INTRODUCTION))
    errors = {name: request.gettext(TOO_LONG, num=most) for name, told, most in limits if len(told) > most}
    there = dossier.version(request.db, context.analysis.id, hold=True)
    told = {"title": title, "introduction": introduction, "seen": request.POST.get("seen", "")}
    if told["seen"] != there:
        request.response.status_int = 409
        return _form(request, {**told, "seen": there}, theirs=dossier.written(request.db, context.analysis.id))
    if errors:
        request.response.status_int = 422
        return _form(request, told, errors)
    dossier.write(request.db, context.analysis.id, title, introduction, request.now)
    log(request, "dossier-written", context.analysis.id)
    request.flash(request.gettext("Saved."))
    return HTTPSeeOther(request.route_path("insights.dossier_words", analysis=context.analysis.id))

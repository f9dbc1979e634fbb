# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Sheets as files: a row a sheet as CSV, a workbook with their sources too, and JSON for programs."""

import json
from collections.abc import Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from folkmoot.i18n import mark as _
from folkmoot_premium.insights.exports.csv_files import CSV, XLSX, as_csv
from folkmoot_premium.insights.exports.workbooks import as_workbook
from folkmoot_premium.insights.sheets import evidence, sheet_json
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.sheets.ideas import Idea
from folkmoot_premium.insights.sheets.words import automatic_in_words

COLUMNS = (
    _("Number"), _("Sheet id"), _("State"), _("Title"), _("Core sentence"), _("Source of the core sentence"),
    _("Known people in favour"), _("Of these authors"), _("Known people against"), _("Ideas without a known author"),
    _("Sources"), _("Different ideas among them"), _("Sources withdrawn"), _("Areas"), _("Places"),
    _("Column with costs"), _("Lowest cost"), _("Highest cost"), _("Quotations"), _("Ids of the sources"),
    _("What was automatic"),
)  # fmt: skip
OF_SOURCES = (_("Sheet"), _("Source id"), _("Number"), _("Title"), _("Text"))
TYPES = {"csv": CSV, "xlsx": XLSX, "json": "application/json"}


def answer(request: Request, kind: str, ideas: Sequence[Idea]) -> Response:
    """The download. kind: "csv", "xlsx" or "json"."""
    rows = [row(request, one) for one in ideas]
    names = tuple(map(request.gettext, COLUMNS))
    if kind == "csv":
        body = as_csv(names, rows)
    elif kind == "xlsx":
        items = {text.item for one in ideas for text in one.sources}
        texts = evidence.read(request.db, request.context.analysis.id, items)
        sources = [of_source(one, texts[text.item]) for one in ideas for text in one.sources if text.item in texts]
        parts = ((request.gettext("Sheets"), names, rows),
                 (request.gettext("Sources"), tuple(map(request.gettext, OF_SOURCES)), sources))  # fmt: skip
        body = as_workbook(parts)
    else:
        told = {"analysis": str(request.context.analysis.id), "ideas": [sheet_json.of_idea(one) for one in ideas]}
        body = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return download(request, kind, body, f"sheets-{request.site.slug}.{kind}")


def download(request: Request, kind: str, body: bytes, name: str) -> Response:
    """A file to keep."""
    response = Response(body, content_type=TYPES.get(kind, "text/html"), charset=None)
    if kind in ("csv", "html"):
        response.charset = "utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def row(request: Request, idea: Idea) -> tuple[Any, ...]:
    """A sheet as a row."""
    site, locale, costs = request.site, request.locale, idea.costs
    quotes = " | ".join(f"{one.sentence.text} [{one.source.item}]" for one in idea.quotes)
    places = "; ".join(one.place or f"{one.latitude / 1e6:.5f}, {one.longitude / 1e6:.5f}" for one in idea.points)  # type: ignore[operator]  # a point has both
    return (
        idea.number, str(idea.id), request.gettext("Ready") if idea.state == "ready" else request.gettext("Draft"),
        idea.title, idea.core_text, idea.core.source.item if idea.core else "", idea.supporters.people,
        idea.supporters.authors, idea.supporters.against, idea.supporters.unknown, len(idea.sources), idea.different,
        idea.gone, "; ".join(f"{site.text(one.title, locale)} ({one.sources})" for one in idea.areas), places,
        costs.field if costs else "", costs.least_written if costs else "",
        costs.most_written if costs else "", quotes, " ".join(one.item for one in idea.sources),
        automatic_in_words(request, idea),
    )  # fmt: skip


def of_source(idea: Idea, source: Evidence) -> tuple[Any, ...]:
    """A source of a sheet as a row."""
    return idea.number, source.item, source.number, source.title, source.body

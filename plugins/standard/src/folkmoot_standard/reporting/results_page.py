# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The printable results page of a project, and its files."""

import datetime
import uuid
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.interfaces import IProjects, Permission
from folkmoot_standard.reporting import dashboard, drawings, overview, results, sheets, wording
from folkmoot_standard.reporting.names import Names
from folkmoot_standard.reporting.results import Results
from folkmoot_standard.reporting.sheets import Sheet

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


class ReportedProject:
    """A project by the slug in the address; PROJECT_EDIT is decided on this, and nobody else learns of slugs."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        self.project: Any = request.find_service(IProjects).by_slug(request.db, request.matchdict["slug"])
        if self.project is None:
            raise HTTPNotFound
        self.project_id: uuid.UUID = self.project.id


@view_config(
    route_name="reporting.results", renderer="folkmoot_standard:reporting/templates/results.jinja2",
    permission=Permission.PROJECT_EDIT, request_method="GET", begins=False,
)  # fmt: skip
def page(context: ReportedProject, request: Request) -> dict[str, Any]:
    """What the project was, who took part, what came of it."""
    names = Names(request, context.project_id)
    found = results.results(request, names, context.project_id)
    return {
        "project": context.project, "results": found, "labels": overview.labels(request),
        "charts": drawings.over_time(request, found.times),
        "people_in_words": lambda number: wording.people(request, number), "method_title": _titles(request),
        "span": span(request, found.answers.median), "shown_lines": dashboard.SHOWN_LINES,
        "made": formats.date_and_time(request.site.local(request.now), request.locale),
        "file_url": lambda kind: request.route_path("reporting.results_file", slug=context.project.slug, kind=kind),
    }  # fmt: skip


@view_config(
    route_name="reporting.results_file", permission=Permission.PROJECT_EDIT, request_method="GET", begins=False
)
def download(context: ReportedProject, request: Request) -> Response:
    """The same figures as a file."""
    names = Names(request, context.project_id)
    found = results.results(request, names, context.project_id)
    kind = request.matchdict["kind"]
    return sheets.answer(request, kind, f"results-{context.project.slug}", sheets_of(request, context.project, found))


def _titles(request: Request) -> dict[str, str]:
    """The method's names by their ids."""
    return {key: request.gettext(method.title) for key, method in request.plugins.methods.items()}


def span(request: Request, waited: datetime.timedelta | None) -> str:
    """A length of time as people say it: hours up to two days, then whole days; "" without one."""
    if waited is None:
        return ""
    if waited < 2 * DAY:
        return str(request.ngettext("%(num)s hour", "%(num)s hours", max(1, round(waited / HOUR))))
    return str(request.ngettext("%(num)s day", "%(num)s days", waited.days))


def sheets_of(request: Request, project: Any, found: Results) -> list[Sheet]:
    """Every figure of the page as tables."""
    _ = request.gettext
    title = request.site.text(project.title, request.locale)
    made = formats.date_and_time(request.site.local(request.now), request.locale)
    facts = [(_("Project"), title), (_("Made"), made), (_("Hidden"), dashboard.hidden_in_words(request))]
    phases = [line for _phase, line in found.phases]
    return [
        sheets.about(_("About"), facts),
        _totals(request, found),
        sheets.of_lines(request, "phase", _("By phase"), _("Phase"), phases),
        sheets.of_times(request, found.times),
        *(sheets.of_listing(request, table) for table in found.tables),
        _statuses(request, found),
        _supported(request, found),
        *_turnouts(request, found),
    ]


def _totals(request: Request, found: Results) -> Sheet:
    counts, labels = found.total, overview.labels(request)
    waited = found.answers.median
    rows: list[tuple[sheets.Cell, ...]] = [
        (labels["people"], wording.plain(found.people)),
        *((labels[key], getattr(counts, key)) for key in overview.FIGURES[1:]),
        (request.gettext("Of these imported"), counts.imported),
        (request.gettext("Contributions with an official reply"), found.answers.answered),
        (request.gettext("Official replies"), found.answers.replies),
        (request.gettext("Hours to the first reply, median"), None if waited is None else round(waited / HOUR)),
    ]
    return Sheet("total", request.gettext("Total"), ("", request.gettext("Number")), ("", "number"), tuple(rows))


def _statuses(request: Request, found: Results) -> Sheet:
    text, title = request.site.text, request.gettext("By status")
    rows = tuple((text(one.title, request.locale), one.contributions) for one in found.statuses)
    columns = (request.gettext("Status"), overview.labels(request)["contributions"])
    return Sheet("status", title, columns, ("", "contributions"), rows)


def _supported(request: Request, found: Results) -> Sheet:
    _ = request.gettext
    columns = (_("Contribution"), _("Status"), _("For"), _("Against"), _("Comments"))
    rows = tuple(
        (one.title, request.site.text(one.status, request.locale), one.likes, one.dislikes, one.comments)
        for one in found.supported
    )
    keys = ("", "status", "for", "against", "comments")
    return Sheet("most-supported", _("Most supported"), columns, keys, rows)


def _turnouts(request: Request, found: Results) -> list[Sheet]:
    rows = tuple(
        (one.phase.name, label, wording.plain(number)) for one in found.turnout for label, number in one.figures
    )
    columns = (request.gettext("Phase"), request.gettext("Figure"), request.gettext("Number"))
    return [Sheet("turnout", request.gettext("Turnout"), columns, ("", "figure", "number"), rows)] if rows else []

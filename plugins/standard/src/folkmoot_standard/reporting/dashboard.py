# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dashboard and its files."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.interfaces import Permission
from folkmoot_standard.reporting import choices, drawings, kept, overview, sheets, wording
from folkmoot_standard.reporting.choices import Choice
from folkmoot_standard.reporting.listings import titles
from folkmoot_standard.reporting.names import Named, Names
from folkmoot_standard.reporting.overview import Report
from folkmoot_standard.reporting.periods import Preset
from folkmoot_standard.reporting.sheets import Sheet
from folkmoot_standard.reporting.turnout import Turnout, turnout

SHOWN_LINES = 20
"""So many rows of a table stand on the page; the files have all."""


@view_config(
    route_name="reporting.dashboard", renderer="folkmoot_standard:reporting/templates/dashboard.jinja2",
    permission=Permission.STAFF, request_method="GET", begins=False,
)  # fmt: skip
def dashboard(request: Request) -> dict[str, Any]:
    """A view of participation, chosen by the address."""
    names = Names(request)
    choice = choices.read(request, names)
    report = overview.report(request, names, choice)
    return {
        "report": report, "choice": choice, "options": options(request, names, choice),
        "presets": _presets(request, choice), "period": period_in_words(request, report),
        "filters": filters_in_words(request, names, choice), "kept": kept.listed(request, names),
        "form": kept.form(request), "query": choice.query(), "charts": drawings.of_report(request, report),
        "file_url": lambda kind: choices.address(request, choice.query(), "reporting.file", kind=kind),
        "people_in_words": lambda number: wording.people(request, number), "shown_lines": SHOWN_LINES,
        "permille": lambda value: wording.permille(value, request),
        "turnout": closed_votes(request, names, choice),
    }  # fmt: skip


@view_config(route_name="reporting.file", permission=Permission.STAFF, request_method="GET", begins=False)
def download(request: Request) -> Response:
    """The same figures as a file."""
    names = Names(request)
    choice = choices.read(request, names)
    report = overview.report(request, names, choice)
    return sheets.answer(
        request, request.matchdict["kind"], f"report-{request.site.slug}", sheets_of(request, names, report)
    )


def closed_votes(request: Request, names: Names, choice: Choice) -> list[Turnout]:
    """Turnout of the phases that closed in the period, of those that are chosen."""
    zone, found = request.site.zone, []
    begins, ends = choice.period.begins(zone), choice.period.ends(zone)
    for phase in names.phases.values():
        within = phase.closes_at and phase.closes_at < ends and (begins is None or phase.closes_at >= begins)
        chosen = choice.project is None or phase.parent == choice.project.id
        if within and chosen and (choice.phase or phase) == phase and (choice.method or phase.method) == phase.method:
            found.append(phase)
    return turnout(request, found)


def options(request: Request, names: Names, choice: Choice) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers; phases only of the chosen project."""
    phases = [one for one in names.phases.values() if choice.project and one.parent == choice.project.id]
    methods = [(key, request.gettext(method.title)) for key, method in request.plugins.methods.items()]
    return {
        "project": _pairs(list(names.projects.values())),
        "phase": _pairs(phases if choice.project else [choice.phase] if choice.phase else []),
        "topic": _pairs(list(names.topics.values())),
        "area": _pairs(list(names.areas.values())),
        "method": methods,
        "compare": _pairs([one for one in names.projects.values() if choice.project and one != choice.project]),
    }


def _pairs(found: list[Named]) -> list[tuple[str, str]]:
    return [(one.slug, one.name) for one in found]


def _presets(request: Request, choice: Choice) -> list[dict[str, Any]]:
    """Links to the same view over another period."""
    return [
        {
            "label": wording.preset_label(request, preset), "current": choice.period.preset == preset,
            "url": choices.address(request, choice.query(**{"period": str(preset), "from": "", "to": ""})),
        }
        for preset in Preset
    ]  # fmt: skip


def period_in_words(request: Request, report: Report) -> str:
    """The days that the figures are of."""
    return wording.period(request, report.choice.period, report.begins)


def filters_in_words(request: Request, names: Names, choice: Choice) -> list[tuple[str, str, str]]:
    """What is chosen beside the period: the filter's name, the value, and the address of the view without it."""
    headings = {key: heading for key, (_title, heading) in titles(request).items()}
    chosen = {name: found.name for name in ("project", "topic", "area") if (found := getattr(choice, name))}
    if choice.phase:
        chosen["phase"] = choice.phase.name if choice.project else names.phase_name(choice.phase.id)
    if choice.method:
        chosen["method"] = request.gettext(request.plugins.methods[choice.method].title)
    return [
        (heading, chosen[key], choices.address(request, choice.query(**{key: ""})))
        for key, heading in headings.items()
        if key in chosen
    ]


def sheets_of(request: Request, names: Names, report: Report) -> list[Sheet]:
    """Every figure of the page as tables for a file."""
    made = [_about(request, names, report), _totals(request, report), sheets.of_times(request, report.times)]
    made += [sheets.of_listing(request, table) for table in report.tables]
    if report.comparison:
        both, (one, other) = report.comparison.projects, report.comparison.times
        title, heading = request.gettext("Two projects"), request.gettext("Project")
        made.append(sheets.of_lines(request, "compared", title, heading, both))
        for key, line, times in (("first", both[0], one), ("second", both[1], other)):
            made.append(
                sheets.of_lines(request, f"compared-{key}-time", line.name, request.gettext("Time"), times.lines)
            )
    return made


def _about(request: Request, names: Names, report: Report) -> Sheet:
    _ = request.gettext
    facts = [
        (_("Town"), request.site.text(request.site.name, request.locale)),
        (_("Period"), period_in_words(request, report)),
        *((heading, name) for heading, name, _url in filters_in_words(request, names, report.choice)),
        (_("Made"), formats.date_and_time(request.site.local(request.now), request.locale)),
        (_("Hidden"), hidden_in_words(request)),
    ]
    return sheets.about(_("About"), facts)


def hidden_in_words(request: Request) -> str:
    """What files hide and why."""
    return str(
        request.gettext(
            "Numbers of people below 5 could point at persons and are given as <5. Where such a number could be worked"
            " out from another, that one is hidden too."
        )
    )


def _totals(request: Request, report: Report) -> Sheet:
    """The total now and before, imported acts, and the share of the population."""
    labels = {figure.key: figure.label for figure in report.figures}
    rows: list[tuple[sheets.Cell, ...]] = [
        (labels[one.key], wording.plain(one.now), wording.plain(one.before) if one.before else None)
        for one in report.figures
    ]
    rows.append((request.gettext("Of these imported"), report.reading.total.imported, None))
    if report.share:
        rows.append((request.gettext("Inhabitants"), report.share.goal.population, None))
        share = None if report.share.permille is None else wording.permille(report.share.permille, request)
        rows.append((request.gettext("Share of inhabitants"), share or wording.plain(report.people), None))
    columns = ("", request.gettext("In the period"), request.gettext("In the period before"))
    return Sheet("total", request.gettext("Total"), columns, ("", "now", "before"), tuple(rows))

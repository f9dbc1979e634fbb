# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which charts a page has, with their words."""

from functools import partial
from typing import Any

from markupsafe import Markup
from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot_standard.reporting.charts import Series, Words, columns, lines
from folkmoot_standard.reporting.listings import Times
from folkmoot_standard.reporting.overview import Comparison, Report, labels

ACTS = ("contributions", "comments", "reactions")


def of_report(request: Request, report: Report) -> dict[str, Any]:
    """The charts of the dashboard."""
    compared = _compared(request, report.comparison) if report.comparison else None
    return {"over_time": over_time(request, report.times), "compared": compared}


def over_time(request: Request, times: Times) -> list[tuple[str, Markup]]:
    """A chart with its title for people, contributions, comments and reactions, each with a scale of its own.

    What is nothing all the time, or hidden all the time, has none.
    """
    names = labels(request)
    made = [(names["people"], _people(request, names["people"], times))]
    made += [(names[key], _acts(request, names[key], key, tone, times)) for tone, key in enumerate(ACTS, 1)]
    return [(name, chart) for name, chart in made if chart]


def _acts(request: Request, name: str, key: str, tone: int, times: Times) -> Markup | None:
    """What people did over time, in columns."""
    values = [getattr(line.counts, key) for line in times.lines]
    if not any(values):
        return None
    number = partial(formats.number, locale=request.locale)
    most = max(values)
    told = request.gettext(
        "Columns over time. The highest: %(when)s with %(number)s.",
        when=times.lines[values.index(most)].name, number=number(most),
    )  # fmt: skip
    return columns(Words(f"chart-{key}", name, told, number), [Series(name, values, tone)], times.labels)


def _people(request: Request, name: str, times: Times) -> Markup | None:
    """People taking part over time, as a line that leaves out what is hidden."""
    values = [line.people.value for line in times.lines]
    if not any(values):
        return None
    told = request.gettext("A line over time. Rings at the bottom stand for numbers that are hidden.")
    number = partial(formats.number, locale=request.locale)
    return lines(Words("chart-people", name, told, number), [Series(name, values)], times.labels)


def _compared(request: Request, comparison: Comparison) -> Markup | None:
    """All acts of two projects, as two lines."""
    pairs = zip(comparison.projects, comparison.times, strict=True)
    series = [
        Series(project.name, [line.counts.acts for line in times.lines], tone)
        for tone, (project, times) in enumerate(pairs, 1)
    ]
    if not any(value for one in series for value in one.values):
        return None
    told = request.gettext(
        "Two lines over time: contributions, comments and reactions together in %(one)s and in %(other)s.",
        one=series[0].name, other=series[1].name,
    )  # fmt: skip
    words = Words(
        "chart-compared",
        request.gettext("Two projects over time"),
        told,
        partial(formats.number, locale=request.locale),
    )
    return lines(words, series, comparison.times[0].labels)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dashboard's report: everything that the page and its files show, put together once."""

import datetime
from dataclasses import dataclass

from pyramid.request import Request

from folkmoot_standard.reporting import figures, listings, small_numbers, veils, wording
from folkmoot_standard.reporting.acts import Scope
from folkmoot_standard.reporting.choices import Choice
from folkmoot_standard.reporting.figures import Counts, Reading
from folkmoot_standard.reporting.goals import Goal, goal_of
from folkmoot_standard.reporting.listings import Line, Listing, Times
from folkmoot_standard.reporting.names import Names
from folkmoot_standard.reporting.periods import Unit
from folkmoot_standard.reporting.small_numbers import Number

FIGURES = ("people", "contributions", "comments", "reactions")


@dataclass(frozen=True)
class Figure:
    """One number with what it was in the period before. change: the difference in words, "" without one."""

    key: str
    label: str
    now: Number
    before: Number | None
    change: str


@dataclass(frozen=True)
class Share:
    """How much of the town takes part, in tenths of a percent; None where the people are hidden."""

    goal: Goal
    permille: int | None


@dataclass(frozen=True)
class Comparison:
    """Two projects beside each other, over the same time."""

    projects: tuple[Line, Line]
    times: tuple[Times, Times]


@dataclass(frozen=True)
class Report:
    """A view of the dashboard with its figures. begins: its first day, None when nothing has happened at all."""

    choice: Choice
    reading: Reading
    figures: tuple[Figure, ...]
    times: Times
    tables: tuple[Listing, ...]
    share: Share | None
    comparison: Comparison | None
    begins: datetime.date | None

    @property
    def people(self) -> Number:
        """The people of the whole view."""
        return self.figures[0].now


def report(request: Request, names: Names, choice: Choice) -> Report:
    """Count everything, and hide what has to be; at most seven statements."""
    db, zone = request.db, request.site.zone
    scope = choice.scope(names, choice.period, zone)
    reading = figures.read(db, scope, zone, choice.period.unit)
    people = veils.total(db, scope, reading.total)
    begins = choice.period.first or min(reading.pieces, default=None)
    skip = (*(("project",) if choice.project else ()), *choice.only)
    return Report(
        choice, reading, _figures(request, names, choice, reading.total, people),
        listings.times(request, reading, people, choice.period.first, last_day(choice, reading)),
        tuple(listings.listings(request, names, reading, people, skip, choice)),
        _share(request, people), _comparison(request, names, choice, reading.unit), begins,
    )  # fmt: skip


def last_day(choice: Choice, reading: Reading) -> datetime.date:
    """The day charts end with: the period's, and since the beginning that of the last act."""
    return choice.period.last if choice.period.first else max(reading.pieces, default=choice.period.last)


def labels(request: Request) -> dict[str, str]:
    """The names of the figures."""
    _ = request.gettext
    return {
        "people": _("People taking part"),
        "contributions": _("Contributions"),
        "comments": _("Comments"),
        "reactions": _("Reactions"),
    }


def _figures(request: Request, names: Names, choice: Choice, now: Counts, people: Number) -> tuple[Figure, ...]:
    earlier = _before(request, names, choice)
    found = []
    for key, label in labels(request).items():
        number = people if key == "people" else Number(getattr(now, key))
        past = earlier.get(key)
        found.append(
            Figure(key, label, number, past, wording.change(request, number.value, past.value if past else None))
        )
    return tuple(found)


def _before(request: Request, names: Names, choice: Choice) -> dict[str, Number]:
    """The same figures in the period before; none without one."""
    period = choice.period.before
    if period is None:
        return {}
    scope = choice.scope(names, period, request.site.zone)
    counts = figures.totals(request.db, scope)
    people = veils.total(request.db, scope, counts)
    return {"people": people, **{key: Number(getattr(counts, key)) for key in FIGURES[1:]}}


def _share(request: Request, people: Number) -> Share | None:
    goal = goal_of(request.db)
    if goal is None:
        return None
    return Share(goal, None if people.value is None else goal.share(people.value))


def _comparison(request: Request, names: Names, choice: Choice, unit: Unit) -> Comparison | None:
    one, other = choice.project, choice.compare
    if one is None or other is None:
        return None
    period, zone = choice.period, request.site.zone
    only = {name: value for name, value in choice.only.items() if name != "phase"}  # a phase is of one project alone
    scope = Scope((one.id, other.id), period.begins(zone), period.ends(zone), only)
    found = figures.side_by_side(request.db, scope, zone, unit)
    days = [day for _total, pieces in found.values() for day in pieces]
    first, last = (
        (period.first, period.last) if period.first else (min(days, default=None), max(days, default=period.last))
    )
    lines, over_time = [], []
    for project in (one, other):
        total, pieces = found[project.id]
        people = _people_of_project(total, only)
        lines.append(Line(project.name, people, total, project.language))
        over_time.append(listings.times(request, Reading(total, unit, pieces), people, first, last))
    return Comparison((lines[0], lines[1]), (over_time[0], over_time[1]))


def _people_of_project(total: Counts, only: dict[str, object]) -> Number:
    """People of whole projects; of a topic or an area in them they would need all its neighbours beside them."""
    if only and total.people:
        return Number(None, small_numbers.Veil.WITH_ANOTHER)
    return small_numbers.single(total.people)

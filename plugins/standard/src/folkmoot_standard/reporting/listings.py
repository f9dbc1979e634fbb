# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of a report: people and what they did by project, phase, topic, area, method and time."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_standard.reporting import choices, periods, veils, wording
from folkmoot_standard.reporting.choices import Choice
from folkmoot_standard.reporting.figures import NOTHING, Counts, Reading
from folkmoot_standard.reporting.names import Named, Names
from folkmoot_standard.reporting.periods import Unit
from folkmoot_standard.reporting.small_numbers import Number

TITLES = {
    "project": (_("By project"), _("Project")),
    "phase": (_("By phase"), _("Phase")),
    "topic": (_("By topic"), _("Topic")),
    "area": (_("By area"), _("Area")),
    "method": (_("By method"), _("Method")),
}
SEVERAL_TOPICS = _(
    "A contribution with several topics stands in several rows, so the rows can add up to more than the total."
)


@dataclass(frozen=True)
class Line:
    """One row: its name (language "": the page's), its people as they may be shown, and what they did."""

    name: str
    people: Number
    counts: Counts
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class Listing:
    """One table. key: what it is by, in files. heading: of its first column. note: what a reader must know of it."""

    key: str
    title: str
    heading: str
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def most(self) -> int:
        """The acts of its longest row, for its bars."""
        return max((line.counts.acts for line in self.lines), default=0) or 1


@dataclass(frozen=True)
class Times:
    """The table by time, with what its charts need. labels: short names of its pieces."""

    unit: Unit
    lines: tuple[Line, ...]
    labels: tuple[str, ...]


def titles(request: Request) -> dict[str, tuple[str, str]]:
    """Title and heading of each table by its key, in the order of the page."""
    say = request.gettext
    return {key: (say(title), say(heading)) for key, (title, heading) in TITLES.items()}


def listings(
    request: Request, names: Names, reading: Reading, people: Number, skip: tuple[str, ...], choice: Choice | None
) -> list[Listing]:
    """All tables but those to skip and those that would say nothing. choice: whose rows lead to narrower views."""
    return [
        _listing(request, names, key, reading.by[key], people, choice)
        for key in titles(request)
        if key not in skip and set(reading.by[key]) - {None}
    ]


def _listing(
    request: Request, names: Names, key: str, counts: Mapping[Any, Counts], people: Number, choice: Choice | None
) -> Listing:
    title, heading = titles(request)[key]
    shown = veils.people(counts, people)
    lines = []
    for value in sorted(counts, key=lambda one: (one is None, -counts[one].acts, -counts[one].people, str(one))):
        name, language, slug = _name(request, names, key, value)
        url = choices.address(request, choice.query(**{key: slug})) if choice and slug else ""
        lines.append(Line(name, shown[value], counts[value], language, url))
    return Listing(key, title, heading, tuple(lines), _note(request, key))


def _note(request: Request, key: str) -> str:
    if key == "topic":
        return str(request.gettext(SEVERAL_TOPICS))
    return ""


def _name(request: Request, names: Names, key: str, value: Any) -> tuple[str, str, str]:
    """Name, its language, and what addresses call it, of a row of a table."""
    if value is None:
        return {"area": request.gettext("No area"), "topic": request.gettext("No topic")}.get(key, "–"), "", ""
    if key == "method":
        method = request.plugins.method(value)
        return (request.gettext(method.title), "", value) if method else (value, "", "")
    kinds: dict[str, Mapping[Any, Named]] = {
        "project": names.projects, "phase": names.phases, "topic": names.topics, "area": names.areas,
    }  # fmt: skip
    found = kinds[key].get(value)
    if found is None:  # deleted since
        return "–", "", ""
    name = names.phase_name(value) if key == "phase" and len(names.projects) > 1 else found.name
    return name, found.language, found.slug


def times(
    request: Request, reading: Reading, people: Number, first: datetime.date | None, last: datetime.date
) -> Times:
    """All pieces of time from first to last, empty ones too; first None: from the first one that isn't empty."""
    unit = reading.unit
    begins = first or min(reading.pieces, default=last)
    days = periods.pieces(unit, begins, max(begins, last))
    counts = {day: reading.pieces.get(day, NOTHING) for day in days}
    shown = veils.people(counts, people)
    lines = tuple(Line(wording.whole_piece(request, unit, day), shown[day], counts[day]) for day in days)
    year = days[0].year != days[-1].year
    return Times(unit, lines, tuple(wording.piece(request, unit, day, year=year) for day in days))

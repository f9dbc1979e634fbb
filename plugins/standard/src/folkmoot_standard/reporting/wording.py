# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Numbers, changes, days and hidden numbers in the words of the page."""

import datetime
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot_standard.reporting.periods import Period, Preset, Unit
from folkmoot_standard.reporting.small_numbers import Number, Veil

HARDLY_COMPARABLE = 1000
"""From this percentage on a rise is told without it."""


def people(request: Request, number: Number) -> str:
    """A count of people as the page shows it."""
    if number.value is not None:
        return formats.number(number.value, request.locale)
    if number.veil is Veil.SMALL:
        return str(request.gettext("fewer than %(number)s", number=number.threshold))
    return str(request.gettext("hidden"))


def plain(number: Number) -> int | str:
    """A count of people as files hold it: the number, "<5", or "hidden"."""
    if number.value is not None:
        return number.value
    return f"<{number.threshold}" if number.veil is Veil.SMALL else "hidden"


def change(request: Request, now: int | None, before: int | None) -> str:
    """How a number differs from that of the period before; "" where one of them is hidden."""
    if now is None or before is None:
        return ""
    if now == before:
        return str(request.gettext("as many as in the period before"))
    if not before:
        return str(request.gettext("none in the period before"))
    more, percent = now > before, percentage(abs(now - before), before)
    by = formats.number(abs(now - before), request.locale)
    if percent >= HARDLY_COMPARABLE:
        return str(request.gettext("%(by)s more than in the period before", by=by))
    if more:
        return str(request.gettext("%(by)s more than in the period before (+%(percent)s%%)", by=by, percent=percent))
    return str(request.gettext("%(by)s fewer than in the period before (−%(percent)s%%)", by=by, percent=percent))


def percentage(part: int, whole: int) -> int:
    """A whole percentage, halves rounded up."""
    return (200 * part + whole) // (2 * whole)


def permille(value: int, request: Request) -> str:
    """Tenths of a percent as a percentage: 15 is "1.5%"."""
    text = format_decimal(value / 10, format="#,##0.#", locale=formats.regional(request.locale))
    return str(request.gettext("%(number)s%%", number=text))


def piece(request: Request, unit: Unit, day: datetime.date, *, year: bool = False) -> str:
    """A piece of a chart, short: "3 Nov", "Nov 2026". year: days name their year too."""
    skeleton = "yMMM" if unit is Unit.MONTH else "yMMMd" if year else "MMMd"
    return str(format_skeleton(skeleton, day, locale=formats.regional(request.locale)))


def whole_piece(request: Request, unit: Unit, day: datetime.date) -> str:
    """A piece of a chart as its table names it."""
    if unit is Unit.WEEK:
        return str(request.gettext("week of %(day)s", day=formats.date(day, request.locale)))
    return piece(request, unit, day) if unit is Unit.MONTH else formats.date(day, request.locale)


def period(request: Request, chosen: Period, first: datetime.date | None) -> str:
    """A period in words. first: when it really begins, where it has no beginning of its own."""
    begins = chosen.first or first
    if begins is None or begins == chosen.last:
        return formats.date(chosen.last, request.locale)
    dates = {"first": formats.date(begins, request.locale), "last": formats.date(chosen.last, request.locale)}
    return str(request.gettext("%(first)s to %(last)s", **dates))


def preset_label(request: Request, preset: Preset) -> str:
    """The name of a preset."""
    names: dict[Preset, Any] = {
        Preset.MONTH: request.gettext("Last 30 days"),
        Preset.YEAR: request.gettext("Last 12 months"),
        Preset.ALL: request.gettext("Since the beginning"),
    }
    return str(names[preset])

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Periods of whole days in the tenant's calendar, the period before, and the pieces that charts are divided into."""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = datetime.timedelta(days=1)
YEARS = range(1990, 2100)
MOST_DAYS = 31
"""Up to so many days a chart has one piece a day."""
MOST_DAYS_IN_WEEKS = 183
"""Up to so many days it has one piece a week; beyond, one a month."""


class Preset(StrEnum):
    """Periods that move with today."""

    MONTH = "30"
    YEAR = "12m"
    ALL = "all"


class Unit(StrEnum):
    """A piece of a chart, as PostgreSQL's date_trunc names it; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """From one day to another, both included. first None: since the beginning. preset: "" for dates of one's own."""

    first: datetime.date | None
    last: datetime.date
    preset: str = ""

    @property
    def days(self) -> int | None:
        """Its length in days; None when it has no beginning."""
        return (self.last - self.first).days + 1 if self.first else None

    @property
    def before(self) -> "Period | None":
        """The period of the same length that ends where this one begins."""
        if self.first is None or self.days is None or self.first.toordinal() <= self.days:
            return None
        return Period(self.first - self.days * DAY, self.first - DAY)

    @property
    def unit(self) -> Unit | None:
        """What a chart of it is divided into; None when that depends on what there is."""
        return unit_of(self.days) if self.days else None

    def begins(self, zone: ZoneInfo) -> datetime.datetime | None:
        """Its first moment, in UTC."""
        return _midnight(self.first, zone) if self.first else None

    def ends(self, zone: ZoneInfo) -> datetime.datetime:
        """The first moment after it, in UTC."""
        return _midnight(self.last + DAY, zone)


def _midnight(day: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, zone).astimezone(datetime.UTC)


def unit_of(days: int) -> Unit:
    """The piece for a period of so many days."""
    if days <= MOST_DAYS:
        return Unit.DAY
    return Unit.WEEK if days <= MOST_DAYS_IN_WEEKS else Unit.MONTH


def pieces(unit: Unit, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The first days of all pieces that touch the days from first to last."""
    found = [start_of(unit, first)]
    while (following := after(unit, found[-1])) <= last:
        found.append(following)
    return found


def start_of(unit: Unit, day: datetime.date) -> datetime.date:
    """The first day of the piece that a day falls into."""
    if unit is Unit.MONTH:
        return day.replace(day=1)
    return day - day.weekday() * DAY if unit is Unit.WEEK else day


def after(unit: Unit, start: datetime.date) -> datetime.date:
    """The first day of the next piece."""
    if unit is Unit.MONTH:
        return start + calendar.monthrange(start.year, start.month)[1] * DAY
    return start + (7 if unit is Unit.WEEK else 1) * DAY


def preset(name: str, today: datetime.date) -> Period:
    """A preset as of today; an unknown name is the last twelve months."""
    if name == Preset.MONTH:
        return Period(today - 29 * DAY, today, name)
    if name == Preset.ALL:
        return Period(None, today, name)
    earlier = datetime.date(today.year - 1, today.month, min(today.day, 28 if today.month == 2 else today.day))
    return Period(earlier + DAY, today, Preset.YEAR)


def read(values: Mapping[str, str], today: datetime.date) -> Period:
    """What an address says: dates of one's own (from, to), else a preset (period). Wrong order is turned."""
    first, last = _date(values.get("from", "")), _date(values.get("to", ""))
    if first is None and last is None:
        return preset(values.get("period", ""), today)
    last = last or max(today, first or today)
    return Period(min(first, last), max(first, last)) if first else Period(None, last)


def _date(text: str) -> datetime.date | None:
    try:
        found = datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None

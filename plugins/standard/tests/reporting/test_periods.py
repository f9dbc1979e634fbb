# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Periods, the ones before them, and their pieces."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_standard.reporting import periods
from folkmoot_standard.reporting.periods import DAY, Period, Unit

DATES = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1))
TODAY = datetime.date(2026, 11, 22)
BRUSSELS = ZoneInfo("Europe/Brussels")


@given(DATES, st.integers(0, 2000), st.sampled_from(Unit))
def test_pieces_cover_every_day_once(first: datetime.date, days: int, unit: Unit) -> None:
    last = first + days * DAY
    pieces = periods.pieces(unit, first, last)
    assert pieces[0] <= first
    assert periods.after(unit, pieces[-1]) > last
    assert pieces == sorted(set(pieces))
    for day in (first, last, first + (days // 2) * DAY):
        assert periods.start_of(unit, day) in pieces


@given(DATES, st.integers(0, 3000))
def test_the_period_before_is_as_long_and_ends_where_this_one_begins(first: datetime.date, days: int) -> None:
    period = Period(first, first + days * DAY)
    before = period.before
    assert before is not None
    assert before.days == period.days
    assert before.ends(BRUSSELS) == period.begins(BRUSSELS)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ({}, "2025-11-23", "2026-11-22"),
        ({"period": "30"}, "2026-10-24", "2026-11-22"),
        ({"period": "all"}, None, "2026-11-22"),
        ({"period": "nonsense"}, "2025-11-23", "2026-11-22"),
        ({"period": "30", "from": "2026-01-01", "to": "2026-01-31"}, "2026-01-01", "2026-01-31"),
        ({"from": "2026-01-31", "to": "2026-01-01"}, "2026-01-01", "2026-01-31"),
        ({"from": "2026-11-01"}, "2026-11-01", "2026-11-22"),
        ({"to": "2026-03-01"}, None, "2026-03-01"),
        ({"from": "soon", "to": "9999-99-99"}, "2025-11-23", "2026-11-22"),
        ({"from": "0001-01-01"}, "2025-11-23", "2026-11-22"),
    ],
)
def test_what_an_address_says(said: dict[str, str], first: str | None, last: str) -> None:
    found = periods.read(said, TODAY)
    assert (found.first and found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_days_are_the_towns_own() -> None:
    summer_time_begins = Period(datetime.date(2026, 3, 29), datetime.date(2026, 3, 29))
    begins = summer_time_begins.begins(BRUSSELS)
    assert begins == datetime.datetime(2026, 3, 28, 23, tzinfo=datetime.UTC)
    assert summer_time_begins.ends(BRUSSELS) - begins == datetime.timedelta(hours=23)


@pytest.mark.parametrize("day", [datetime.date(2028, 2, 29), datetime.date(2026, 12, 31), datetime.date(2026, 1, 1)])
def test_twelve_months_are_a_year_on_every_day(day: datetime.date) -> None:
    assert periods.preset("12m", day).days in (365, 366, 367)


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (31, "day"), (32, "week"), (183, "week"), (184, "month")])
def test_long_periods_have_long_pieces(days: int, unit: str) -> None:
    assert periods.unit_of(days) == unit

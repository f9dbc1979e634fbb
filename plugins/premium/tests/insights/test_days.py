# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Days of a file are read as they are written or refused with the row; never guessed between two readings."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_premium.insights.days import FIRST, FORMS, LAST, SeveralReadings, read_days, recognised
from folkmoot_premium.insights.uploads import Unreadable

BRUSSELS = ZoneInfo("Europe/Brussels")
MARCH = datetime.date(2026, 3, 29)
DAYS = st.dates(FIRST, LAST)
PATTERNS = {"iso": "%Y-%m-%d", "dots": "%d.%m.%Y", "day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}


def refused(values: list[str], form: str = "") -> Unreadable:
    with pytest.raises(Unreadable) as fault:
        read_days(enumerate(values, 1), form, BRUSSELS)
    return fault.value


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("2026-03-29", "iso"), ("2026-03-29T23:59", "iso"), ("2026-03-29 23:59:59.5", "iso"),
        ("2026-03-28T23:30:00Z", "iso"), ("2026-03-29T23:30:00+02:00", "iso"), ("2026-03-30 02:30:00 +0500", "iso"),
        ("29.3.2026", "dots"), ("29.03.2026 09:15", "dots"), ("29/03/2026, 9:15:30", "day-first"),
        ("03/29/2026", "month-first"), ("1774738800", "seconds"), ("1774821599.9", "seconds"),
    ],
)  # fmt: skip
def test_each_form_is_recognised_and_counts_on_the_calendar_of_the_town(value: str, form: str) -> None:
    assert read_days([(7, value), (8, " ")], "", BRUSSELS) == (form, {7: MARCH})


@given(st.lists(DAYS, min_size=1, max_size=9), st.sampled_from(sorted(PATTERNS)))
def test_what_is_written_in_a_form_is_read_in_it_or_the_form_is_asked_for(
    days: list[datetime.date], form: str
) -> None:  # fmt: skip
    cells = [(number, day.strftime(PATTERNS[form])) for number, day in enumerate(days)]
    wanted = dict(enumerate(days))
    assert read_days(cells, form, BRUSSELS) == (form, wanted)
    try:
        assert read_days(cells, "", BRUSSELS)[1] == wanted
    except SeveralReadings:
        assert form in ("day-first", "month-first")
        assert all(day.day <= 12 for day in days)
        assert any(day.day != day.month for day in days)


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    fault = refused(["05/05/2026", "", "03/04/2026"])
    assert isinstance(fault, SeveralReadings)
    assert fault.values == {"row": "3", "value": "03/04/2026"}
    assert read_days([(1, "03/04/2026")], "month-first", BRUSSELS)[1] == {1: datetime.date(2026, 3, 4)}
    assert read_days([(1, "03/04/2026"), (2, "13/04/2026")], "", BRUSSELS)[0] == "day-first"
    assert read_days([(1, "05/05/2026")], "", BRUSSELS)[1] == {1: datetime.date(2026, 5, 5)}


@pytest.mark.parametrize(
    ("values", "form", "row", "said"),
    [
        (["2026-03-29", "2026-02-30"], "", "2", "2026-02-30"),
        (["2026-03-29", "29.03.2026", "2026-03-30"], "", "2", "29.03.2026"),
        (["13/02/2026", "02/13/2026"], "day-first", "2", "02/13/2026"),
        (["29.03.26"], "", "1", "29.03.26"),
        (["20260329"], "iso", "1", "20260329"),
        (["2026-W13-7"], "", "1", "2026-W13-7"),
        (["٢٠٢٦-٠٣-٢٩"], "", "1", "٢٠٢٦-٠٣-٢٩"),
        (["last Tuesday"], "", "1", "last Tuesday"),
        (["2026-03-29 and " + "x" * 90], "", "1", "2026-03-29 and " + "x" * 45 + "…"),
        (["1774738800000"], "seconds", "1", "1774738800000"),
    ],
)
def test_what_is_no_day_is_refused_with_its_row_and_what_it_says(
    values: list[str], form: str, row: str, said: str
) -> None:  # fmt: skip
    fault = refused(values, form)
    assert "isn’t a day in this form" in fault.sentence
    assert fault.values == {"row": row, "value": said, "times": 1}


@pytest.mark.parametrize("value", ["1789-07-14", "2100-01-01", "46110", "9999999999"])
def test_days_that_must_be_mistakes_are_refused(value: str) -> None:
    fault = refused(["2026-03-29" if "-" in value else "1774738800", value])
    assert "Only days from 1990 to 2099" in fault.sentence
    assert fault.values == {"row": "2", "value": value}


def test_an_empty_column_says_no_days() -> None:
    assert "No row says anything" in refused(["", " "]).sentence


def test_only_a_column_with_a_known_name_and_one_reading_is_taken_when_a_file_is_added() -> None:
    rows = [(1, {"Datum": "29/03/2026", "date": "03/04/2026", "born": "2001-01-01"})]
    assert recognised(["born", "date", "Datum"], rows, BRUSSELS) == ("Datum", "day-first", {1: MARCH})
    assert recognised(["born", "date"], rows, BRUSSELS) == ("", "", {})
    assert set(FORMS) == {*PATTERNS, "seconds"}

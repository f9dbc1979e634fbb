# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The trend: weeks, what grows, what is new, and small numbers hidden."""

import datetime
from random import Random

import pytest

from folkmoot_premium.analysis.tables.entries import Axis
from folkmoot_premium.analysis.trend.trend import Trend, trend
from folkmoot_premium.analysis.trend.weeks import Moment, Period, weeks

START = datetime.date(2026, 3, 2)
THEMES = Axis(("t01", "t02", "t03"))


def day(week: int, number: int) -> datetime.date:
    return START + datetime.timedelta(7 * week + number % 7)


def moments(counts: dict[str, list[int]]) -> list[Moment]:
    """So many contributions a theme in each week, on days of it in turn."""
    return [
        Moment(f"{theme}-{week:02}-{one:03}", f"a{theme}{week}{one}", (theme,), day(week, one))
        for theme, numbers in counts.items()
        for week, number in enumerate(numbers)
        for one in range(number)
    ]  # fmt: skip


def kinds(found: Trend) -> dict[str, str]:
    return {change.keys[0]: change.kind for change in found.changes}


def test_weeks_without_anything_are_in_it() -> None:
    found = trend(moments({"t01": [3, 0, 0, 2], "t02": [1, 0, 0, 1]}), THEMES)
    assert found.periods[0] == Period(datetime.date(2026, 3, 2), datetime.date(2026, 3, 8))
    assert [line.total for line in found.table.columns] == [4, 0, 0, 3]
    assert [cell.count for cell in found.table.cells[0]] == [3, 0, 0, 2]


def test_weeks_begin_on_monday_and_pass_the_year() -> None:
    assert weeks([datetime.date(2027, 1, 3), datetime.date(2026, 12, 20)]) == ("2026-12-14", "2026-12-21", "2026-12-28")
    assert weeks([]) == ()


def test_rising_new_and_falling_themes_are_found() -> None:
    found = trend(moments({
        "t01": [20] * 6 + [11] * 4, "t02": [30] * 6 + [5] * 4, "t03": [0] * 6 + [12] * 4,
    }), THEMES)  # fmt: skip
    assert found.latest == 4
    assert kinds(found) == {"t01": "steady", "t02": "falling", "t03": "new"}
    assert [one.keys[0] for one in found.notable] == ["t02", "t03"]
    rising = trend(moments({"t01": [20] * 10, "t02": [2] * 6 + [12] * 4}), THEMES)
    assert kinds(rising)["t02"] == "rising"
    change = next(one for one in rising.changes if one.keys == ("t02",))
    assert (change.before, change.latest) == (12, 48)
    assert change.expected == pytest.approx(12 / 132 * 128, abs=1e-4)


def test_when_everything_grows_alike_nothing_is_called_rising() -> None:
    found = trend(moments({"t01": [2] * 6 + [20] * 4, "t02": [3] * 6 + [30] * 4}), THEMES)
    assert set(kinds(found).values()) == {"steady"}


def test_chance_alone_is_seldom_called_notable() -> None:
    themes, called = tuple(f"t{n:02}" for n in range(10)), 0
    for seed in range(40):
        chance = Random(seed)
        some = [
            Moment(f"{n}", None, (chance.choice(themes),), START + datetime.timedelta(chance.randrange(70)))
            for n in range(300)
        ]
        called += bool(trend(some, Axis(themes)).notable)
    assert called <= 4, "5 % of 40 are 2"


def test_small_numbers_are_hidden_when_they_are_about_people() -> None:
    found = trend(moments({"t01": [40, 30, 4, 20, 3, 40], "t02": [30, 30, 5, 30, 40, 40]}), THEMES, personal=True)
    assert len(found.periods) == 5
    assert found.periods[-1].last == START + datetime.timedelta(41)
    assert all(line.total >= 10 for line in found.table.columns)
    counts = [cell.count for row in found.table.cells for cell in row]
    assert None in counts
    assert all(count is None or count >= 10 for count in counts)
    assert not found.changes, "what is hidden in a week may not come out in a sum of weeks"


def test_nothing_and_one_week_give_no_changes() -> None:
    assert trend([], THEMES) == Trend((), trend([], THEMES).table, 0, ())
    assert trend(moments({"t01": [5], "t02": [6]}), THEMES).changes == ()


def test_the_order_of_moments_changes_nothing() -> None:
    some = moments({"t01": [5, 9, 14, 2], "t02": [6, 1, 3, 30]})
    assert trend(some, THEMES) == trend(some[::-1], THEMES)

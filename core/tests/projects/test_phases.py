# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phases: their order, their number, and what the clock makes of them."""

import datetime
import zoneinfo

import pytest

from folkmoot.projects.services import Projects
from folkmoot.projects.services.phases import state_at
from folkmoot.testing import Town, count_statements

UTC = datetime.UTC
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")
SECOND = datetime.timedelta(seconds=1)


def test_a_phase_opens_on_the_dot_and_closes_on_the_dot() -> None:
    opens, closes = datetime.datetime(2026, 3, 1, 8, tzinfo=UTC), datetime.datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert state_at(opens, closes, opens - SECOND) == "upcoming"
    assert state_at(opens, closes, opens) == "open"
    assert state_at(opens, closes, closes - SECOND) == "open"
    assert state_at(opens, closes, closes) == "closed"
    assert state_at(opens, None, closes + datetime.timedelta(days=9999)) == "open"


@pytest.mark.parametrize(
    ("local_day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25)], ids=["spring forward", "fall back"]
)
def test_a_day_on_the_towns_clocks_is_a_day_also_when_they_change(local_day: tuple[int, int, int], hours: int) -> None:
    opens = datetime.datetime(*local_day, tzinfo=BRUSSELS).astimezone(UTC)
    day_after = datetime.date(*local_day) + datetime.timedelta(days=1)
    closes = datetime.datetime.combine(day_after, datetime.time(), BRUSSELS).astimezone(UTC)
    assert closes - opens == datetime.timedelta(hours=hours)
    assert state_at(opens, closes, opens + datetime.timedelta(hours=hours) - SECOND) == "open"
    assert state_at(opens, closes, opens + datetime.timedelta(hours=hours)) == "closed"


def test_phases_are_numbered_in_order_of_opening(town: Town, projects: Projects, now: datetime.datetime) -> None:
    project = town.project()
    late = town.phase(project, "tell", opens=20, closes=None)
    early = town.phase(project, "ask", opens=-20, closes=-10)
    running = town.phase(project, "ask", opens=-5, closes=5)
    with town.session() as db:
        found = projects.phases(db, project.id, now)
    assert [(phase.number, phase.id, phase.state) for phase in found] == [
        (1, early.id, "closed"), (2, running.id, "open"), (3, late.id, "upcoming"),
    ]  # fmt: skip


def test_several_phases_may_be_open_and_the_latest_is_shown(
    town: Town, projects: Projects, now: datetime.datetime
) -> None:
    project = town.project()
    town.phase(project, "ask", opens=-9, closes=9)
    second = town.phase(project, "tell", opens=-3, closes=3)
    with town.session() as db:
        found = projects.phases(db, project.id, now)
    assert [phase.state for phase in found] == ["open", "open"]
    current = projects.current(found)
    assert current is not None
    assert current.id == second.id


def test_between_phases_the_next_one_is_shown_and_after_all_the_last(
    town: Town, projects: Projects, now: datetime.datetime
) -> None:
    gap, over = town.project(), town.project()
    town.phase(gap, "ask", opens=-9, closes=-5)
    coming = town.phase(gap, "tell", opens=5, closes=9)
    town.phase(over, "ask", opens=-9, closes=-5)
    last = town.phase(over, "tell", opens=-4, closes=-3)
    with town.session() as db:
        current = [projects.current(projects.phases(db, one.id, now)) for one in (gap, over)]
        nothing = projects.current(projects.phases(db, town.project().id, now))
    assert [phase and phase.id for phase in current] == [coming.id, last.id]
    assert nothing is None


def test_one_statement_brings_phases_rules_and_siblings(town: Town, projects: Projects, now: datetime.datetime) -> None:
    project = town.project()
    made = [town.phase(project, "ask", opens=day, closes=day + 1) for day in range(-3, 3)]
    with town.session() as db, count_statements(town.platform.database.engine) as seen:
        phase = projects.phase(db, made[3].id, now)
    assert phase is not None
    assert phase.number == 4
    assert [sibling.id for sibling in phase.siblings] == [one.id for one in made]
    assert len(seen) == 1


def test_settings_are_the_methods_own_type_and_never_break_a_page(
    town: Town, projects: Projects, now: datetime.datetime
) -> None:
    project = town.project()
    town.phase(project, "ask", opens=-3, settings={"cap": 7})
    town.phase(project, "ask", opens=-2, settings={"cap": 7000, "gone": True})
    town.phase(project, "absent", opens=-1)
    with town.session() as db:
        first, second, third = projects.phases(db, project.id, now)
    assert (first.settings.cap, second.settings.cap, third.settings) == (7, 3, None)


def test_another_towns_phase_is_not_found(
    town: Town, other_town: Town, projects: Projects, now: datetime.datetime
) -> None:
    phase = town.phase(town.project(), "ask")
    with other_town.session() as db:
        assert projects.phase(db, phase.id, now) is None
        assert projects.phases(db, phase.project_id, now) == []

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The weekly letter about what is overdue: once a week, to those whose it is, in the tenant's own week."""

import datetime

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot_standard.workflow import overdue

from .conftest import Desk

MONDAY = datetime.datetime(2026, 11, 23, 6, 30, tzinfo=datetime.UTC)
"""Half past seven in Brussels."""


@pytest.fixture
def late(desk: Desk) -> list[Posted]:
    """Two of Mona's that are late, one of Otto's, one of Mona's in Otto's project, and one in time."""
    desk.execute("UPDATE tenant SET timezone = 'Europe/Brussels' WHERE id = :id", id=desk.town.id)
    posted = []
    for forum, who, day in (
        (desk.mine, desk.manager, "2026-11-20"), (desk.mine, desk.manager, "2026-11-22"),
        (desk.theirs, desk.other_manager, "2026-11-22"), (desk.theirs, desk.manager, "2026-11-01"),
        (desk.mine, desk.manager, "2026-11-23"),
    ):  # fmt: skip
        posted.append(forum.post(None, f"Late {len(posted)}"))
        desk.execute("INSERT INTO workflow_follow_up (contribution_id, assignee_id, due_on) VALUES (:id, :who, :day)",
                     id=posted[-1].id, who=who.id, day=day)  # fmt: skip
    return posted


def test_each_assignee_gets_what_is_theirs_and_late(desk: Desk, late: list[Posted]) -> None:
    desk.work(overdue.remind, MONDAY)
    letters = {letter.recipient: letter for letter in desk.letters()}
    assert set(letters) == {desk.manager.email, desk.other_manager.email}
    mona = letters[desk.manager.email]
    assert mona.subject.startswith("2 contributions are overdue")
    assert "Late 0 (due on 20 November 2026)" in mona.text
    assert [number for number in range(5) if f"Late {number}" in mona.text] == [0, 1], "what she can't open isn't told"
    assert f"http://{desk.town.host}:8080/admin/workflow/contributions/{late[0].number}" in mona.text


def test_once_a_week_however_often_it_runs(desk: Desk, late: list[Posted]) -> None:
    for hours in (0, 1, 24, 24 * 6):
        desk.work(overdue.remind, MONDAY + datetime.timedelta(hours=hours))
    assert len(desk.letters()) == 2
    desk.work(overdue.remind, MONDAY + datetime.timedelta(days=7))
    assert len(desk.letters()) == 4


def test_the_week_begins_in_the_tenants_zone(desk: Desk, late: list[Posted]) -> None:
    desk.work(overdue.remind, MONDAY - datetime.timedelta(hours=1))
    assert desk.letters() == [], "half past six in Brussels is too early"
    assert overdue.week_of(MONDAY, desk.town.site) == "2026-W48"
    sunday = datetime.datetime(2026, 11, 22, 22, 30, tzinfo=datetime.UTC)
    assert overdue.week_of(sunday, desk.town.site) == "2026-W47"
    assert overdue.week_of(sunday + datetime.timedelta(hours=1), desk.town.site) == "", "Monday, half past midnight"


def test_a_week_without_late_ones_writes_nothing(desk: Desk) -> None:
    desk.work(overdue.remind, MONDAY)
    assert desk.letters() == []


def test_citizens_and_the_gone_are_not_written_to(desk: Desk, late: list[Posted]) -> None:
    desk.execute("UPDATE account SET role = 'citizen' WHERE id = :id", id=desk.manager.id)
    desk.execute("DELETE FROM account WHERE id = :id", id=desk.other_manager.id)
    desk.work(overdue.remind, MONDAY)
    assert desk.letters() == []

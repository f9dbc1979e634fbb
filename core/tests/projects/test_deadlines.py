# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Until when a project is open, as its page says it: in days of the town's own zone, and today in hours."""

import datetime
from collections.abc import Callable

from folkmoot.i18n import formats
from folkmoot.testing import Town

DAY = datetime.timedelta(days=1)
METHOD = "information"


def test_the_last_day_is_the_day_before_a_midnight(town: Town) -> None:
    project = town.project()
    today = datetime.datetime.now(town.site.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    closes = (today.replace(tzinfo=None) + 5 * DAY).replace(tzinfo=town.site.zone)
    town.phase(project, METHOD, closes_at=closes)
    note = town.browser().get(f"/en/projects/{project.slug}").html.select_one(".hero-note").get_text()
    last = (closes - DAY).date()
    assert f"Open until {last.day} " in note.replace(" ", " ") or f" {last.day}" in note
    assert "4 days left" in note


def test_what_happens_today_is_said_with_its_hour(new_town: Callable[..., Town]) -> None:
    now = datetime.datetime.now(datetime.UTC)
    town = new_town(timezone=f"Etc/GMT{now.hour - 12:+d}")  # of zones so named, where it is noon: signs turned round
    hour, minutes = now.astimezone(town.site.zone).hour, datetime.timedelta(minutes=61)
    assert hour == 12
    said = []
    for opens_at, closes_at in ((now + minutes, now + 5 * DAY), (now - DAY, now + minutes), (now - DAY, now - minutes)):
        project = town.project()
        town.phase(project, METHOD, opens_at=opens_at, closes_at=closes_at)
        said.append(town.browser().get(f"/en/projects/{project.slug}").html.select_one(".hero-note").get_text())

    def hour_of(moment: datetime.datetime) -> str:
        return f"{moment.astimezone(town.site.zone):%H:%M}"

    assert said == [
        f"Opens today at {hour_of(now + minutes)}", f"Open until {hour_of(now + minutes)} today",
        f"Ended today at {hour_of(now - minutes)}",
    ]  # fmt: skip


def test_dates_are_the_towns_own(new_town: Callable[..., Town]) -> None:
    east, west = new_town(timezone="Pacific/Kiritimati"), new_town(timezone="Pacific/Pago_Pago")
    opens_at = datetime.datetime.now(datetime.UTC).replace(hour=12, minute=0) + 40 * DAY
    seen = []
    for town in (east, west):
        project = town.project()
        town.phase(project, METHOD, opens_at=opens_at, closes_at=None)
        seen.append(town.browser().get(f"/en/projects/{project.slug}").html.select_one(".hero-note").get_text())
        local = opens_at.astimezone(town.site.zone)
        assert str(local.day) in seen[-1]
    assert seen[0] != seen[1]


def midnight(town: Town, days: int) -> datetime.datetime:
    """The beginning of a day in the town, so many days from today."""
    today = datetime.datetime.now(town.site.zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    return (today + days * DAY).replace(tzinfo=town.site.zone)


def test_other_pages_name_the_same_last_day(town: Town) -> None:
    project = town.project()
    closes = midnight(town, 5)
    town.phase(project, METHOD, closes_at=closes, settings={"show_dates": True})
    last = formats.day_and_month((closes - DAY).date(), "en", closes.date())
    assert f"until {last}" in town.browser().get(f"/en/projects/{project.slug}/1")
    office = town.browser(town.account("administrator")).get("/admin/projects")
    assert office.html.select_one("td[data-label=Dates]").get_text().endswith(f"– {last}")

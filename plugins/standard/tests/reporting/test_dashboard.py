# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dashboard: who sees what, what it shows, what it hides, and what its address says."""

import datetime
import re

import pytest

from folkmoot.accounts.interfaces import Role
from folkmoot.projects.models import Area, Topic
from folkmoot.testing import Town, count_statements
from folkmoot.testing.contributions import Forum

from .bustle import bustle
from .conftest import crowd, stats, table
from .recount import recount

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.now(datetime.UTC)


def test_it_shows_people_and_what_they_did(forum: Forum) -> None:
    crowd(forum, 7)
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get("/admin/reporting")
    assert stats(page) == {"People taking part": "7", "Contributions": "7", "Comments": "0", "Reactions": "0"}
    title = forum.project.title["en"]
    assert table(page, "by-project") == {title: ["7", "7", "0", "0"]}
    assert page.html.select("nav[aria-label='Back office'] a[href='/admin/reporting'][aria-current]")


def test_visitors_and_citizens_are_turned_away(forum: Forum) -> None:
    town = forum.town
    for path in ("/admin/reporting", "/admin/reporting/report.csv", f"/admin/reporting/projects/{forum.project.slug}"):
        assert town.browser().get(path, expect_errors=True).status_int in (302, 303, 403)
        assert town.browser(town.account()).get(path, expect_errors=True).status_int == 403
    assert town.browser(town.account(Role.MANAGER)).get("/admin/reporting/goal", expect_errors=True).status_int == 403


def test_managers_see_their_projects_only(forum: Forum) -> None:
    town, other = forum.town, Forum(forum.town)
    crowd(forum, 6)
    crowd(other, 8)
    browser = town.browser(town.account(Role.MANAGER, manages=(forum.project.id,)))
    page = browser.get("/admin/reporting")
    assert stats(page)["People taking part"] == "6"
    assert other.project.title["en"] not in page
    for query in (f"project={other.project.slug}", f"phase={other.phase.id}", f"project={forum.project.slug}x"):
        assert browser.get(f"/admin/reporting?{query}", expect_errors=True).status_int == 404
    results = f"/admin/reporting/projects/{other.project.slug}"
    assert browser.get(results, expect_errors=True).status_int == 403
    assert browser.get(f"{results}/results.xlsx", expect_errors=True).status_int == 403
    nobody = town.browser(town.account(Role.MANAGER)).get("/admin/reporting")
    assert stats(nobody)["Contributions"] == "0"


def test_another_town_counts_nowhere(forum: Forum, other_town: Town) -> None:
    crowd(Forum(other_town), 9)
    crowd(forum, 5)
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get("/admin/reporting")
    assert stats(page)["People taking part"] == "5"


def test_drafts_are_left_out(licensed_town: Town) -> None:
    crowd(Forum(licensed_town, state="draft"), 6)
    page = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR)).get("/admin/reporting")
    assert stats(page)["Contributions"] == "0"
    assert "Nothing happened in this period" in page


def test_small_numbers_and_what_gives_them_away_are_hidden(forum: Forum) -> None:
    town = forum.town
    with town.session() as db:
        areas = [Area(slug=slug, title={"en": slug.title()}) for slug in ("harbour", "north", "south")]
        db.add_all(areas)
        db.flush()
        ids = [one.id for one in areas]
    for place, number in zip(ids, (3, 6, 9), strict=True):
        crowd(forum, number, area_id=place)
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/reporting")
    assert stats(page)["People taking part"] == "18"
    people = {name: cells[0] for name, cells in table(page, "by-area").items()}
    assert people == {"South": "9", "North": "hidden", "Harbour": "fewer than 5"}
    assert stats(browser.get("/admin/reporting?area=harbour"))["People taking part"] == "fewer than 5"
    narrowed = browser.get("/admin/reporting?area=north")
    assert stats(narrowed)["People taking part"] == "hidden"
    assert "together with a wider view" in narrowed
    assert "6" not in [cells[0] for cells in table(narrowed, "by-project").values()]
    assert stats(browser.get("/admin/reporting?area=south"))["People taking part"] == "9"


def test_the_period_before_is_compared_in_words(forum: Forum) -> None:
    for number, days in ((6, 10), (5, 40)):
        for _ in range(number):
            at = NOW - days * DAY
            forum.post(forum.town.account().id, at=at, columns={"created_at": at})
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get("/admin/reporting?period=30")
    told = {one.span.text: one.small.text for one in page.html.select(".report-stats .stat") if one.small}
    assert told["People taking part"] == "1 more than in the period before (+20%)"
    assert told["Contributions"] == "1 more than in the period before (+20%)"
    assert told["Comments"] == "as many as in the period before"


def test_dates_of_ones_own_and_filters_stay_in_the_address(forum: Forum) -> None:
    with forum.town.session() as db:
        topic = Topic(slug="green", title={"en": "Green"})
        db.add(topic)
        db.flush()
        topic_id = topic.id
    crowd(forum, 5, topics=(topic_id,))
    crowd(forum, 6)
    browser = forum.town.browser(forum.town.account(Role.ADMINISTRATOR))
    first, last = (NOW - 3 * DAY).date(), (NOW + DAY).date()
    page = browser.get(f"/admin/reporting?from={first}&to={last}&project={forum.project.slug}&topic=green")
    assert stats(page)["Contributions"] == "5"
    form = next(form for form in page.forms.values() if "from" in form.fields)
    assert (form["from"].value, form["to"].value, form["topic"].value) == (str(first), str(last), "green")
    assert stats(form.submit())["Contributions"] == "5"
    form["topic"] = ""
    assert stats(form.submit())["Contributions"] == "11"
    wider = page.click("Last 12 months")
    assert "topic=green" in wider.request.query_string
    assert "from=" not in wider.request.query_string


def test_two_projects_beside_each_other(forum: Forum) -> None:
    other = Forum(forum.town)
    crowd(forum, 6)
    crowd(other, 3)
    browser = forum.town.browser(forum.town.account(Role.ADMINISTRATOR))
    page = browser.get(f"/admin/reporting?project={forum.project.slug}&compare={other.project.slug}")
    assert table(page, "compared")["People taking part"] == ["6", "fewer than 5"]
    assert table(page, "compared")["Contributions"] == ["6", "3"]
    assert page.html.select("svg#nothing, svg[aria-labelledby^=chart-compared]")


def test_charts_are_pictures_with_words_and_without_style(forum: Forum) -> None:
    crowd(forum, 7)
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get("/admin/reporting?period=30")
    charts = page.html.select("svg.report-chart")
    assert len(charts) == 2
    for chart in charts:
        title, text = chart["aria-labelledby"].split()
        assert chart["role"] == "img"
        assert chart.find(id=title).text
        assert chart.find(id=text).text
    assert not page.html.select("main [style], main style, main script")
    assert len(page.html.select(".report-numbers tbody tr")) == 30


def test_every_number_of_a_random_town_is_the_recounted_one(licensed_town: Town) -> None:
    made = bustle(licensed_town, 7, people=16, projects=3)
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/reporting?period=all")
    with licensed_town.session() as db:
        people, *acts = recount(db, made.project_ids)
        by_project = {one.title["en"]: recount(db, [one.id]) for one in made.projects}
    assert list(stats(page).values()) == [str(number) for number in (people, *acts)]
    assert {name: tuple(map(int, cells)) for name, cells in table(page, "by-project").items()} == by_project


def test_it_asks_the_database_a_fixed_number_of_times(licensed_town: Town) -> None:
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    engine = licensed_town.platform.database.engine
    first = bustle(licensed_town, 8, people=6, projects=1, ideas=2)
    browser.get("/admin/reporting")
    with count_statements(engine) as few:
        browser.get("/admin/reporting")
    more = bustle_again(licensed_town)
    with count_statements(engine) as many:
        browser.get("/admin/reporting")
    one, other = first.projects[0].slug, more
    with count_statements(engine) as narrowed:
        browser.get(f"/admin/reporting?project={one}&compare={other}&method=ideation&phase={first.forums[0].phase.id}")
    assert len(few) == len(many)
    assert max(len(many), len(narrowed)) <= 12, "\n\n".join(narrowed)


def bustle_again(town: Town) -> str:
    """Another busy project; returns its slug."""
    forum = Forum(town)
    crowd(forum, 8)
    return forum.project.slug


@pytest.mark.parametrize("locale", ["fr", "nl"])
def test_it_speaks_the_languages_of_the_town(forum: Forum, locale: str) -> None:
    crowd(forum, 7)
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR, locale=locale)).get("/admin/reporting")
    assert page.html.html["lang"] == locale
    assert not re.search(r"People taking part|By project|Reports", page.html.main.text)

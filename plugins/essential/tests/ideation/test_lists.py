# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists of ideas: as the body of a phase's page, across the town, as cards, rows and map."""

import datetime

import pytest

from folkmoot.contributions.interfaces import Draft
from folkmoot.testing import count_statements
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)


def path(forum: Forum) -> str:
    """The address of the project's page."""
    return f"/en/projects/{forum.project.slug}"


def titles(page) -> list[str]:  # type: ignore[no-untyped-def]
    """The ideas of a page in their order."""
    return [link.get_text() for link in page.html.select("#results .card-title a")]


def test_the_phase_page_lists_its_ideas_as_cards_with_filters_and_a_way_to_share(forum: Forum) -> None:
    author = forum.town.account(display_name="Samira B.")
    forum.post(author.id, "A pocket park", "Trees and a table.")
    page = forum.town.browser().get(path(forum))
    assert titles(page) == ["A pocket park"]
    assert "1 idea" in page.html.select_one("#rh").get_text()
    assert "Samira B." in page.html.select_one(".card-meta").get_text()
    assert page.html.select_one(f'a[href="{path(forum)}/1/ideas/new"]')
    assert page.html.select_one("form[role=search] input[name=topic][value=green]")
    assert "htmx" in page.text


def test_filters_show_as_chips_that_lead_back(forum: Forum) -> None:
    forum.post(None, "A pocket park")
    forum.post(None, "A slide")
    page = forum.town.browser().get(path(forum) + "?q=park&topic=green&area=harbour&sort=newest")
    assert titles(page) == []
    chips = {chip.get_text().strip(): chip["href"] for chip in page.html.select("a.chip")}
    assert len(chips) == 3
    assert titles(forum.town.browser().get(path(forum) + "?q=park")) == ["A pocket park"]
    green = next(url for text, url in chips.items() if "Green" in text)
    assert "topic" not in green
    assert "q=park" in green
    assert page.html.select_one(".empty")


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "view=nonsense", "page=-1", "page=9999999999", "status=zzz", "topic=zzz&topic=green"]
)
def test_nonsense_in_the_address_is_no_error(forum: Forum, query: str) -> None:
    forum.post(None)
    forum.town.browser().get(f"{path(forum)}?{query}", status=200)


def test_views_are_cards_list_and_map_with_the_same_ideas(forum: Forum) -> None:
    forum.post(None, "On the quay", latitude=51_054_321, longitude=-3_725_000)
    forum.post(None, "Nowhere")
    for view in ("cards", "list", "map"):
        page = forum.town.browser().get(f"{path(forum)}?view={view}&sort=newest")
        assert titles(page) == ["Nowhere", "On the quay"], view
    (point,) = page.html.select("folkmoot-map a[data-lat]")
    assert (point["data-lat"], point["data-lon"]) == ("51.054321", "-3.725000")
    assert "leaflet" in page.text


def test_pages_of_twenty(forum: Forum) -> None:
    for number in range(23):
        forum.post(None, f"Idea {number}", at=NOW - datetime.timedelta(minutes=number))
    first = forum.town.browser().get(path(forum) + "?sort=newest")
    second = first.click(href="page=2", index=0)
    assert titles(first) == [f"Idea {n}" for n in range(20)]
    assert titles(second) == ["Idea 20", "Idea 21", "Idea 22"]


def test_all_ideas_of_the_town_but_those_of_drafts_and_screened_ones(forum: Forum, forum_with) -> None:  # type: ignore[no-untyped-def]
    forum.post(None, "Public")
    forum.post(None, "Screened", screened=True)
    forum_with(state="draft").post(None, "Draft")
    other = forum_with()
    other.post(None, "Elsewhere")
    page = forum.town.browser().get("/en/ideas?sort=oldest")
    assert titles(page) == ["Public", "Elsewhere"]
    assert page.html.select_one('nav a[href="/en/ideas"][aria-current=page]')
    assert "Public" in forum.town.browser().get("/en/")


def test_only_mine_shows_my_hidden_ones_too(forum: Forum) -> None:
    me, other = forum.town.account(), forum.town.account()
    forum.post(me.id, "Mine, hidden", screened=True)
    forum.post(other.id, "Theirs")
    assert titles(forum.town.browser(me).get(path(forum) + "?mine=1")) == ["Mine, hidden"]
    assert titles(forum.town.browser().get(path(forum) + "?mine=1")) == ["Theirs"]


def test_a_list_needs_few_statements_however_long_it_is(forum: Forum) -> None:
    viewer = forum.town.account()
    for number in range(25):
        forum.post(viewer.id, f"Idea {number}")
    browser = forum.town.browser(viewer)
    browser.get(path(forum))
    with count_statements(forum.town.platform.database.engine) as seen:
        browser.get(path(forum))
    ours = [
        sql
        for sql in seen
        if "contribution" in sql.split("FROM", 1)[0] or "FROM contribution" in sql or "union" in sql.lower()
    ]
    assert len(seen) <= 12, seen
    assert len(ours) <= 4, ours


def test_the_word_of_the_phase_is_used(forum_with) -> None:  # type: ignore[no-untyped-def]
    forum = forum_with(noun="question")
    page = forum.town.browser().get(path(forum))
    assert "Ask your question" in page
    assert "No questions found" in page


def test_a_closed_phase_shows_its_ideas_and_offers_no_sharing(forum: Forum) -> None:
    closed = forum.town.phase(forum.project, opens=-20, closes=-2)
    forum.post(None, "Old idea", phase=closed)
    with forum.town.session() as db:
        db.delete(db.merge(forum.phase))
    page = forum.town.browser().get(path(forum))
    assert titles(page) == ["Old idea"]
    assert "ideas/new" not in page


def test_every_text_of_a_citizen_is_escaped(forum: Forum) -> None:
    author = forum.town.account(display_name="<img src=x>")
    posted = forum.post(author.id, "<script>alert(1)</script>", "<b onclick=x>\n\n\u202etxet", place="<i>")
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        forum.discussion.comment(db, row, author.id, "<script>", "en", NOW)
    for url in (path(forum), f"/en/ideas/{posted.number}", "/en/search?q=alert", "/en/ideas?view=list"):
        page = forum.town.browser().get(url)
        assert "<script>alert" not in page.text
        assert "<b onclick" not in page.text
        assert "<img src=x>" not in page.text


def test_the_statuses_that_everybody_may_see_can_be_chosen(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "Good")
    forum.post(None, "Other")
    with forum.town.session() as db:
        accepted = next(s for s in forum.contributions.statuses(db, ["ideation"]) if s.status_class == "accepted")
        forum.contributions.set_status(db, posted.id, accepted.id, author.id, NOW)
        assert forum.contributions.edit(db, posted.id, author.id, Draft("Good", "Better", "en"), NOW) is None
    page = forum.town.browser().get(f"{path(forum)}?status={accepted.id}")
    assert titles(page) == ["Good"]
    assert page.html.select_one(".card .badge").get_text() == "Accepted"
    assert "Waiting for screening" not in page

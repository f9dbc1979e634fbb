# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sharing, changing and withdrawing an idea by the forms, with pictures, and nothing typed ever lost."""

import io

import pytest
from PIL import Image
from webtest import Upload

from folkmoot.testing.contributions import Forum

from .conftest import form_with


def picture(colour: str = "green") -> bytes:
    """A small picture as a browser sends it."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(buffer, "PNG")
    return buffer.getvalue()


def new_form(forum: Forum, account=None, browser=None):  # type: ignore[no-untyped-def]
    """The filled-in form of a new idea."""
    browser = browser or forum.town.browser(account or forum.town.account())
    form = form_with(browser.get(f"/en/projects/{forum.project.slug}/1/ideas/new"), "title")
    form["title"], form["body"] = "A bench", "For people who wait."
    return form


def test_an_idea_with_topics_place_and_language(forum: Forum) -> None:
    author = forum.town.account(display_name="Bram C.")
    form = new_form(forum, author)
    form.set("topics", True, index=0)
    form["place_area"].force_value(form["place_area"].options[1][0])
    form["place_address"], form["place_latitude"], form["place_longitude"] = "Kaai 1", "51,05", "-3.7000004"
    form["language"] = "nl"
    page = form.submit(status=303).follow()
    assert "Everybody can see it now." in page
    assert page.html.select_one("h1").get_text() == "A bench"
    assert "Green" in page
    assert "Harbour" in page
    assert page.html.select_one("folkmoot-map a[data-lat='51.050000'][data-lon='-3.700000']")
    assert page.html.select_one("article .prose")["lang"] == "nl"
    assert page.html.select_one("#reactions b").get_text() == "1"  # the author likes it


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title", "", "Title"),
        ("title", "x" * 121, "Title"),
        ("body", "", "Description"),
        ("body", "x" * 5001, "Description"),
        ("place_latitude", "north", "latitude"),
        ("place_latitude", "91", "latitude"),
        ("place_longitude", "3.7", "latitude"),
        ("place_latitude", "nan", "latitude"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(forum: Forum, field: str, value: str, problem: str) -> None:
    form = new_form(forum)
    form.set("topics", True, index=1)
    form[field] = value
    page = form.submit(status=400)
    assert problem in page.html.select_one(".error-summary").get_text()
    again = form_with(page, "title")
    assert again["body"].value == ("" if (field, value) == ("body", "") else form["body"].value)
    assert again["title"].value == form["title"].value
    assert again.get("topics", index=1).checked


def test_limits_and_questions_are_those_of_the_phase(forum_with) -> None:  # type: ignore[no-untyped-def]
    forum = forum_with(
        topics_required=True,
        title_minimum=10,
        pictures=0,
        ask_point=False,
        ask_area=False,
        noun="proposal",
        reactions="disabled",
    )
    form = new_form(forum)
    assert not {"place_latitude", "place_area", "picture.0.file"} & set(form.fields)
    page = form.submit(status=400)
    assert "Share your proposal" in page
    assert len(page.html.select(".error-summary li")) == 2


def test_pictures_need_words_and_survive_a_refusal(forum: Forum) -> None:
    form = new_form(forum)
    form["title"] = ""
    form["picture.0.file"] = Upload("park.png", picture(), "image/png")
    page = form.submit(status=400)
    assert "Picture 1: say what it shows." in page
    again = form_with(page, "title")
    again["title"] = "A bench"
    again["picture.0.alt"] = "A bench under a tree"
    page = again.submit(status=303).follow()
    shown = page.html.select_one("figure img")
    assert shown["alt"] == "A bench under a tree"
    assert "640w" in shown["srcset"]
    listed = forum.town.browser().get(f"/en/projects/{forum.project.slug}")
    assert listed.html.select_one(".card-media img")["src"] == shown["src"]


def test_what_is_no_picture_is_refused_with_the_rest_kept(forum: Forum) -> None:
    form = new_form(forum)
    form["picture.0.file"] = Upload("park.png", b"<svg onload=alert(1)>", "image/png")
    form["picture.0.alt"] = "A tree"
    page = form.submit(status=400)
    assert form_with(page, "title")["picture.0.alt"].value == "A tree"
    assert page.html.select_one(".error-summary")


def test_somebody_elses_picture_cannot_be_taken(forum: Forum) -> None:
    form = new_form(forum)
    form["title"] = ""
    form["picture.0.file"] = Upload("park.png", picture(), "image/png")
    stolen = form_with(form.submit(status=400), "title")["picture.0.kept"].value
    browser = forum.town.browser(forum.town.account())
    thief = new_form(forum, browser=browser)
    fields = [*thief.submit_fields(), ("picture.0.kept", stolen), ("picture.0.alt", "Mine now")]
    page = browser.post(thief.action or f"/en/projects/{forum.project.slug}/1/ideas/new", fields, status=303).follow()
    assert not page.html.select("figure img")


def test_a_visitor_is_led_to_sign_in_and_back_to_the_form(forum: Forum) -> None:
    url = f"/en/projects/{forum.project.slug}/1/ideas/new"
    page = forum.town.browser().get(url)
    notice = page.html.select_one("[data-reason=not-signed-in]")
    assert url.replace("/", "%2F") in notice.select_one("a")["href"]
    assert "title" not in [name for form in page.forms.values() for name in form.fields]


def test_who_was_signed_out_meanwhile_keeps_the_text(forum: Forum) -> None:
    browser = forum.town.browser()
    page = browser.get("/en/ideas?q=x")
    csrf = page.html.select_one("input[name=csrf_token]")["value"]
    fields = {"csrf_token": csrf, "title": "A bench", "body": "Typed for an hour", "language": "en"}
    page = browser.post(f"/en/projects/{forum.project.slug}/1/ideas/new", fields, status=403)
    assert 'data-reason="not-signed-in"' in page
    assert form_with(page, "title")["body"].value == "Typed for an hour"


@pytest.mark.parametrize(
    ("chosen", "reason"), [({"posting": False}, "posting-disabled"), ({}, "phase-closed"), ({}, "phase-not-open-yet")]
)
def test_a_form_that_is_shut_says_why(forum_with, chosen: dict[str, object], reason: str) -> None:  # type: ignore[no-untyped-def]
    forum = forum_with(**chosen)
    moved = {"phase-closed": (-9, -1), "phase-not-open-yet": (3, 9)}.get(reason, (-1, 9))
    with forum.town.session() as db:
        db.delete(db.merge(forum.phase))
    forum.town.phase(forum.project, opens=moved[0], closes=moved[1], settings=chosen)
    browser = forum.town.browser(forum.town.account())
    page = browser.get(f"/en/projects/{forum.project.slug}/1/ideas/new")
    assert page.html.select_one("[data-reason]")["data-reason"] == reason


def test_screening_hides_it_from_all_but_author_and_staff(forum_with) -> None:  # type: ignore[no-untyped-def]
    forum = forum_with(prescreening="all")
    page = new_form(forum).submit(status=303).follow()
    assert "The team reads it first" in page
    assert "A bench" not in forum.town.browser().get(f"/en/projects/{forum.project.slug}")
    page = new_form(forum, forum.town.account("administrator")).submit(status=303).follow()
    assert "Everybody can see it now." in page


def test_changing_keeps_pictures_and_the_earlier_text(forum: Forum) -> None:
    author = forum.town.account()
    browser = forum.town.browser(author)
    form = new_form(forum, browser=browser)
    form["picture.0.file"] = Upload("park.png", picture(), "image/png")
    form["picture.0.alt"] = "A bench"
    form["picture.1.file"] = Upload("tree.png", picture("blue"), "image/png")
    form["picture.1.alt"] = "A tree"
    page = form.submit(status=303).follow()
    number = page.request.path.rsplit("/", 1)[1]
    form = form_with(browser.get(f"/en/ideas/{number}/edit"), "title")
    assert (form["title"].value, form["picture.1.alt"].value) == ("A bench", "A tree")
    form["title"] = "Two benches"
    form["picture.0.remove"] = True
    page = form.submit(status=303).follow()
    assert page.html.select_one("h1").get_text() == "Two benches"
    assert [image["alt"] for image in page.html.select("figure img")] == ["A tree"]
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, int(number))
        assert [version.title for version in forum.contributions.versions(db, row.id)] == ["A bench"]


def test_only_its_author_and_staff_change_it_and_the_author_only_while_the_phase_is_open(forum: Forum) -> None:
    author, other, staff = forum.town.account(), forum.town.account(), forum.town.account("administrator")
    posted = forum.post(author.id)
    closed = forum.post(author.id, phase=forum.town.phase(forum.project, opens=-9, closes=-1))
    url = f"/en/ideas/{posted.number}/edit"
    assert "sign-in" in forum.town.browser().get(url, status=303).location
    assert 'data-reason="not-yours"' in forum.town.browser(other).get(url, status=403)
    forum.town.browser(staff).get(url, status=200)
    assert 'data-reason="phase-closed"' in forum.town.browser(author).get(f"/en/ideas/{closed.number}/edit", status=403)
    forum.town.browser(staff).get(f"/en/ideas/{closed.number}/edit", status=200)
    forum.town.browser(staff).get(f"/en/ideas/{posted.number}/withdraw", status=403)


def test_withdrawing_asks_first(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "A bench")
    browser = forum.town.browser(author)
    page = browser.get(f"/en/ideas/{posted.number}").click("Withdraw")
    assert "A bench" in page
    forum.town.browser().get(f"/en/ideas/{posted.number}", status=200)
    form = next(form for form in page.forms.values() if form.action == "")
    assert "no longer shown" in form.submit(status=303).follow()
    browser.get(f"/en/ideas/{posted.number}", status=410)


def test_french_pages_write_french(forum: Forum) -> None:
    browser = forum.town.browser(forum.town.account())
    form = form_with(browser.get(f"/fr/projects/{forum.project.slug}/1/ideas/new"), "title")
    assert form["language"].value == "fr"

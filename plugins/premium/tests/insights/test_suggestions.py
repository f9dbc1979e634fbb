# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Similar ideas while somebody writes one: what is shown, to whom, how soon, and that nothing typed is lost."""

import datetime
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from plugins.premium.tests.insights.lapsing import lapse
from sqlalchemy import text
from webtest import Upload

from folkmoot.accounts.models import Account
from folkmoot.interfaces import Role
from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town, count_statements
from folkmoot.testing.contributions import Forum

BENCH = ("More benches along the river walk", "Older people need to sit down on their way to the market.")
OTHERS = [
    ("A cycle lane in Station Street", "Cars park on the pavement and children can't ride to school."),
    ("Swimming lessons for every pupil", "The pool is closed on Sundays although schools could use it."),
    ("Shade trees on the market square", "In summer it is too hot to wait for the bus there."),
]
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0"
    b"\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
)
Look = Callable[..., Any]


@pytest.fixture
def forum(licensed_town: Town) -> Forum:
    """A phase of ideas where some have been shared."""
    made = Forum(licensed_town)
    for title, body in OTHERS:
        made.post(None, title, body)
    return made


@pytest.fixture
def writer(forum: Forum) -> Account:
    """Somebody who has an idea."""
    return forum.town.account()


def form_of(forum: Forum, account: Account) -> Any:
    """The page with the empty form."""
    return forum.town.browser(account).get(f"/en/projects/{forum.project.slug}/1/ideas/new")


@pytest.fixture
def look(forum: Forum, writer: Account) -> Look:
    """Type a title and press the button: the numbers that are shown. until: tried again until there are so many."""

    def call(title: str = "Benches at the river", until: int | None = None, account: Account = writer) -> list[int]:
        form = form_of(forum, account).forms[1]
        found, begun = [], time.monotonic()
        while True:
            form["title"] = title
            page = form.submit("similar", value="1")
            found = [int(link["href"].rpartition("/")[2]) for link in page.html.select("#similar li > a:first-child")]
            if until is None or len(found) == until or time.monotonic() - begun > 30:
                return found

    return call


def test_what_is_typed_stays_and_what_others_wrote_is_shown_with_its_reason(
    forum: Forum, writer: Account, look: Look
) -> None:
    posted = forum.post(None, *BENCH)
    assert look(until=1) == [posted.number]
    form = form_of(forum, writer).forms[1]
    form["title"], form["body"] = "More benchs on the river walk", "short"
    form["picture.0.file"] = Upload("bench.png", PIXEL, "image/png")
    page = form.submit("similar", value="1")
    assert "Similar ideas so far: 1" in page
    shown = page.html.select_one("#similar")
    assert shown.select_one("li > a")["href"] == f"/en/ideas/{posted.number}"
    assert [one["target"] for one in shown.select("a")] == ["_blank", "_blank"]
    assert "This is my idea: support it instead: More benches along the river walk" in " ".join(shown.text.split())
    assert "In common: benches, river, walk" in shown.text
    assert (page.forms[1]["title"].value, page.forms[1]["body"].value) == ("More benchs on the river walk", "short")
    assert page.forms[1]["picture.0.kept"].value, "a chosen picture needn't be chosen again"
    assert page.html.select(".error-summary, .has-error") == []
    with forum.town.session() as db:
        assert db.scalar(text("SELECT count(*) FROM contribution")) == 4, "nothing was shared"


def test_scripts_do_the_same_on_a_pause_in_typing_with_attributes_of_the_button_alone(
    forum: Forum, writer: Account, look: Look
) -> None:
    forum.post(None, *BENCH)
    assert look(until=1)
    page = form_of(forum, writer)
    button = page.html.select_one("#look")
    assert button["hx-trigger"] == "click, input changed delay:700ms from:#f-title"
    assert (button["hx-target"], button["hx-select"], button["hx-swap"]) == ("#similar", "#similar", "outerHTML")
    assert page.html.find("script", src=lambda value: value and "htmx" in value)
    form = page.forms[1]
    form["title"] = "Benches at the river"
    first = form.submit("similar", value="1")
    assert first.html.select_one("#similar [data-announce]"), "what is new is said"
    again = first.forms[1].submit("similar", value="1")
    assert again.html.select_one("#similar li")
    assert not again.html.select_one("#similar [data-announce]"), "what was said isn't said again"


def test_a_script_gets_the_same_list_alone_and_nothing_where_looking_is_refused(
    forum: Forum, writer: Account, look: Look
) -> None:
    posted = forum.post(None, *BENCH)
    assert look(until=1)
    browser, path = forum.town.browser(writer), f"/en/projects/{forum.project.slug}/1/ideas/new"
    form = browser.get(path).forms[1]
    form["title"] = "Benches at the river"
    whole = form.submit("similar", value="1")
    sent = {**dict(form.submit_fields()), "similar": "1"}
    part = browser.post(path, sent, headers={"HX-Request": "true"})
    assert str(part.html.select_one("#similar")) == str(whole.html.select_one("#similar"))
    assert f"/en/ideas/{posted.number}" in part
    assert not part.html.select("form, h1, #look")
    with forum.town.session() as db:
        db.execute(
            text("UPDATE phase SET closes_at = now() - interval '1 hour' WHERE id = :id"), {"id": forum.phase.id}
        )
    refused = browser.post(path, sent, headers={"HX-Request": "true"}, status=403)
    assert not refused.html.select("#similar")
    assert "data-extra" in str(whole.html.select_one("#look")), "so core.js leaves the page as it is"


def test_a_new_idea_is_found_at_once_and_a_withdrawn_or_changed_one_no_more(forum: Forum, look: Look) -> None:
    assert look("Shade trees on the market", until=1)
    author = forum.town.account()
    posted = forum.post(author.id, *BENCH)
    assert look() == [posted.number]
    browser = forum.town.browser(author)
    form = browser.get(f"/en/ideas/{posted.number}/edit").forms[1]
    form["title"], form["body"] = "Lanterns in the old harbour", "It is dark there in winter, and nobody likes it."
    form.submit()
    assert look() == []
    assert look("Lanterns at the harbour") == [posted.number]
    browser.get(f"/en/ideas/{posted.number}/withdraw").forms[1].submit()
    assert look("Lanterns at the harbour") == []


def test_what_is_not_published_is_never_suggested(forum: Forum, look: Look) -> None:
    assert look("Shade trees on the market", until=1)
    staff = forum.town.account(Role.ADMINISTRATOR)
    waiting = forum.post(forum.town.account().id, *BENCH, screened=True)
    assert look() == []
    assert look(account=staff) == []
    with forum.town.session() as db:
        forum.contributions.publish(db, waiting.id, staff.id, datetime.datetime.now(datetime.UTC))
    assert look() == [waiting.number]


def test_another_project_and_another_town_are_never_suggested(
    forum: Forum, look: Look, other_town: Town, new_town: Callable[..., Town]
) -> None:
    Forum(forum.town).post(None, *BENCH)
    Forum(other_town).post(None, *BENCH)
    assert look("Shade trees on the market", until=1)
    assert look() == []


def test_erased_words_are_never_shown_again(forum: Forum, look: Look) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, *BENCH)
    assert look(until=1) == [posted.number]
    with forum.town.session() as db:
        erase_account(db, author.id, texts=True)
    assert look() == []


def test_titles_of_nothing_in_particular_and_hostile_ones_get_an_answer(forum: Forum, look: Look) -> None:
    assert look("Shade trees on the market", until=1)
    hostile = ("<script>alert(1)</script>", "%(num)s {0}", "x" * 5000, "'; DROP TABLE", "\u202eabcd")
    for title in ("", "   ", "abc", "🌳🌳🌳🌳", *hostile):
        assert look(title) == [], title


def test_looking_is_refused_where_sharing_is(forum: Forum) -> None:
    forum.post(None, *BENCH)
    browser, path = forum.town.browser(), f"/en/projects/{forum.project.slug}/1/ideas/new"
    assert "Look for similar ideas" not in browser.get(path)
    csrf = next(one for one in browser.get("/en/sign-in").forms.values() if "csrf_token" in one.fields)["csrf_token"]
    sent = {"title": BENCH[0], "body": "", "language": "en", "similar": "1", "csrf_token": csrf.value}
    refused = browser.post(path, sent, status=403)
    assert refused.html.select("[data-reason]")
    assert not refused.html.select("#similar")


def test_the_form_has_the_words_of_what_is_collected(licensed_town: Town) -> None:
    forum = Forum(licensed_town, settings={"noun": "proposal"})
    forum.post(None, *BENCH)
    page, begun = form_of(forum, forum.town.account()), time.monotonic()
    assert page.html.select_one("#look").get_text(strip=True) == "Look for similar proposals"
    page.forms[1]["title"] = BENCH[0]
    while not (shown := page.forms[1].submit("similar", value="1").html.select_one("#similar")).select("li"):
        assert time.monotonic() - begun < 30
    told = " ".join(shown.get_text().split())
    assert "Similar proposals so far: 1" in told
    assert "This is my proposal: support it instead" in told
    assert "idea" not in told


def test_without_the_module_the_form_has_nothing_of_it(town: Town) -> None:
    forum = Forum(town)
    page = form_of(forum, town.account())
    assert "similar" not in page
    assert "htmx" not in page


def test_in_sunset_nothing_is_looked_for(forum: Forum, writer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    with lapse(forum.town, monkeypatch):
        assert "Look for similar ideas" not in form_of(forum, writer)
    assert "Look for similar ideas" in form_of(forum, writer)


def test_a_look_takes_a_fixed_number_of_statements(forum: Forum, look: Look) -> None:
    for number in range(3):
        forum.post(None, f"{BENCH[0]} {number}", BENCH[1])
    assert len(look(until=3)) == 3
    engine = forum.town.platform.database.engine
    with count_statements(engine) as few:
        look()
    for number in range(3, 9):
        forum.post(None, f"{BENCH[0]} {number}", BENCH[1])
    assert len(look()) == 5
    with count_statements(engine) as many:
        look()
    assert len(few) == len(many)


def test_possible_duplicates_are_shown_to_those_who_handle_an_idea(forum: Forum, look: Look) -> None:
    posted = forum.post(None, *BENCH)
    twin = forum.post(None, f"{BENCH[0]}, please", BENCH[1])
    assert look(until=2)
    page = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get(f"/admin/ideas/{posted.number}")
    panel = page.html.find("section", attrs={"aria-labelledby": "nearly-same"})
    assert [link["href"] for link in panel.select("a")] == [f"/en/ideas/{twin.number}"]
    assert "likeness" in panel.text
    assert "benches" in panel.text
    with forum.town.session() as db:
        db.execute(text("UPDATE contribution SET withdrawn_at = now() WHERE id = :id"), {"id": twin.id})
    again = forum.town.browser(forum.town.account(Role.ADMINISTRATOR)).get(f"/admin/ideas/{posted.number}")
    assert "Nothing else in this project is nearly the same." in again


def test_a_web_worker_that_suggests_never_imports_gensim(forum: Forum) -> None:
    source = (
        "import sys; from folkmoot_premium.insights.live import suggesting, duplicates_panel, indexes;"
        "from folkmoot_premium.analysis import Index, Row; i = Index([Row.of('a', 'a bench')]);"
        "i.add([Row.of('b', 'two benches')]); assert i.search('bench');"
        "print([name for name in ('gensim', 'sklearn', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", source], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page of one idea, for everybody it may be for and nobody else; reactions and comments with and without htmx."""

import datetime

import pytest

from folkmoot.testing import count_statements
from folkmoot.testing.contributions import Forum

from .conftest import form_with

NOW = datetime.datetime.now(datetime.UTC)


def token(page) -> str:  # type: ignore[no-untyped-def]
    """The page's CSRF token."""
    return str(page.html.select_one("input[name=csrf_token]")["value"])


def test_the_page_says_who_when_where_and_what_became_of_it(forum: Forum) -> None:
    author, staff = forum.town.account(display_name="Elif Y."), forum.town.account("administrator")
    posted = forum.post(
        author.id, "A bench", "One.\n\nTwo.", "nl", at=NOW, latitude=51_000_000, longitude=3_000_000, place="Kaai 1"
    )
    with forum.town.session() as db:
        accepted = next(s for s in forum.contributions.statuses(db, ["ideation"]) if s.status_class == "accepted")
        reply = ({"en": "Parks"}, {"en": "In spring."})
        forum.contributions.set_status(db, posted.id, accepted.id, staff.id, NOW, reply=reply)
    page = forum.town.browser().get(f"/en/ideas/{posted.number}")
    assert page.html.select_one("h1").get_text() == "A bench"
    assert page.html.select_one("article .prose")["lang"] == "nl"
    assert [p.get_text() for p in page.html.select("article .prose p")] == ["One.", "Two."]
    assert "Elif Y." in page
    assert "Kaai 1" in page
    assert [step.get_text() for step in page.html.select(".timeline strong")] == ["Open for support", "Accepted"]
    assert "In spring." in page.html.select_one(".official").get_text()
    assert page.html.select_one("folkmoot-map a[data-lat='51.000000']")
    assert len(page.html.select("h1")) == 1
    ids = [tag["id"] for tag in page.html.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_withdrawn_idea_says_so_and_shows_nothing_of_it(forum: Forum) -> None:
    author = forum.town.account()
    posted = forum.post(author.id, "Secret fountain")
    with forum.town.session() as db:
        forum.contributions.withdraw(db, posted.id, author.id, NOW)
    for browser in (forum.town.browser(), forum.town.browser(author)):
        page = browser.get(f"/en/ideas/{posted.number}", status=410)
        assert "Secret fountain" not in page
        assert 'data-reason="withdrawn"' in page


def test_hidden_ideas_and_those_of_drafts_exist_for_author_and_staff_only(forum: Forum, forum_with) -> None:  # type: ignore[no-untyped-def]
    author, staff = forum.town.account(), forum.town.account("administrator")
    other = forum.town.account()
    hidden, draft = forum.post(author.id, screened=True), forum_with(state="draft").post(author.id)
    for account, on_hidden, on_draft in ((None, 404, 404), (other, 404, 404), (author, 200, 404), (staff, 200, 200)):
        browser = forum.town.browser(account)
        browser.get(f"/en/ideas/{hidden.number}", status=on_hidden)
        browser.get(f"/en/ideas/{draft.number}", status=on_draft)
    page = forum.town.browser(author).get(f"/en/ideas/{hidden.number}")
    assert 'data-reason="not-public-yet"' in page


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999999"])
def test_what_is_not_there_is_404(forum: Forum, number: str) -> None:
    forum.town.browser().get(f"/en/ideas/{number}", status=404)


def test_another_towns_idea_is_404(forum: Forum, other_town) -> None:  # type: ignore[no-untyped-def]
    posted = forum.post(None)
    other_town.browser().get(f"/en/ideas/{posted.number}", status=404)


def test_a_busy_page_takes_at_most_twelve_statements(forum: Forum) -> None:
    viewer = forum.town.account()
    posted = forum.post(viewer.id)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        tops = [forum.discussion.comment(db, row, viewer.id, f"Comment {n}", "en", NOW) for n in range(20)]
        for n in range(40):
            forum.discussion.comment(db, row, None, f"Answer {n}", "en", NOW, parent_id=tops[n % 20])  # type: ignore[arg-type]
    browser = forum.town.browser(viewer)
    browser.get(f"/en/ideas/{posted.number}")
    with count_statements(forum.town.platform.database.engine) as seen:
        page = browser.get(f"/en/ideas/{posted.number}")
    assert len([sql for sql in seen if "set_config" not in sql]) <= 12, seen
    assert len(page.html.select("li.comment")) == 60


def test_supporting_and_taking_it_back_without_javascript(forum: Forum) -> None:
    person = forum.town.account()
    posted = forum.post(None, "A bench")
    browser = forum.town.browser(person)
    page = browser.get(f"/en/ideas/{posted.number}")
    button = page.html.select_one("#reactions button")
    answer = browser.post(button["formaction"], {"csrf_token": token(page)}, status=303)
    page = browser.get(answer.location)
    button = page.html.select_one("#reactions button")
    assert (button["aria-pressed"], button.select_one("b").get_text()) == ("true", "1")
    browser.post(button["formaction"], {"csrf_token": token(page)}, status=303)
    assert browser.get(f"/en/ideas/{posted.number}").html.select_one("#reactions b").get_text() == "0"


def test_a_reaction_from_a_list_leads_back_there_and_htmx_gets_the_button(forum: Forum) -> None:
    person, posted = forum.town.account(), forum.post(None)
    browser = forum.town.browser(person)
    url = f"/en/projects/{forum.project.slug}?sort=newest"
    page = browser.get(url)
    action = page.html.select_one(".card button.support")["formaction"]
    home = f"http://{forum.town.host}"
    back = browser.post(action, {"csrf_token": token(page)}, headers={"Referer": home + url}, status=303)
    assert back.location.endswith(url)
    away = browser.post(
        action, {"csrf_token": token(page)}, headers={"Referer": "https://evil.example/en/x"}, status=303
    )
    assert away.location.endswith(f"/en/ideas/{posted.number}")
    htmx = {"HX-Request": "true", "HX-Target": f"support-{posted.number}"}
    part = browser.post(action, {"csrf_token": token(page)}, headers=htmx)
    assert part.html.select_one(f"#support-{posted.number} b").get_text() == "1"
    both = browser.post(action, {"csrf_token": token(page)}, headers={"HX-Request": "true", "HX-Target": "reactions"})
    assert both.html.select_one(f"#reactions #support-{posted.number}")


def test_for_and_against_where_the_phase_has_both(forum_with) -> None:  # type: ignore[no-untyped-def]
    forum = forum_with(reactions="likes_and_dislikes")
    person, posted = forum.town.account(), forum.post(None)
    browser = forum.town.browser(person)
    page = browser.get(f"/en/ideas/{posted.number}")
    assert len(page.html.select("#reactions button")) == 2
    browser.post(f"/en/ideas/{posted.number}/reaction/dislike", {"csrf_token": token(page)})
    counts = [b.get_text() for b in browser.get(f"/en/ideas/{posted.number}").html.select("#reactions b")]
    assert counts == ["0", "1"]


def refused(browser, forum: Forum, posted, value: str = "like") -> str:  # type: ignore[no-untyped-def]
    """The reason that a reaction is refused with."""
    csrf = token(browser.get(f"/en/ideas/{posted.number}"))
    page = browser.post(f"/en/ideas/{posted.number}/reaction/{value}", {"csrf_token": csrf}, status=403)
    notice = page.html.select_one("[data-reason]")
    assert notice.select_one("strong").get_text()
    return str(notice["data-reason"])


def test_refused_reactions_say_why(forum: Forum, forum_with) -> None:  # type: ignore[no-untyped-def]
    person = forum.town.account()
    unconfirmed = forum.town.account(email_confirmed_at=None)
    posted = forum.post(None)
    closed = forum.town.phase(forum.project, opens=-9, closes=-1)
    off, capped = forum_with(reactions="disabled"), forum_with(like_cap=1)
    first, second = capped.post(None), capped.post(None)
    browser = forum.town.browser(person)
    assert refused(forum.town.browser(), forum, posted) == "not-signed-in"
    assert refused(forum.town.browser(unconfirmed), forum, posted) == "email-not-confirmed"
    assert refused(browser, forum, forum.post(None, phase=closed)) == "phase-closed"
    assert refused(browser, forum, off.post(None)) == "reacting-disabled"
    assert refused(browser, forum, posted, "dislike") == "reaction-not-allowed"
    csrf = token(browser.get(f"/en/ideas/{first.number}"))
    browser.post(f"/en/ideas/{first.number}/reaction/like", {"csrf_token": csrf}, status=303)
    assert refused(browser, forum, second) == "reaction-cap-reached"
    again = browser.post(
        f"/en/ideas/{second.number}/reaction/like", {"csrf_token": csrf}, headers={"HX-Request": "true"}, status=403
    )
    assert again.headers["HX-Redirect"].endswith(f"/en/ideas/{second.number}")


def test_a_reaction_needs_its_token(forum: Forum) -> None:
    posted = forum.post(None)
    forum.town.browser(forum.town.account()).post(f"/en/ideas/{posted.number}/reaction/like", status=[400, 403])
    with forum.town.session() as db:
        assert forum.reactions.counts(db, posted.id).likes == 0


def test_visitors_are_led_to_sign_in_and_back(forum: Forum) -> None:
    posted = forum.post(None)
    page = forum.town.browser().get(f"/en/ideas/{posted.number}")
    links = [link["href"] for link in page.html.select("[data-reason=not-signed-in] a")]
    assert links
    assert all(f"to=%2Fen%2Fideas%2F{posted.number}" in link for link in links)
    card = forum.town.browser().get(f"/en/projects/{forum.project.slug}").html.select_one("a.support")
    assert f"to=%2Fen%2Fideas%2F{posted.number}" in card["href"]


def test_commenting_answering_changing_and_removing(forum: Forum) -> None:
    ann = forum.town.account(display_name="Ann")
    posted = forum.post(None)
    browser = forum.town.browser(ann)
    page = browser.get(f"/en/ideas/{posted.number}")
    form = form_with(page, "body")
    form["body"] = "Good idea <3"
    page = form.submit(status=303).follow()
    (comment,) = page.html.select("li.comment")
    assert "Good idea <3" in comment.get_text()
    page = browser.get(next(link["href"] for link in comment.select(".comment-act a") if "Answer" in link.get_text()))
    form = form_with(page, "parent")
    form["body"] = "I answer myself"
    page = form.submit(status=303).follow()
    assert page.html.select_one("li.comment ol li.comment .comment-body").get_text() == "I answer myself"
    top = page.html.select_one("li.comment")
    links = {a.get_text().split(":")[0]: a["href"] for a in top.select_one(".comment-act").select("a")}
    page = browser.get(links["Edit"])
    form = form_with(page, "body")
    assert form["body"].value == "Good idea <3"
    form["body"] = "Great idea"
    assert "Great idea" in form.submit(status=303).follow()
    page = next(f for f in browser.get(links["Remove"]).forms.values() if f.action == "").submit(status=303).follow()
    assert "Great idea" not in page
    assert "Removed by its author." in page
    assert "I answer myself" in page


def test_a_refused_or_empty_comment_keeps_what_was_typed(forum: Forum) -> None:
    person = forum.town.account()
    posted = forum.post(None)
    browser = forum.town.browser(person)
    page = browser.get(f"/en/ideas/{posted.number}")
    url, csrf = f"/en/ideas/{posted.number}/comments", token(page)
    assert "Write your comment first." in browser.post(url, {"csrf_token": csrf, "body": "  "}, status=400)
    long = browser.post(url, {"csrf_token": csrf, "body": "x" * 4001}, status=400)
    assert "x" * 4001 in long
    visitor = forum.town.browser()
    csrf = token(visitor.get(f"/en/ideas/{posted.number}"))
    page = visitor.post(url, {"csrf_token": csrf, "body": "My long thought"}, status=403)
    assert 'data-reason="not-signed-in"' in page
    assert "My long thought" in page


def test_staff_comments_are_official_and_staff_remove_with_a_reason(forum: Forum) -> None:
    staff, author = forum.town.account("administrator"), forum.town.account()
    posted = forum.post(None)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        rude = forum.discussion.comment(db, row, author.id, "Rude", "en", NOW)
    browser = forum.town.browser(staff)
    form = form_with(browser.get(f"/en/ideas/{posted.number}"), "body")
    form["body"] = "The town says"
    assert form.submit().follow().html.select_one("li.comment.is-official")
    url = f"/en/ideas/{posted.number}/comments/{rude}/remove"
    form = form_with(browser.get(url), "reason")
    assert "Say why" in form.submit(status=400)
    form["reason"] = "Insults people"
    assert "Removed by the team: Insults people" in form.submit(status=303).follow()
    forum.town.browser(author).get(url, status=404)


def test_somebody_elses_comment_cannot_be_touched(forum: Forum) -> None:
    author, other = forum.town.account(), forum.town.account()
    posted = forum.post(None)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        comment = forum.discussion.comment(db, row, author.id, "Mine", "en", NOW)
    for word in ("edit", "remove"):
        url = f"/en/ideas/{posted.number}/comments/{comment}/{word}"
        assert 'data-reason="comment-not-yours"' in forum.town.browser(other).get(url, status=403)
        assert "sign-in" in forum.town.browser().get(url, status=303).location


def test_liking_a_comment(forum: Forum) -> None:
    person, posted = forum.town.account(), forum.post(None)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        comment = forum.discussion.comment(db, row, None, "Yes", "en", NOW)
    browser = forum.town.browser(person)
    page = browser.get(f"/en/ideas/{posted.number}")
    action = page.html.select_one(f"#like-{comment}")["formaction"]
    browser.post(action, {"csrf_token": token(page)}, status=303)
    part = browser.post(action, {"csrf_token": token(page)}, headers={"HX-Request": "true"})
    assert part.html.select_one(f"#like-{comment} b").get_text() == "1"

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What becomes of winners: stages with days, money, texts and pictures, corrected in public, for everybody to see."""

from typing import Any

import pytest
from sqlalchemy import select, text
from webtest import Upload

from folkmoot.interfaces import IProjects
from folkmoot.media.models import MediaFile
from folkmoot.platform import Platform
from folkmoot.testing import Town, count_statements
from folkmoot.testing.towns import make_town
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.method import Voting
from folkmoot_essential.voting.results import deviating

from .conftest import Vote, make_vote
from .follow_up_town import TEXT, TODAY, TOMORROW, YESTERDAY, Won, drawn, make_won


@pytest.fixture
def won(town: Town) -> Won:
    return make_won(make_vote(town, budget=1200))


@pytest.fixture(scope="module")
def untouched(platform: Platform) -> Won:
    """One for all tests that change nothing."""
    return make_won(make_vote(make_town(platform), budget=1200))


def words(page: Any, selector: str) -> list[str]:
    return [" ".join(tag.get_text(" ", strip=True).split()) for tag in page.html.select(selector)]


def test_winners_are_those_of_the_certified_result(untouched: Won) -> None:
    page = untouched.browser(untouched.vote.manager).get(untouched.desk)
    assert words(page, "main tbody th") == [f"Option {number} en" for number in (1, 2, 3)]
    assert set(words(page, "main .badge")) == {"Not begun yet"}
    assert untouched.browser().get(untouched.page).html.select("[data-winner='1']")


def test_before_certification_there_is_nothing_to_follow(vote: Vote) -> None:
    page = vote.town.browser(vote.manager).get(f"{vote.desk}/follow-up")
    assert page.html.select_one("[data-reason=no-winners]")
    vote.town.browser(vote.manager).get(f"{vote.desk}/follow-up/1", status=404)
    vote.town.browser().get(f"{vote.page}/follow-up", status=404)
    vote.town.browser().get(f"{vote.page}/follow-up/1", status=404)


def test_a_losing_option_has_no_pages(untouched: Won) -> None:
    for number in (4, 5, 999):
        untouched.browser(untouched.vote.manager).get(f"{untouched.desk}/{number}", status=404)
        untouched.browser(untouched.vote.manager).get(f"{untouched.desk}/{number}/decided", status=404)
        untouched.browser().get(f"{untouched.page}/{number}", status=404)


@pytest.mark.parametrize("path", ["", "/stages", "/1", "/1/decided"])
def test_only_those_who_manage_the_project_may_change_it(untouched: Won, path: str) -> None:
    untouched.browser(untouched.vote.manager).get(untouched.desk + path, status=200)
    for person in (untouched.vote.town.account("manager"), untouched.vote.town.account(), untouched.author):
        untouched.browser(person).get(untouched.desk + path, status=403)
    untouched.browser(untouched.vote.manager).get(f"{untouched.desk}/1/nothing-like-it", status=404)


def test_a_stage_that_was_passed_over_is_not_called_still_to_come(won: Won) -> None:
    won.say("delivered", reached_on=YESTERDAY)
    page = won.browser().get(f"{won.page}/1")
    assert [tag["data-stage"] for tag in page.html.select("[data-stage]")] == ["delivered"]
    won.say("building", planned_on=YESTERDAY)
    page = won.browser().get(f"{won.page}/1")
    assert [tag["data-stage"] for tag in page.html.select("[data-stage]")] == ["building", "delivered"]


def test_a_stage_is_said_and_everybody_reads_it(won: Won) -> None:
    texts = {f"text__{locale}": said for locale, said in TEXT.items()}
    won.say("building", reached_on=YESTERDAY, planned_on=TOMORROW, planned_money="1200.50", spent_money="99", **texts)
    step = won.step("building")
    assert step is not None
    assert (step.reached_on, step.planned_money, step.spent_money) == (YESTERDAY, 120_050, 9_900)
    page = won.browser().get(f"{won.page}/1")
    stage = page.html.select_one("[data-stage=building]").get_text(" ")
    assert "Spades are out." in stage
    assert "€1,200.50" in stage
    assert "€99" in stage
    assert words(page, ".page-plain > p .badge") == ["Being built"]
    assert page.html.select("[data-stage=stopped]") == []
    dutch = won.browser().get(f"{won.page}/1".replace("/en/", "/nl/"))
    assert TEXT["nl"] in dutch


def test_what_is_typed_is_cleaned(won: Won) -> None:
    won.say("decided", text__en='<p onclick="x()">Yes<script>alert(1)</script> <a href="javascript:1">here</a></p>')
    step = won.step("decided")
    assert step is not None
    assert "<p>Yes" in step.text["en"]
    assert not any(evil in step.text["en"] for evil in ("script", "onclick", "javascript"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reached_on": TOMORROW}, "This day hasn't come yet"),
        ({"reached_on": "the day after"}, "Day it was reached"),
        ({"reached_on": "0001-01-01"}, "Day it was reached"),
        ({"planned_money": "-1"}, "Money planned"),
        ({"spent_money": "much"}, "Money spent"),
        ({"spent_money": "1" * 20}, "Money spent"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(untouched: Won, values: dict[str, Any], said: str) -> None:
    page = untouched.say("building", status=422, text__fr="On creuse.", **values)
    assert said in page.html.select_one(".error-summary").get_text()
    form = page.forms["step"]
    assert "On creuse." in form["text.fr"].value
    assert all(form[name].value == str(value) for name, value in values.items())
    assert untouched.step("building") is None


def test_a_reached_stage_is_corrected_with_a_reason_that_everybody_reads(won: Won) -> None:
    won.say("building", reached_on=YESTERDAY, spent_money="10", text__en="First words.")
    page = won.say("building", status=422, spent_money="20")
    assert "Say what you change and why." in page.html.select_one(".error-summary").get_text()
    won.say("building", spent_money="20", text__en="Second words.", reason="A bill came late.")
    page = won.browser().get(f"{won.page}/1")
    line = page.html.select_one("[data-stage=building] details").get_text(" ")
    for said in ("A bill came late.", "from €10 to €20", "First words."):
        assert said in line
    assert won.vote.manager.display_name not in page
    again = won.browser(won.vote.manager).get(f"{won.desk}/1")
    assert "A bill came late." in again.html.select_one("#history").parent.get_text()


def test_plans_are_moved_without_a_reason_but_never_silently(won: Won) -> None:
    won.say("building", planned_on=TODAY)
    won.say("building", planned_on=TOMORROW)
    assert "1 change of this stage" in won.browser().get(f"{won.page}/1")


def test_saving_what_is_there_already_changes_nothing(won: Won) -> None:
    won.say("building", planned_on=TODAY, text__en="Soon.")
    won.form("building").submit("do", value="save")
    step = won.step("building")
    assert step is not None
    assert step.revision == 1


def test_of_two_who_change_a_stage_at_once_the_second_is_told(won: Won) -> None:
    won.say("building", planned_money="1")
    first, second = won.form("building"), won.form("building")
    first["planned_money"], second["planned_money"] = "2", "3"
    first.submit("do", value="save", status=303)
    page = second.submit("do", value="save", status=422)
    assert "Somebody else has changed this stage" in page.html.select_one(".error-summary").get_text()
    assert page.forms["step"]["planned_money"].value == "3"
    step = won.step("building")
    assert step is not None
    assert step.planned_money == 200


def test_two_who_begin_a_stage_at_once_dont_make_two(won: Won) -> None:
    first, second = won.form("building"), won.form("building")
    first["planned_money"], second["planned_money"] = "2", "3"
    first.submit("do", value="save", status=303)
    second.submit("do", value="save", status=422)


def test_stopping_needs_a_reason_and_delivered_excludes_it(won: Won) -> None:
    page = won.say("stopped", reached_on=YESTERDAY, status=422)
    assert "Say why it isn't carried on" in page.html.select_one(".error-summary").get_text()
    won.say("stopped", reached_on=YESTERDAY, text__en="The ground is polluted.")
    page = won.say("delivered", reached_on=YESTERDAY, status=422)
    assert "It is stopped already" in page.html.select_one(".error-summary").get_text()
    page = won.browser().get(f"{won.page}/1")
    assert words(page, ".page-plain > p .badge") == ["Stopped"]
    assert "The ground is polluted." in page
    assert page.html.select("[data-stage=delivered]") == []


def test_delivered_is_counted_on_the_page_and_on_the_phase(won: Won) -> None:
    assert "delivered" not in won.browser().get(won.vote.page)
    won.say("delivered", reached_on=YESTERDAY, number=2)
    won.say("decided", reached_on=YESTERDAY, number=1)
    for address in (won.page, won.vote.page, f"{won.vote.page}/results"):
        assert "1 of 3 delivered" in won.browser().get(address)


def test_money_of_all_stages_is_added_up(won: Won) -> None:
    won.say("decided", planned_money="5", spent_money="1")
    won.say("building", planned_money="7.25", spent_money="2.50")
    page = won.browser().get(f"{won.page}/1")
    facts = page.html.select_one("dl.facts").get_text(" ")
    assert all(said in facts for said in ("€200", "€12.25", "€3.50"))
    assert "€3.50" in won.browser().get(won.page).html.select_one("[data-winner='1']").get_text()


def test_pictures_are_drawn_anew_with_what_they_show(won: Won) -> None:
    won.say("building", planned_on=TODAY)
    manager = won.browser(won.vote.manager)
    form = manager.get(f"{won.desk}/1/building").forms["picture"]
    form["picture.file"] = Upload("hole.png", drawn())
    page = form.submit("do", value="picture", status=422)
    assert page.html.select_one("[data-reason=picture-kept]")
    form = page.forms["picture"]
    for locale in won.vote.town.site.locales:
        form[f"picture.alt.{locale}"] = f"A hole {locale}"
    form.submit("do", value="picture", status=303)
    image = won.browser().get(f"{won.page}/1").html.select_one("[data-stage=building] img")
    assert image["alt"] == "A hole en"
    assert image["src"].endswith(".webp")
    page = manager.get(f"{won.desk}/1/building")
    remove = next(form for form in page.forms.values() if "remove" in form.fields)
    remove.submit(status=303)
    assert won.browser().get(f"{won.page}/1").html.select("[data-stage=building] img") == []
    with won.vote.town.session() as db:
        assert db.scalars(select(MediaFile)).all() == []


@pytest.mark.parametrize(("data", "said"), [(b"no picture", "picture"), (None, "Choose a picture.")])
def test_what_is_no_picture_is_refused(won: Won, data: bytes | None, said: str) -> None:
    won.say("building", planned_on=TODAY)
    form = won.browser(won.vote.manager).get(f"{won.desk}/1/building").forms["picture"]
    form["picture.alt.en"] = "A hole"
    if data is not None:
        form["picture.file"] = Upload("hole.png", data)
    page = form.submit("do", value="picture", status=422)
    assert said in page.html.select_one(".error-summary").get_text()
    assert page.forms["picture"]["picture.alt.en"].value == "A hole"


def test_nobody_takes_another_ones_picture(won: Won) -> None:
    """The hidden field names a picture that the same person sent just before; any other is no picture."""
    won.say("building", planned_on=TODAY)
    page = won.browser(won.vote.manager).get(f"{won.desk}/1/building").forms["picture"]
    page["picture.file"] = Upload("hole.png", drawn())
    kept = page.submit("do", value="picture", status=422).forms["picture"]["picture.kept"].value
    app = won.browser(won.vote.second)
    token = app.get(f"{won.desk}/1/building").forms["picture"]["csrf_token"].value
    sent = {"csrf_token": token, "do": "picture", "picture.kept": kept, "picture.alt.en": "Mine"}
    app.post(f"{won.desk}/1/building", sent, status=422)
    app.post(f"{won.desk}/1/building", {"csrf_token": token, "do": "x", "remove": kept}, status=404)


def test_the_organiser_names_adds_and_orders_stages(won: Won) -> None:
    manager = won.browser(won.vote.manager)
    form = manager.get(f"{won.desk}/stages").forms["stage-add"]
    for locale in won.vote.town.site.locales:
        form[f"new.title.{locale}"] = f"Permit {locale}"
    form.submit("do", value="add", status=303)
    page = manager.get(f"{won.desk}/stages")
    earlier = next(form for form in page.forms.values() if "move" in form.fields and form["move"].value == "own-1:up")
    earlier.submit(status=303)
    form = manager.get(f"{won.desk}/stages").forms["stage-names"]
    form["delivered.title.en"] = "There it is"
    form.submit("do", value="names", status=303)
    page = won.browser().get(f"{won.page}/1")
    stages = [str(tag["data-stage"]) for tag in page.html.select("[data-stage]")]
    assert stages == ["decided", "designing", "own-1", "building", "delivered"]
    assert "There it is" in page
    assert "Permit fr" in won.browser().get(f"{won.page}/1".replace("/en/", "/fr/"))


def test_a_stage_that_a_winner_has_something_at_stays(won: Won) -> None:
    won.say("building", planned_on=TODAY)
    manager = won.browser(won.vote.manager)

    def remove(key: str) -> None:
        page = manager.get(f"{won.desk}/stages")
        form = next(one for one in page.forms.values() if "remove" in one.fields and one["remove"].value == key)
        form.submit(status=303)

    remove("building")
    assert "so it stays" in manager.get(f"{won.desk}/stages")
    remove("designing")
    stages = [str(tag["data-stage"]) for tag in won.browser().get(f"{won.page}/1").html.select("[data-stage]")]
    assert stages == ["decided", "building", "delivered"]


def test_the_ends_of_the_list_cant_be_taken_away(won: Won) -> None:
    manager = won.browser(won.vote.manager)
    token = manager.get(f"{won.desk}/stages").forms["stage-add"]["csrf_token"].value
    for key in ("delivered", "stopped"):
        manager.post(f"{won.desk}/stages", {"csrf_token": token, "remove": key}, status=303)
        manager.get(f"{won.desk}/1/{key}", status=200)
    manager.post(f"{won.desk}/stages", {"csrf_token": token}, status=404)


def test_a_list_doesnt_grow_without_end(won: Won) -> None:
    manager = won.browser(won.vote.manager)
    for _ in range(9):
        form = manager.get(f"{won.desk}/stages").forms["stage-add"]
        form["new.title.en"] = "One more"
        form.submit("do", value="add", status=303)
    page = manager.get(f"{won.desk}/stages")
    assert "at most 12 stages" in page
    assert len(page.html.select("main .rows > li")) == 12


def test_an_empty_name_is_refused(untouched: Won) -> None:
    form = untouched.browser(untouched.vote.manager).get(f"{untouched.desk}/stages").forms["stage-names"]
    for locale in untouched.vote.town.site.locales:
        form[f"building.title.{locale}"] = ""
    assert form.submit("do", value="names", status=422).html.select_one(".error-summary")


def test_what_two_people_decided_otherwise_is_followed_up(won: Won) -> None:
    """The computed result stays; what the town doesn't carry out isn't followed but where it had begun."""
    won.say("decided", number=3, reached_on=YESTERDAY)
    manager, second = won.vote.manager.id, won.vote.second.id
    with won.vote.town.session() as db:
        election = won.vote.election(db)
        for number, funded in ((1, False), (3, False), (5, True)):
            proposed = deviating.propose(db, election, number, funded, "So it is.", manager)
            deviating.confirm(db, election, proposed, second)
        deviating.propose(db, election, 2, False, "Nobody has confirmed this.", manager)
        assert [one.number for one in winners(db, election, won.vote.rows(db))] == [2, 3, 5]


def test_every_act_stands_in_the_audit_log(won: Won) -> None:
    won.say("building", planned_on=TODAY)
    won.say("building", planned_on=TOMORROW)
    with won.vote.town.session() as db:
        rows = db.execute(text("SELECT verb, actor FROM audit_entry WHERE verb LIKE 'voting.stage_%'")).all()
    assert {row.verb for row in rows} == {"voting.stage_begun", "voting.stage_changed"}
    assert {str(row.actor) for row in rows} == {str(won.vote.manager.id)}


@pytest.mark.parametrize("path", ["", "/1"])
def test_pages_ask_no_more_for_more_winners_and_stages(won: Won, path: str) -> None:
    engine = won.vote.town.platform.database.engine
    won.say("decided", planned_on=TODAY)
    browser = won.browser()
    browser.get(won.page + path)
    with count_statements(engine) as few:
        browser.get(won.page + path)
    for number in (1, 2, 3):
        for stage in ("designing", "building", "delivered"):
            won.say(stage, number=number, planned_on=TODAY)
            won.say(stage, number=number, planned_on=TOMORROW)
    with count_statements(engine) as many:
        browser.get(won.page + path)
    assert len(many) == len(few) <= 16


def test_stages_are_exported(won: Won) -> None:
    won.say("building", planned_on=TODAY, planned_money="12.50")
    with won.vote.town.session() as db:
        place = won.vote.context(db)
        phase = place.service(IProjects).phase(db, won.vote.phase.id, place.now)
        tables = {one.name: one for one in Voting().exports(db, phase)}
    assert list(tables["follow_up"].rows) == [("opt-1", "building", TODAY, None, 1250, None, 0)]

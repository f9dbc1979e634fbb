# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of papers: entering, looking again, printing, and what nobody sees there."""

from typing import Any

import pytest
from sqlalchemy import func, select
from webtest import TestApp, Upload

from folkmoot.accounts.models import Account
from folkmoot.projects.models import ActionRule
from folkmoot.testing import Town
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBallot, VotingPaper

from .conftest import Vote, make_vote
from .quarters import divided

PATHS = ("/paper", "/paper/entry", "/paper/print", "/paper/A-1")


def office(vote: Vote, who: Account | None = None) -> "TestApp[Any]":
    return vote.town.browser(who or vote.manager)


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def fill(page: Any, serial: str, *numbers: int, **fields: str) -> Any:
    """The form of a paper with crosses beside some options."""
    form = page.forms["paper"]
    if "serial" in form.fields:
        form["batch"], form["serial"] = "B", serial
    for number in range(1, 6):
        form.get("choice", index=number - 1).checked = number in numbers
    for name, value in fields.items():
        form[name] = value
    return form


def enter(vote: Vote, who: Account, serial: str, *numbers: int, status: int = 303, **fields: str) -> Any:
    page = office(vote, who).get(f"{vote.desk}/paper/entry")
    return fill(page, serial, *numbers, **fields).submit(status=status)


def boxed(vote: Vote) -> list[Ballot]:
    with vote.town.session() as db:
        keys = opening.keys_of(db, vote.election(db))
        return [casting.unsealed(keys, row) for row in db.scalars(select(VotingBallot))]


def papers(vote: Vote) -> int:
    with vote.town.session() as db:
        return db.scalar(select(func.count()).select_from(VotingPaper)) or 0


@pytest.mark.parametrize("path", PATHS)
def test_only_those_who_manage_the_project_see_its_papers(vote: Vote, path: str) -> None:
    office(vote).get(vote.desk + path, status=303 if path == "/paper/A-1" else 200)
    for person in (vote.town.account("manager"), vote.town.account()):
        office(vote, person).get(vote.desk + path, status=403)
        office(vote, person).post(vote.desk + path, status=403)


def test_two_clerks_enter_a_pile(vote: Vote) -> None:
    first = enter(vote, vote.manager, "7", 1, 2)
    assert first.location.endswith("?batch=B&serial=8")
    page = first.follow()
    assert "Another clerk has to enter it too" in page.text
    assert (page.forms["paper"]["batch"].value, page.forms["paper"]["serial"].value) == ("B", "8")
    assert not page.html.select("input[checked][name=choice]")
    mine, theirs = (office(vote, who).get(f"{vote.desk}/paper") for who in (vote.manager, vote.second))
    assert "B-7" in mine.html.find(id="mine").parent.get_text()
    assert "B-7" in theirs.html.find(id="theirs").parent.get_text()
    waiting = theirs.click("B-7")
    assert "checked" not in str(waiting.html.select("input[name=choice]"))
    assert "two clerks agree" in fill(waiting, "07", 1, 2).submit().follow().text
    assert "B-7" not in office(vote).get(f"{vote.desk}/paper").html.main.get_text()
    assert [one.choices for one in boxed(vote)] == [{"": ("opt-1", "opt-2")}]


def by_numbers(vote: Vote, who: Account, serial: str, numbers: str, status: int = 303, **fields: str) -> Any:
    """The form as a quick clerk sends it: the list is left as it is."""
    form = office(vote, who).get(f"{vote.desk}/paper/entry?batch=B&serial={serial}").forms["paper"]
    form["numbers"] = numbers
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=status)


def test_numbers_are_typed_instead_of_looking_for_each_option(vote: Vote) -> None:
    by_numbers(vote, vote.manager, "1", "3, 1")
    assert boxed(vote) == []
    assert "two clerks agree" in enter(vote, vote.second, "1", 1, 3).follow().text
    by_numbers(vote, vote.manager, "2", "2")
    assert "the clerks have read different things" in by_numbers(vote, vote.second, "2", "4").follow().text
    assert [one.choices for one in boxed(vote)] == [{"": ("opt-1", "opt-3")}]


@pytest.mark.parametrize("numbers", ["9", "1 1", "1-2", "one", "1:2", "0", "١"])
def test_what_is_no_number_of_an_option_comes_back_as_it_was_typed(vote: Vote, numbers: str) -> None:
    page = by_numbers(vote, vote.manager, "1", numbers, status=422)
    assert reasons(page) == {"numbers"}
    assert page.forms["paper"]["numbers"].value == numbers
    told = page.html.select_one("a[href='#f-numbers']").get_text()
    assert f"“{numbers.rsplit(maxsplit=1)[-1]}”" in told, "it says what of it can't be used"
    assert papers(vote) == 0


def test_numbers_and_list_say_the_same_or_are_refused(vote: Vote) -> None:
    form = fill(office(vote).get(f"{vote.desk}/paper/entry"), "1", 1, 2, numbers="1 3")
    page = form.submit(status=422)
    assert "numbers-both" in reasons(page)
    assert [one["value"] for one in page.html.select("input[checked][name=choice]")] == ["opt-1", "opt-2"]
    page.forms["paper"]["numbers"] = "2 1"
    page.forms["paper"].submit(status=303)
    assert "not-blank" in reasons(by_numbers(vote, vote.manager, "2", "1", status=422, says="blank"))
    assert "length-too-large" in reasons(by_numbers(vote, vote.manager, "2", "1 2 3 4", status=422))


@pytest.mark.parametrize(
    ("form", "numbers", "chosen", "points"),
    [("points", "3:2 1=4", ("opt-1", "opt-3"), {"": (4, 2)}), ("ranking", "3 1 2", ("opt-3", "opt-1", "opt-2"), {})],
)
def test_numbers_with_points_and_in_an_order(
    town: Town, form: str, numbers: str, chosen: tuple[str, ...], points: dict[str, tuple[int, ...]]
) -> None:
    vote = make_vote(town, form=form, counting="most", budget=0, points=6, points_each=6, most=None)
    vote.turn()
    for who in (vote.manager, vote.second):
        by_numbers(vote, who, "1", numbers)
    [found] = boxed(vote)
    assert (found.choices, found.points) == ({"": chosen}, points)


def test_the_next_paper_of_a_pile_waits_for_numbers_alone(vote: Vote) -> None:
    page = by_numbers(vote, vote.manager, "1", "2").follow()
    assert page.forms["paper"]["serial"].value == "2"
    assert "autofocus" in page.html.find(id="f-numbers").attrs
    assert page.forms["paper"]["numbers"].value == ""


def test_clerks_who_differ_look_again(vote: Vote) -> None:
    enter(vote, vote.manager, "1", 1)
    page = enter(vote, vote.second, "1", 2).follow()
    assert page.request.path.endswith("/paper/B-1")
    read = page.html.find(id="read").parent.get_text()
    assert "Option 1" in read
    assert "Option 2" in read
    third = vote.town.account("manager", manages=(vote.project.id,))
    again = office(vote, third).get(f"{vote.desk}/paper").click("B-1")
    done = fill(again, "", 2).submit().follow()
    assert "It is in the box" in done.text
    assert [one.choices for one in boxed(vote)] == [{"": ("opt-2",)}]
    log = office(vote, vote.town.account("administrator")).get("/admin/audit")
    assert "voting.paper_again" in log.text


def test_what_a_clerk_has_read_is_shown_to_nobody_before_another_has(vote: Vote) -> None:
    enter(vote, vote.manager, "1", 4)
    for who in (vote.manager, vote.second):
        page = office(vote, who).get(f"{vote.desk}/paper/B-1", status=303).follow()
        assert "Option 4" not in page.text
        assert (
            not office(vote, who).get(f"{vote.desk}/paper/entry?batch=B&serial=1").html.select("[checked][name=choice]")
        )


def test_a_paper_that_says_more_than_is_allowed_has_a_way_out(vote: Vote) -> None:
    page = enter(vote, vote.manager, "1", 1, 2, 3, 4, status=422)
    told = page.html.select_one(".error-summary a[href='#f-spoilt']").get_text()
    assert "More or less is chosen than the rules allow" in told
    assert not enter(vote, vote.manager, "1", status=422).html.select(".error-summary a[href='#f-spoilt']")


def test_what_cannot_be_taken_comes_back_as_it_was_typed(vote: Vote) -> None:
    page = enter(vote, vote.manager, "x", 1, 2, 3, 4, status=422)
    assert "serial" in reasons(page)
    assert len(page.html.select("input[checked][name=choice]")) == 4
    assert page.forms["paper"]["batch"].value == "B"
    page = enter(vote, vote.manager, "1", 1, 2, 3, 4, status=422)
    assert "length-too-large" in reasons(page)
    assert "nothing-chosen" in reasons(enter(vote, vote.manager, "1", status=422))
    assert "not-blank" in reasons(enter(vote, vote.manager, "1", 1, status=422, says="blank"))
    assert "spoilt" in reasons(enter(vote, vote.manager, "1", status=422, says="spoilt"))
    assert papers(vote) == 0
    enter(vote, vote.manager, "1", says="spoilt", spoilt="against-the-rules")
    assert papers(vote) == 1


def test_a_paper_that_is_settled_is_not_entered_again(vote: Vote) -> None:
    for who in (vote.manager, vote.second):
        enter(vote, who, "1", 1)
    assert "settled" in reasons(enter(vote, vote.manager, "1", 2, status=422))


def test_while_the_vote_is_open_no_page_counts_papers(vote: Vote) -> None:
    before = {path: office(vote).get(vote.desk + path).html.main.get_text() for path in ("", "/paper", "/scrutiny")}
    for serial in ("1", "2"):
        for who in (vote.manager, vote.second):
            enter(vote, who, serial, 1)
    app = office(vote)
    app.get(f"{vote.desk}/paper")  # the page that says what was done last
    after = {path: app.get(vote.desk + path).html.main.get_text() for path in ("", "/paper", "/scrutiny")}
    assert before == after
    vote.end()
    assert "B-2" in app.get(f"{vote.desk}/paper").html.find(id="settled").parent.get_text()


def test_certification_waits_for_papers_and_ends_their_entry(vote: Vote) -> None:
    enter(vote, vote.manager, "1", 1)
    vote.end()
    page = office(vote).get(f"{vote.desk}/scrutiny")
    assert "papers-open" in reasons(page)
    form = next(one for one in page.forms.values() if "do" in one.fields and one["do"].value == "certify")
    assert "papers-open" in reasons(form.submit(status=422))
    enter(vote, vote.second, "1", 1)
    ready = office(vote, vote.second).get(f"{vote.desk}/paper/entry")
    form.submit(status=303)
    assert "ended" in reasons(office(vote).get(f"{vote.desk}/paper"))
    assert "ended" in reasons(fill(ready, "2", 1).submit(status=422))
    vote.certify()
    for path in PATHS[:2]:
        assert reasons(office(vote).get(vote.desk + path)) & {"certified", "ended"}
    assert "ended" in reasons(fill(ready, "2", 1).submit(status=422))


def test_before_opening_there_is_a_ballot_to_print_and_nothing_to_enter(planned: Vote) -> None:
    assert "before" in reasons(office(planned).get(f"{planned.desk}/paper"))
    office(planned).get(f"{planned.desk}/paper/entry", status=404)
    assert "not-frozen" in reasons(office(planned).get(f"{planned.desk}/paper/print"))


def test_a_ballot_is_printed_in_each_language_of_the_town(vote: Vote) -> None:
    for locale in vote.town.site.locales:
        page = office(vote).get(f"{vote.desk}/paper/print?language={locale}")
        assert page.html.main["lang"] == locale
        titles = [tag.get_text() for tag in page.html.select(".paper-option bdi")]
        assert titles == [f"Option {number} {locale}" for number in range(1, 6)]
    assert "not-frozen" not in reasons(page)
    office(vote).get(f"{vote.desk}/paper/print?language=xx", status=200)


FORMS = {
    "budget": ({"budget": 1000}, ["choice", "choice"], {"": ("opt-1", "opt-2")}),
    "several": ({}, ["choice", "choice"], {"": ("opt-1", "opt-2")}),
    "one": ({"counting": "most"}, ["choice"], {"": ("opt-1",)}),
    "points": ({"points": 10}, ["3", "5"], {"": ("opt-1", "opt-2")}),
    "ranking": ({"counting": "most", "publication": "L2"}, ["2", "1"], {"": ("opt-2", "opt-1")}),
}


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_of_ballot_can_be_entered_and_printed(town: Town, form: str) -> None:
    settings, given, choices = FORMS[form]
    vote = make_vote(town, form=form, **settings)
    vote.turn()
    for who in (vote.manager, vote.second):
        sent = office(vote, who).get(f"{vote.desk}/paper/entry").forms["paper"]
        sent["batch"], sent["serial"] = "B", "1"
        for place, value in enumerate(given, 1):
            if value == "choice":
                sent.get("choice", index=place - 1).checked = True
            else:
                sent[f"{form}.opt-{place}"] = value
        sent.submit(status=303)
    assert [one.choices for one in boxed(vote)] == [choices]
    assert office(vote).get(f"{vote.desk}/paper/print").html.select(".paper-box")
    vote.end()
    vote.certify()


PEOPLE = "reference;district;name\n85.01.12-100.17;;Person 1\n85.02.12-200.27;;Person 2\n"


def enrol(vote: Vote, people: str) -> None:
    """Only people on the roll vote, and these are on it."""
    with vote.town.session() as db:
        db.add(ActionRule(phase_id=vote.phase.id, action="voting", who="verified", groups=[]))
    form = office(vote).get(f"/admin/voter-rolls/{vote.phase.id}").forms["roll-upload"]
    form["file"] = Upload("people.csv", people.encode(), "text/csv")
    form.submit().follow().forms["roll-confirm"].submit("do", value="confirm").follow()


@pytest.fixture
def rolled(vote: Vote) -> Vote:
    """The vote with a voter roll of two people."""
    enrol(vote, PEOPLE)
    return vote


def test_a_paper_may_say_whose_it_is(rolled: Vote) -> None:
    page = enter(rolled, rolled.manager, "1", 1, status=422, holder="nobody")
    assert "holder" in reasons(page)
    assert page.forms["paper"]["holder"].value == "nobody"
    enter(rolled, rolled.manager, "1", 1, holder="85.01.12-100.17")
    page = enter(rolled, rolled.second, "1", 1, holder="85.02.12-200.27").follow()
    assert "№ 2" in page.html.find(id="read").parent.get_text()
    assert "85.02" not in page.text
    fill(page, "", 1, holder="850112 100 17").submit().follow()
    assert len(boxed(rolled)) == 1
    enter(rolled, rolled.manager, "2", 2, holder="85.01.12-100.17")
    twice = enter(rolled, rolled.second, "2", 2, holder="85.01.12-100.17").follow()
    assert "voter-twice" in reasons(twice)
    assert len(boxed(rolled)) == 1


def test_the_holder_of_a_paper_is_told_so_on_the_web(rolled: Vote) -> None:
    roll = f"/admin/voter-rolls/{rolled.phase.id}"
    form = office(rolled).get(f"{roll}/letters").forms["roll-letters"]
    form["file"], form["which"], form["kind"] = Upload("people.csv", PEOPLE.encode(), "text/csv"), "new", "table"
    code = form.submit().body.decode("utf-8-sig").splitlines()[1].split(",")[5]
    app = rolled.town.browser(rolled.town.account())
    entered = app.get(f"{rolled.page}/verify").forms["roll-code"]
    entered["code"] = code
    entered.submit()
    ballot = app.get(rolled.page).forms["ballot"]
    for who in (rolled.manager, rolled.second):
        enter(rolled, who, "1", 1, holder="85.01.12-100.17")
    page = app.get(rolled.page)
    assert "voted-on-paper" in reasons(page)
    assert "ballot" not in page.forms
    ballot.get("choice", index=2).checked = True
    assert "voted-on-paper" in reasons(ballot.submit("do", value="cast", status=403))
    assert [one.choices for one in boxed(rolled)] == [{"": ("opt-1",)}]


def paper_of(vote: Vote, who: Account, district: str, *numbers: int, status: int = 303, **fields: str) -> Any:
    """Enter paper B-1 of a vote with districts."""
    form = office(vote, who).get(f"{vote.desk}/paper/entry").forms["paper"]
    form["batch"], form["serial"], form["district"] = "B", "1", district
    for name, value in fields.items():
        form[name] = value
    for number in numbers:
        form.get("choice", index=number - 1).checked = True
    return form.submit(status=status)


def test_a_paper_belongs_to_a_district(town: Town) -> None:
    vote = divided(town)
    vote.turn()
    assert "contest-unknown" in reasons(paper_of(vote, vote.manager, "north", 1, 6, status=422))
    assert "district-missing" in reasons(paper_of(vote, vote.manager, "", 1, status=422))
    for who in (vote.manager, vote.second):
        paper_of(vote, who, "north", 1, 3)
    assert [(one.district, one.choices) for one in boxed(vote)] == [
        ("north", {"": ("opt-1",), "north": ("opt-3",)})
    ]  # fmt: skip
    elsewhere = paper_of(vote, vote.manager, "north", 1, 6, status=422)
    assert "№ 6" in elsewhere.html.select_one(".error-summary").get_text(), "the clerk is told which of them it is"
    page = office(vote).get(f"{vote.desk}/paper/print?district=south&language=en")
    assert [tag.bdi.get_text() for tag in page.html.select(".paper h3")] == ["The whole town", "The south"]
    assert [tag.get_text()[:3] for tag in page.html.select(".paper-option")] == ["№ 1", "№ 2", "№ 6", "№ 7"]
    vote.end()
    assert vote.certify().turnout["districts"] == {"north": 1, "south": 0, "east": 0}
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_the_roll_says_of_which_district_the_paper_has_to_be(town: Town) -> None:
    vote = divided(town, districts="roll")
    enrol(vote, PEOPLE.replace("17;;", "17;north;").replace("27;;", "27;south;"))
    vote.turn()
    wrong = paper_of(vote, vote.manager, "north", 1, status=422, holder="85.02.12-200.27")
    assert "district" in reasons(wrong)
    for who in (vote.manager, vote.second):
        paper_of(vote, who, "south", 1, 6, holder="85.02.12-200.27")
    assert [one.district for one in boxed(vote)] == ["south"]

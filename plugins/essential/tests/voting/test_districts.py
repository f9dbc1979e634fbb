# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Districts on the ballot: chosen or given by the roll, limits in each envelope, one ballot a person, counted apart."""

import io
import zipfile
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.testing import Town, count_statements
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBallot, VotingElection, VotingOption, VotingVoter

from .conftest import Vote
from .quarters import AMOUNTS, OPTIONS, cast_all, divided, enrolled, make_areas


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def offered(page: Any) -> list[int]:
    return sorted(int(str(tag["value"])[4:]) for tag in page.html.select("#ballot [name=choice]"))


def checked(page: Any) -> list[int]:
    return sorted(int(str(tag["value"])[4:]) for tag in page.html.select("#ballot input[checked]"))


def choose(vote: Vote, app: Any, district: str) -> Any:
    """Choose a district with the page's own form."""
    form = app.get(vote.page).forms["district"]
    form["district"] = district
    return form.submit()


def send(vote: Vote, app: Any, district: str, *numbers: int, do: str = "cast", **kw: Any) -> Any:
    """Send the ballot of a district, by the form that stands there."""
    form = choose(vote, app, district).forms["ballot"]
    return post(app, form, form["district"].value, *numbers, do=do, **kw)


def post(app: Any, form: Any, district: str, *numbers: int, do: str = "cast", **kw: Any) -> Any:
    fields = [("choice", f"opt-{number}") for number in numbers]
    token = form["csrf_token"].value
    return app.post(form.action, [("csrf_token", token), ("do", do), ("district", district), *fields], **kw)


def box(vote: Vote) -> list[Ballot]:
    with vote.town.session() as db:
        keys = opening.keys_of(db, vote.election(db))
        return [casting.unsealed(keys, row) for row in db.scalars(select(VotingBallot))]


@pytest.fixture
def vote(town: Town) -> Vote:
    """Open, with districts that voters choose."""
    found = divided(town)
    found.turn()
    return found


def test_a_voter_chooses_a_district_and_sees_its_options_and_the_towns(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = app.get(vote.page)
    assert "ballot" not in page.forms
    assert "Option 9" in page.text
    assert [value for value, *_ in page.forms["district"]["district"].options] == ["", "north", "south", "east"]
    assert offered(choose(vote, app, "south")) == [1, 2, 6, 7]
    assert offered(choose(vote, app, "east")) == [1, 2, 8, 9]
    assert "ballot" not in app.get(f"{vote.page}?district=elsewhere").forms


def test_casting_elsewhere_replaces_the_ballot(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, "north", 1, 3, status=303).follow()
    assert checked(page) == [1, 3]
    page = choose(vote, app, "south")
    assert "another-district" in reasons(page)
    assert checked(page) == [1]
    send(vote, app, "south", 2, 6, status=303)
    assert box(vote) == [made({"": ("opt-2",), "south": ("opt-6",)}, district="south")]
    with vote.town.session() as db:
        rows = db.scalars(select(VotingVoter)).all()
    assert [row.district for row in rows] == [""], "where somebody chose to vote is known to their ballot alone"


def test_limits_hold_in_each_envelope_by_itself(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, "north", 2, 4, 5, status=422)
    assert {"cost-too-large", "over-budget"} <= reasons(page)
    assert "The north: What you have chosen costs €750; the budget is €500." in page.text
    assert checked(page) == [2, 4, 5]
    send(vote, app, "north", 2, 5, status=303)
    assert len(box(vote)) == 1


@pytest.mark.parametrize(("district", "numbers", "code"), [
    ("north", (6,), "contest-unknown"), ("", (1,), "district-missing"), ("west", (1,), "district-unknown"),
    ("north", (), "nothing-chosen"),
])  # fmt: skip
def test_the_server_believes_no_form(vote: Vote, district: str, numbers: tuple[int, ...], code: str) -> None:
    app = vote.town.browser(vote.town.account())
    form = choose(vote, app, "north").forms["ballot"]
    assert code in reasons(post(app, form, district, *numbers, status=422))
    assert box(vote) == []


def test_more_options_ask_no_more_of_the_database(town: Town) -> None:
    vote = divided(town)
    app, office = town.browser(town.account()), town.browser(vote.manager)
    pages = [(app, f"{vote.page}?district=north"), (office, vote.desk), (office, f"{vote.desk}/envelopes")]

    def asked() -> list[int]:
        found = []
        for browser, address in pages:
            browser.get(address)
            with count_statements(town.platform.database.engine) as seen:
                browser.get(address)
            found.append(len(seen))
        return found

    few = asked()
    with town.session() as db:
        for number in range(10, 40):
            titles = dict.fromkeys(town.site.locales, "Trees")
            contest = ("", "north", "south")[number % 3]
            db.add(VotingOption(phase_id=vote.phase.id, number=number, title=titles, cost=100, contest=contest))
    make_areas(town, (f"area-{number}" for number in range(5)))
    assert asked() == few
    assert max(few) < 40


def test_who_has_no_district_yet_is_asked_for_it_and_told_nothing_else(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    form = choose(vote, app, "north").forms["ballot"]
    said = reasons(post(app, form, "", 1, 3, status=422))
    assert "district-missing" in said
    assert "contest-unknown" not in said


def test_a_draft_remembers_its_district(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, "east", 1, 8, do="save", status=303).follow()
    assert "draft" in reasons(page)
    assert (checked(page), page.forms["ballot"]["district"].value) == ([1, 8], "east")
    partial = send(vote, app, "east", 8, 9, do="save", headers={"HX-Request": "true"})
    total = partial.html.select_one("#ballot-total")
    assert "€350 of €300" in total.get_text()
    said = [one.get_text() for one in total.select(".basket-left b, .basket-left span:not([hidden])")]
    assert ("€50", "more than the budget of €300") in pairwise(said)
    assert box(vote) == []


@pytest.mark.parametrize("form", ["points", "ranking"])
def test_points_and_places_are_given_in_each_envelope(town: Town, form: str) -> None:
    vote = divided(town, form=form, points=5)
    vote.turn()
    app = town.browser(town.account())
    page = choose(vote, app, "north").forms["ballot"]
    page[f"{form}.opt-1"], page[f"{form}.opt-2"] = "2", "1"
    page[f"{form}.opt-4"], page[f"{form}.opt-5"] = "1", "3"
    sent = page.submit("do", value="cast", status=303).follow().forms["ballot"]
    assert [sent[f"{form}.opt-{number}"].value for number in (1, 2, 4)] == ["2", "1", "1"]
    points = {"": (2, 1), "north": (1, 3)} if form == "points" else None
    town_choice = ("opt-1", "opt-2") if form == "points" else ("opt-2", "opt-1")
    expected = made({"": town_choice, "north": ("opt-4", "opt-5")}, points, "north", ranked=form == "ranking")
    assert box(vote) == [expected]


def test_the_roll_gives_the_district_and_nobody_changes_it(town: Town) -> None:
    vote = divided(town, districts="roll")
    here, elsewhere = town.account(), town.account()
    enrolled(vote, {"south": [here], "west": [elsewhere]})
    vote.turn()
    app = town.browser(here)
    page = app.get(f"{vote.page}?district=north")
    assert "district" not in page.forms
    assert offered(page) == [1, 2, 6, 7]
    form = page.forms["ballot"]
    found = reasons(post(app, form, "north", 3, status=422))
    assert found & {"district-other", "contest-unknown"}
    post(app, form, "south", 1, 6, status=303)
    assert box(vote) == [made({"": ("opt-1",), "south": ("opt-6",)}, district="south")]
    stranger = town.browser(elsewhere)
    assert "district-not-on-roll" in reasons(stranger.get(vote.page))
    token = stranger.get(vote.page).html.select_one("[name=csrf_token]")["value"]
    fields = {"csrf_token": token, "do": "cast", "district": "north", "choice": "opt-3"}
    assert "district-not-on-roll" in reasons(stranger.post(f"{vote.page}/vote", fields, status=403))
    assert len(box(vote)) == 1


def test_the_service_itself_holds_the_district_of_the_roll(town: Town) -> None:
    vote = divided(town, districts="roll")
    enrolled(vote, {})
    vote.turn()
    voter = casting.Voter("roll", "ab", None, "south")
    with town.session() as db:
        election, rows = vote.election(db), list(vote.rows(db))
        assert election.district_by == "roll"
        keys = opening.keys_of(db, election)
        with pytest.raises(casting.Invalid, match="district-other"):
            casting.cast(db, election, keys, rows, voter, made({"north": ("opt-3",)}, district="north"))


def voted(place: int) -> tuple[str, tuple[int, ...]]:
    """Two districts, in each of which no two options get as many votes."""
    if place % 2:
        return "north", ((1, 3) if place % 3 else (1, 5)) if place % 5 else (2, 4)
    return "south", ((2, 6) if place % 3 else (1, 7))


def greedy(contest: str, votes: Counter[int]) -> list[int]:
    """The most votes first, as long as the money lasts: the rule in its own five lines."""
    first = 1 + sum(len(OPTIONS[one]) for one in list(OPTIONS)[: list(OPTIONS).index(contest)])
    left, won = AMOUNTS[contest], []
    for number in sorted(range(first, first + len(OPTIONS[contest])), key=lambda one: (-votes[one], one)):
        cost = OPTIONS[contest][number - first]
        if votes[number] and cost <= left:
            left, won = left - cost, [*won, number]
    return won


def test_each_envelope_is_counted_by_itself_and_anybody_recounts_it(vote: Vote) -> None:
    ballots = [voted(place) for place in range(104)]
    cast_all(vote, ballots)
    votes = Counter(number for _district, numbers in ballots for number in numbers)
    vote.end()
    bundle = vote.certify()
    found = {one["id"]: [int(key[4:]) for key in one["winners"]] for one in bundle.result["contests"]}
    assert found == {contest: greedy(contest, votes) for contest in AMOUNTS}
    assert (found["north"], found["south"]) == ([3, 4], [6])
    assert (bundle.level, vote.verdict().exit) == ("L2", Exit.NOT_ANCHORED)
    names = zipfile.ZipFile(io.BytesIO(bundle.bundle)).namelist()
    assert {f"election-{one or 'town'}.pb" for one in AMOUNTS} <= set(names)
    page = vote.town.browser().get(f"{vote.page}/results")
    assert all(f"Option {number}" in page.text for number in range(1, 10))


def test_the_town_spends_what_districts_leave_where_that_is_declared(town: Town) -> None:
    vote = divided(town, leftovers="town")
    vote.turn()
    cast_all(vote, [voted(place) for place in range(104)])
    vote.end()
    bundle = vote.certify()
    found = {one["id"]: one for one in bundle.result["contests"]}
    left = sum(AMOUNTS[one] - int(found[one]["spent"]) for one in ("north", "south", "east"))
    assert int(found[""]["budget"]) == AMOUNTS[""] + left
    assert found[""]["winners"] == ["opt-1", "opt-2"], "the second fits only with what was left"
    assert (bundle.level, vote.verdict().exit) == ("L2", Exit.NOT_ANCHORED)
    page = vote.town.browser().get(f"{vote.page}/results")
    assert "What districts leave goes to the envelope of the whole town" in page.text


def test_a_district_with_few_ballots_takes_all_back_to_totals(vote: Vote) -> None:
    cast_all(vote, [("north", (1, 3))] * 52 + [("south", (2, 6))] * 3)
    vote.end()
    assert vote.certify().level == "L0"
    assert vote.verdict().exit is Exit.NOT_ANCHORED
    desk = vote.town.browser(vote.manager).get(vote.desk)
    assert "too-few-to-publish" in reasons(desk)
    assert desk.html.select_one("[data-fact=publication]").get_text() == "Totals only"


def test_what_is_fixed_at_opening_is_what_the_organiser_had_decided(vote: Vote) -> None:
    with vote.town.session() as db:
        election = db.scalars(select(VotingElection)).one()
    found = {one["id"]: int(one["budget"]) for one in election.vote["contests"]}
    assert found == AMOUNTS
    titles = {one["id"]: one["title"]["en"] for one in election.vote["contests"]}
    assert titles == {"": vote.town.site.name["en"], "north": "The north", "south": "The south", "east": "The east"}
    assert election.district_by == "voter"

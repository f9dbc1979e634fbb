# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Envelopes in the back office: areas with amounts, options in them, and what keeps such a vote from opening."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from folkmoot.projects.models import Area
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot_essential.voting import opening
from folkmoot_essential.voting.models import VotingEnvelope, VotingOption

from .conftest import Vote
from .quarters import AMOUNTS, divided, enrolled, make_areas


def reasons(page: Any) -> set[str]:
    return {str(tag["data-reason"]) for tag in page.html.select("[data-reason]")}


def envelopes(vote: Vote) -> dict[str, int]:
    with vote.town.session() as db:
        return {row.contest: row.amount for row in db.scalars(select(VotingEnvelope))}


def places(vote: Vote) -> dict[int, str]:
    with vote.town.session() as db:
        return {row.number: row.contest for row in vote.rows(db)}


def opens(vote: Vote) -> bool:
    vote.turn()
    with vote.town.session() as db:
        return opening.election_of(db, vote.phase.id) is not None


def test_areas_get_and_lose_envelopes(planned: Vote) -> None:
    make_areas(planned.town)
    app = planned.town.browser(planned.manager)
    form = app.get(f"{planned.desk}/envelopes").forms["envelopes"]
    form["all.amount"], form["area-north.amount"], form["area-south.amount"] = "600", "250.50", "149,50"
    page = form.submit(status=422)
    assert page.forms["envelopes"]["area-south.amount"].value == "149,50"
    form = page.forms["envelopes"]
    form["area-south.amount"] = "149.50"
    page = form.submit(status=303).follow()
    assert envelopes(planned) == {"": 60_000, "north": 25_050, "south": 14_950}
    assert "€250.50" in page.text
    assert "envelope-empty" in reasons(page)
    form = app.get(f"{planned.desk}/envelopes").forms["envelopes"]
    assert form["area-north.amount"].value == "250.50"
    for name in ("all", "area-north", "area-south"):
        form[f"{name}.amount"] = ""
    form.submit(status=303)
    assert envelopes(planned) == {}


@pytest.mark.parametrize("amount", ["0", "-5", "lots", "0.001", "99999999999999999"])
def test_a_wrong_amount_is_refused_and_kept_in_the_form(planned: Vote, amount: str) -> None:
    make_areas(planned.town)
    form = planned.town.browser(planned.manager).get(f"{planned.desk}/envelopes").forms["envelopes"]
    form["area-north.amount"] = amount
    page = form.submit(status=422)
    assert page.forms["envelopes"]["area-north.amount"].value == amount
    assert "The north: " in page.html.select_one(".error-summary").get_text(), "which amount is meant"
    assert envelopes(planned) == {}


def test_an_area_whose_address_no_bundle_can_have_is_refused(planned: Vote) -> None:
    make_areas(planned.town, ("town", "x" * 65))
    form = planned.town.browser(planned.manager).get(f"{planned.desk}/envelopes").forms["envelopes"]
    form["area-town.amount"] = form[f"area-{'x' * 65}.amount"] = "5"
    assert len(form.submit(status=422).html.select(".error-summary li")) == 2


def test_only_those_who_manage_the_project_divide_its_money(planned: Vote) -> None:
    for person in (planned.town.account("manager"), planned.town.account()):
        planned.town.browser(person).get(f"{planned.desk}/envelopes", status=403)


def test_nothing_is_divided_anew_once_the_vote_is_open(town: Town) -> None:
    vote = divided(town)
    app = town.browser(vote.manager)
    form = app.get(f"{vote.desk}/envelopes").forms["envelopes"]
    assert opens(vote)
    form["area-north.amount"] = "1"
    assert "has opened" in form.submit().follow().text
    assert envelopes(vote) == AMOUNTS
    page = app.get(f"{vote.desk}/envelopes")
    assert reasons(page) == {"frozen"}
    assert "envelopes" not in page.forms
    assert "€500" in page.text


def test_an_option_says_whose_envelope_pays(town: Town) -> None:
    vote = divided(town)
    app = town.browser(vote.manager)
    form = app.get(f"{vote.desk}/options/1").forms["option-change"]
    form["contest"] = "east"
    form.submit().follow()
    assert places(vote)[1] == "east"
    form = app.get(f"{vote.desk}/options/3").forms["option-change"]
    assert form["contest"].value == "north"
    form["contest"] = ""
    form.submit()
    assert places(vote)[3] == ""
    page = app.get(f"{vote.desk}/options")
    assert "The east" in page.html.select_one("tbody tr").get_text()
    form = page.forms["option-add"]
    form["contest"].force_value("elsewhere")
    for locale in town.site.locales:
        form[f"title.{locale}"] = "Trees"
    form["cost"] = "5"
    form.submit(status=422)


def test_options_of_ideas_follow_their_areas(planned: Vote) -> None:
    areas = make_areas(planned.town)
    forum = Forum(planned.town)
    forum.project, forum.phase = planned.project, planned.town.phase(planned.project, "ideation", -30, -20)
    ideas = [
        forum.post(None, title=f"Idea {place}", area_id=area and area.id)
        for place, area in enumerate((areas["north"], areas["south"], None))
    ]
    app = planned.town.browser(planned.manager)

    def take(*posted: Any) -> None:
        form = app.get(f"{planned.desk}/options/contributions").forms["contributions"]
        for one in posted:
            form[f"row-{one.number}.take"], form[f"row-{one.number}.cost"] = True, "5"
        form.submit(status=303)

    take(ideas[0])
    assert places(planned)[6] == ""
    form = app.get(f"{planned.desk}/envelopes").forms["envelopes"]
    form["area-north.amount"] = form["area-south.amount"] = "100"
    assert "1 option went to the envelope of its idea" in form.submit().follow().text
    take(ideas[1], ideas[2])
    assert [places(planned)[number] for number in (6, 7, 8)] == ["north", "south", ""]


def test_a_vote_with_sound_envelopes_opens(town: Town) -> None:
    vote = divided(town)
    page = town.browser(vote.manager).get(vote.desk)
    assert not [code for code in reasons(page) if code.startswith("envelope-") and code != "envelope-all-affordable"]
    assert opens(vote)


def changed(vote: Vote, *statements: Any) -> None:
    with vote.town.session() as db:
        for statement in statements:
            db.execute(statement)


option = update(VotingOption)


@pytest.mark.parametrize(("code", "statement"), [
    ("envelope-missing", option.where(VotingOption.number == 1).values(contest="west")),
    ("envelope-missing", delete(VotingEnvelope).where(VotingEnvelope.contest == "")),
    ("envelope-empty", option.where(VotingOption.contest == "east").values(contest="north")),
    ("envelope-too-small", option.where(VotingOption.number == 8).values(cost=30_001)),
    ("envelope-area-gone", delete(Area).where(Area.slug == "east")),
    ("envelope-district", delete(VotingEnvelope).where(VotingEnvelope.contest != "")),
])  # fmt: skip
def test_what_keeps_it_from_opening_is_said_and_holds(town: Town, code: str, statement: Any) -> None:
    vote = divided(town)
    changed(vote, statement)
    assert code in reasons(town.browser(vote.manager).get(vote.desk))
    assert not opens(vote)


@pytest.mark.parametrize(("code", "chosen"), [
    ("envelope-no-money", {"form": "several", "counting": "most"}), ("envelope-least", {"least": 3}),
    ("envelope-least-spent", {"least_spent": 301}), ("envelope-roll", {"districts": "roll"}),
])  # fmt: skip
def test_settings_that_no_envelope_fits_are_said_and_hold(town: Town, code: str, chosen: dict[str, Any]) -> None:
    vote = divided(town, **chosen)
    assert code in reasons(town.browser(vote.manager).get(vote.desk))
    assert not opens(vote)


def test_a_sum_that_differs_from_the_settings_is_said_and_nothing_more(town: Town) -> None:
    vote = divided(town, budget=7)
    assert "envelope-sum" in reasons(town.browser(vote.manager).get(vote.desk))
    assert opens(vote)


def test_leftovers_need_an_envelope_of_the_town(town: Town) -> None:
    vote = divided(town, {"north": 50_000}, leftovers="town")
    changed(vote, delete(VotingOption).where(VotingOption.contest != "north"))
    assert "envelope-leftovers" in reasons(town.browser(vote.manager).get(vote.desk))
    assert not opens(vote)


def test_the_desk_counts_who_would_be_left_out(town: Town) -> None:
    vote = divided(town, districts="roll", publication="L2")
    enrolled(vote, {"west": [town.account(), town.account()], "north": [town.account()]})
    page = town.browser(vote.manager).get(vote.desk)
    assert {"envelope-nowhere", "too-few-eligible"} <= reasons(page)
    assert "2 people on the voter roll" in page.text


def test_a_ballot_says_that_a_vote_with_troubles_is_not_ready(town: Town) -> None:
    vote = divided(town)
    changed(vote, option.where(VotingOption.number == 1).values(contest="west"))
    app = town.browser(town.account())
    assert "not-ready" in reasons(app.get(vote.page))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of a vote: options before it opens, where it stands, scrutiny by two people."""

import datetime
from typing import Any

import pytest
from sqlalchemy import select, text
from webtest import TestApp

from folkmoot.accounts.models import Account
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import Posted
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot_essential.voting import checks, wording
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.models import VotingDecision, VotingOption
from folkmoot_essential.voting.settings import Counting, Form, Publication, VotingSettings

from .conftest import Vote
from .quarters import make_areas


def office(vote: Vote, who: Account | None = None) -> "TestApp[Any]":
    return vote.town.browser(who or vote.manager)


def reasons(page: Any) -> list[str]:
    return [str(tag["data-reason"]) for tag in page.html.select("[data-reason]")]


def numbers(vote: Vote) -> dict[int, int]:
    """Options by number with their costs."""
    with vote.town.session() as db:
        return {row.number: row.cost for row in vote.rows(db)}


def test_votes_are_listed_with_their_state(vote: Vote) -> None:
    page = office(vote).get("/admin/voting")
    row = page.html.select_one(f'a[href="{vote.desk}"]').find_parent("tr")
    assert [cell.get_text(strip=True) for cell in row.find_all("td")][-2:] == ["5", "open"]
    stranger = vote.town.account("manager")
    assert vote.desk not in office(vote, stranger).get("/admin/voting").text


@pytest.mark.parametrize("path", ["", "/options", "/options/contributions", "/options/1", "/scrutiny"])
def test_only_those_who_manage_the_project_see_its_vote(vote: Vote, path: str) -> None:
    office(vote).get(vote.desk + path, status=200)
    for person in (vote.town.account("manager"), vote.town.account()):
        office(vote, person).get(vote.desk + path, status=403)
    office(vote).get("/admin/voting/00000000-0000-7000-8000-000000000000" + path, status=404)


def test_an_option_is_added_changed_and_removed(planned: Vote) -> None:
    app = office(planned)
    form = app.get(f"{planned.desk}/options").forms["option-add"]
    for locale in planned.town.site.locales:
        form[f"title.{locale}"] = "Trees"
    form["cost"] = "1234.50"
    assert "№ 6" in form.submit().follow().text
    assert numbers(planned)[6] == 123_450
    form = app.get(f"{planned.desk}/options/6").forms["option-change"]
    form["cost"] = "7"
    form.submit().follow()
    assert numbers(planned)[6] == 700
    page = app.get(f"{planned.desk}/options")
    delete = next(one for one in page.forms.values() if str(one.action).endswith("/options/6/delete"))
    delete.submit().follow()
    assert 6 not in numbers(planned)


def test_a_wrong_option_keeps_what_was_typed(planned: Vote) -> None:
    form = office(planned).get(f"{planned.desk}/options").forms["option-add"]
    form["description.en"], form["cost"] = "In the square", "a lot"
    page = form.submit(status=422)
    again = page.forms["option-add"]
    assert (again["description.en"].value.strip(), again["cost"].value) == ("In the square", "a lot")
    assert len(numbers(planned)) == 5


def test_nothing_of_an_open_vote_can_be_changed(planned: Vote) -> None:
    app = office(planned)
    listed, one = app.get(f"{planned.desk}/options"), app.get(f"{planned.desk}/options/1")
    add, change = listed.forms["option-add"], one.forms["option-change"]
    delete = next(form for form in listed.forms.values() if str(form.action).endswith("/options/1/delete"))
    before = numbers(planned)
    planned.turn()
    for locale in planned.town.site.locales:
        add[f"title.{locale}"] = "Too late"
    change["cost"] = "1"
    for form in (add, change, delete):
        assert "has opened" in form.submit().follow().text
    assert numbers(planned) == before
    page = app.get(f"{planned.desk}/options")
    assert reasons(page) == ["frozen"]
    assert "option-add" not in page.forms


@pytest.fixture
def ideas(planned: Vote) -> list[Posted]:
    """Three ideas in an earlier phase of the same project, somewhere in the north."""
    north = make_areas(planned.town)["north"]
    forum = Forum(planned.town)
    forum.project, forum.phase = planned.project, planned.town.phase(planned.project, "ideation", -30, -20)
    return [forum.post(None, title=f"Idea {number}", area_id=north.id) for number in range(3)]


def test_contributions_become_options_with_their_costs(planned: Vote, ideas: list[Posted]) -> None:
    app = office(planned)
    page = app.get(f"{planned.desk}/options/contributions")
    lines = [[cell.get_text(strip=True) for cell in line.select("td[data-label]")] for line in page.html.select("tr")]
    assert ["The north", "Open for support", "0", ""] in lines, "where it is and what the town has said of it"
    form = page.forms["contributions"]
    form[f"row-{ideas[0].number}.take"], form[f"row-{ideas[0].number}.cost"] = True, "500"
    form[f"row-{ideas[2].number}.take"] = True
    page = form.submit(status=422)
    again = page.forms["contributions"]
    assert again[f"row-{ideas[0].number}.cost"].value == "500"
    assert again[f"row-{ideas[2].number}.take"].checked
    again[f"row-{ideas[2].number}.cost"] = "dear"
    page = again.submit(status=422)
    assert "Idea 2: this is no amount" in page.html.select_one(".error-summary").get_text()
    again = page.forms["contributions"]
    again[f"row-{ideas[2].number}.cost"] = "0"
    assert "2 options were added" in again.submit().follow().text
    with planned.town.session() as db:
        made = [one for one in planned.rows(db) if one.contribution_id]
    assert [(one.title["en"], one.cost) for one in made] == [("Idea 0", 50_000), ("Idea 2", 0)]
    left = app.get(f"{planned.desk}/options/contributions").forms["contributions"]
    assert f"row-{ideas[1].number}.take" in left.fields
    assert f"row-{ideas[0].number}.take" not in left.fields


def test_before_opening_the_desk_says_what_is_missing(town: Town) -> None:
    project = town.project()
    phase = town.phase(project, "voting", 1, 9, settings={"publication": "L2", "counting": "greedy"})
    page = town.browser(town.account("administrator")).get(f"/admin/voting/{phase.id}")
    assert reasons(page) == ["no-options", "no-seed-source"]
    assert wording.rule_hash(VotingSettings(publication=Publication.TRACKED, counting=Counting.GREEDY)) in page.text


def test_while_it_is_open_nobody_learns_how_many_vote(vote: Vote) -> None:
    before = {path: office(vote).get(vote.desk + path).html.main.get_text() for path in ("", "/options", "/scrutiny")}
    person = vote.town.account(display_name="Zoltan Unmistakable")
    vote.cast(person, 1, 2)
    after = {path: office(vote).get(vote.desk + path).html.main.get_text() for path in ("", "/options", "/scrutiny")}
    assert before == after
    assert "Zoltan" not in office(vote).get(f"{vote.desk}/scrutiny?q=Zoltan").html.main.get_text()
    with vote.town.session() as db:
        assert vote.election(db).options_hash in after[""]


def closed(vote: Vote, people: int = 3) -> list[Account]:
    found = [vote.town.account(display_name=f"Voter {number}") for number in range(people)]
    for person in found:
        vote.cast(person, 1)
    vote.end()
    return found


def button(page: Any, do: str, kind: str) -> Any:
    """The form with a button of a decision's row."""
    row = page.html.select_one(f'tr[data-decision="{kind}"]')
    token = row.select_one("input[name=decision]")["value"]
    for form in page.forms.values():
        if "decision" in form.fields and form["decision"].value == token and form["do"].value == do:
            return form
    raise AssertionError(f"no {do} for {kind}")


def test_a_voter_is_revoked_by_two_people_through_the_pages(vote: Vote) -> None:
    closed(vote)
    page = office(vote).get(f"{vote.desk}/scrutiny")
    form = page.forms["revoke"]
    form["reason"] = "Moved away in May"
    refused = form.submit("do", value="revoke", status=422)
    assert reasons(refused)[0] == "no-such-voter"
    assert "Moved away in May" in refused.text
    form = refused.forms["revoke"]
    radio = page.html.find("bdi", string="Voter 1").find_parent("tr").select_one("input[name=token]")["value"]
    form["token"], form["code"], form["reason"] = radio, "not-eligible", "Moved away in May"
    mine = form.submit("do", value="revoke").follow()
    with pytest.raises(AssertionError):
        button(mine, "confirm", "revoke")
    forged = button(mine, "refuse", "revoke")
    forged["do"].force_value("confirm")
    assert reasons(forged.submit(status=422))[0] == "same-person"
    other = office(vote, vote.second).get(f"{vote.desk}/scrutiny")
    done = button(other, "confirm", "revoke").submit().follow()
    names = [cell.get_text(strip=True) for cell in done.html.select("#revoke tbody th bdi")]
    assert names == ["Voter 0", "Voter 2"]


def test_a_refused_proposal_does_nothing(vote: Vote) -> None:
    closed(vote)
    form = office(vote).get(f"{vote.desk}/scrutiny").forms["seed"]
    form["seed"] = "4 8 15 16 23 42"
    form.submit("do", value="seed").follow()
    page = office(vote, vote.second).get(f"{vote.desk}/scrutiny")
    confirm, refuse = button(page, "confirm", "seed"), button(page, "refuse", "seed")
    refuse.submit().follow()
    assert reasons(confirm.submit(status=422))[0] == "decided"
    with vote.town.session() as db:
        assert vote.election(db).seed == ""


def test_two_people_enter_a_seed_and_certify(vote: Vote) -> None:
    closed(vote)
    first, second = office(vote), office(vote, vote.second)
    form = first.get(f"{vote.desk}/scrutiny").forms["seed"]
    assert reasons(form.submit("do", value="seed", status=422))[0] == "seed-missing"
    form["seed"] = "4 8 15 16 23 42"
    form.submit("do", value="seed").follow()
    button(second.get(f"{vote.desk}/scrutiny"), "confirm", "seed").submit().follow()
    with vote.town.session() as db:
        assert vote.election(db).seed == "4 8 15 16 23 42"
    page = first.get(f"{vote.desk}/scrutiny")
    propose = next(one for one in page.forms.values() if "do" in one.fields and one["do"].value == "certify")
    asked = propose.submit().follow()
    assert "certify-asked" in reasons(asked), "nobody proposes it twice"
    waiting = button(second.get(f"{vote.desk}/scrutiny"), "confirm", "certify").submit().follow()
    assert "certifying" in reasons(waiting)
    with vote.town.platform.database.platform() as db:
        statement = text("SELECT args::text FROM procrastinate_jobs WHERE queue_name = :tenant")
        jobs = db.execute(statement, {"tenant": str(vote.town.id)}).scalars().all()
    with vote.town.session() as db:
        assert any("voting.certify" in one and str(vote.election(db).id) in one for one in jobs)
    bundle = vote.certify()
    desk = first.get(vote.desk)
    assert bundle.sha256 in desk.text
    after = first.get(f"{vote.desk}/scrutiny")
    assert "certified" in reasons(after)
    assert "seed" not in after.forms
    assert "input[name=token]" not in after.text
    assert "Voter 0" in after.text


def test_an_option_is_withdrawn_while_the_vote_is_open(vote: Vote) -> None:
    page = office(vote).get(f"{vote.desk}/scrutiny")
    form = page.forms["withdraw-form"]
    form["option"] = "2"
    assert reasons(form.submit("do", value="withdraw", status=422))[0] == "reason-missing"
    form["withdraw_reason"] = "The ground was sold"
    form.submit("do", value="withdraw").follow()
    button(office(vote, vote.second).get(f"{vote.desk}/scrutiny"), "confirm", "withdraw").submit().follow()
    with vote.town.session() as db:
        option = db.scalars(select(VotingOption).where(VotingOption.number == 2)).one()
        assert option.withdrawn == "The ground was sold"
        outcomes = db.scalars(select(VotingDecision.outcome)).all()
    assert outcomes == ["confirmed"]


UTC = datetime.UTC
PHASE = PhaseInfo(
    id=None, project_id=None, project_slug="p", number=1, method="voting", title={"en": "Vote"}, description={},  # type: ignore[arg-type]
    opens_at=datetime.datetime(2026, 1, 1, tzinfo=UTC), closes_at=None, state="upcoming",
)  # fmt: skip


def option(number: int, cost: int, *locales: str) -> VotingOption:
    titles = dict.fromkeys(locales or ("en", "fr", "nl"), "A title")
    return VotingOption(number=number, cost=cost * UNIT, title=titles, contest="", withdrawn="")


def codes(town: Town, settings: VotingSettings, options: list[VotingOption], eligible: int | None = None) -> list[str]:
    return [one.code for one in checks.findings(PHASE, settings, options, town.site, eligible)]


def test_checks_name_every_trouble(town: Town) -> None:
    fine = VotingSettings(budget=100, publication=Publication.TRACKED, seed_source="lottery", auditor="Court")
    enough = [option(1, 60), option(2, 70)]
    assert codes(town, fine, enough) == []
    assert codes(town, fine.model_copy(update={"auditor": ""}), enough) == ["no-auditor"]
    assert codes(town, fine, enough, eligible=49) == ["too-few-eligible"]
    assert codes(town, fine, enough, eligible=50) == []
    assert codes(town, fine, [option(1, 0), option(2, 101)]) == ["costs-missing", "too-dear"]
    assert codes(town, fine, [option(1, 100)]) == ["all-affordable"]
    missing = [option(1, 60), option(2, 70, "xx")]
    assert set(codes(town, fine, missing)) == {"titles-missing"}
    most = VotingSettings(
        form=Form.SEVERAL, counting=Counting.MOST, budget=0, least=3, publication=Publication.TRACKED
    )  # fmt: skip
    assert codes(town, most, enough) == ["fewer-than-least", "no-seed-source"]


def test_the_forecast_falls_with_turnout_and_is_left_out_where_only_totals_are_published(town: Town) -> None:
    tracked = VotingSettings(budget=100, publication=Publication.TRACKED)
    found = checks.chances(PHASE, tracked, [option(number, 30) for number in range(1, 21)], town.site)
    assert [one.voters for one in found] == list(checks.VOTERS)
    assert found[0].alone > found[1].alone > found[2].alone > 0
    totals = tracked.model_copy(update={"publication": Publication.TOTALS})
    assert checks.chances(PHASE, totals, [option(1, 30)], town.site) == []


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("counting", list(Counting))
def test_every_rule_has_its_words(form: Form, counting: Counting) -> None:
    settings = VotingSettings(publication=Publication.TRACKED).model_copy(update={"form": form, "counting": counting})
    said = wording.rule_in_words(settings, lambda sentence, **values: sentence % values if values else sentence)
    assert len(said) >= 2
    assert all(one.endswith(".") and "%(" not in one for one in said)

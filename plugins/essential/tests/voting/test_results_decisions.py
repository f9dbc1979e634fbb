# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Official decisions beside a certified result: by two people, with a reason; the result stays as counted."""

from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.audit.models import AuditEntry
from folkmoot.interfaces import IProjects
from folkmoot.testing import Town, count_statements
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.method import Voting
from folkmoot_essential.voting.models import VotingDecision, VotingLog, VotingPending
from folkmoot_essential.voting.results import deviating
from folkmoot_essential.voting.scrutiny import deciding

from .certified import bundle_of, certified, page_of
from .conftest import Vote

REASON = "The council found the land polluted (minutes of 3 May)."


@pytest.fixture
def counted(town: Town) -> Vote:
    """Five options counted greedily; the first two win."""
    vote = certified(town, "several", 6)
    row, _opened = bundle_of(vote)
    assert set(row.result["contests"][0]["winners"]) == {"opt-1", "opt-2"}
    return vote


def desk(vote: Vote) -> str:
    return f"{vote.desk}/decisions"


def reasons(page: Any) -> list[str]:
    return [str(tag["data-reason"]) for tag in page.html.select("[data-reason]")]


def propose(vote: Vote, number: str = "1", choice: str = "not-funded", reason: str = REASON, **kw: Any) -> Any:
    form = vote.town.browser(vote.manager).get(desk(vote)).forms["deviation"]
    form["option"].force_value(number)
    form["choice"] = choice
    form["reason"] = reason
    return form.submit("do", **kw)


def answer(vote: Vote, person: Any, label: str, **kw: Any) -> Any:
    page = vote.town.browser(person).get(desk(vote))
    form = next(one for one in page.forms.values() if one.fields.get("decision") and one["do"].value == label)
    return form.submit(**kw)


def decided(vote: Vote) -> None:
    propose(vote, status=303)
    answer(vote, vote.second, "confirm", status=303)


def test_what_two_people_decide_stands_beside_the_result(counted: Vote) -> None:
    before = bundle_of(counted)[0]
    decided(counted)
    page = page_of(counted)
    row = page.html.select_one('#results tr[data-option="opt-1"]')
    assert "Won" in row.get_text()
    assert row.select_one("[data-decision=not-funded]")
    assert REASON in row.get_text()
    assert "decided-otherwise" in reasons(page)
    assert "What is carried out costs €400" in page.text
    after = bundle_of(counted)[0]
    assert (after.bundle, after.sha256, after.result) == (before.bundle, before.sha256, before.result)
    assert counted.verdict().exit is Exit.NOT_ANCHORED


def test_a_loser_can_be_carried_out_all_the_same(counted: Vote) -> None:
    propose(counted, "4", "funded", status=303)
    answer(counted, counted.second, "confirm", status=303)
    row = page_of(counted).html.select_one('#results tr[data-option="opt-4"]')
    assert "Not this time" in row.get_text()
    assert row.select_one("[data-decision=funded]")


def test_follow_up_goes_by_what_was_decided(counted: Vote) -> None:
    decided(counted)
    with counted.town.session() as db:
        place = counted.context(db)
        phase = place.service(IProjects).phase(db, counted.phase.id, place.now)
        won = winners(db, counted.election(db), options_of(db, phase))
        assert [one.number for one in won] == [2]


def test_a_proposal_alone_shows_nothing(counted: Vote) -> None:
    propose(counted, status=303)
    page = page_of(counted)
    assert not page.html.select("[data-decision]")
    assert "decided-otherwise" not in reasons(page)


def test_nobody_confirms_what_they_have_proposed(counted: Vote) -> None:
    propose(counted, status=303)
    app = counted.town.browser(counted.manager)
    page = app.get(desk(counted))
    assert [one["do"].value for one in page.forms.values() if one.fields.get("decision")] == ["refuse"]
    with counted.town.session() as db:
        made = db.scalars(select(VotingDecision)).one()
    fields = {"do": "confirm", "decision": str(made.id), "csrf_token": page.forms["deviation"]["csrf_token"].value}
    assert "same-person" in reasons(app.post(desk(counted), fields, status=422))
    assert not page_of(counted).html.select("[data-decision]")


def test_a_refused_proposal_does_nothing_and_stays_listed(counted: Vote) -> None:
    propose(counted, status=303)
    page = answer(counted, counted.second, "refuse", status=303).follow()
    assert page.html.select("tr[data-decision=refused]")
    assert not page_of(counted).html.select("[data-decision]")


@pytest.mark.parametrize(("number", "choice", "reason", "code"), [
    ("1", "funded", REASON, "nothing-changes"), ("3", "not-funded", REASON, "nothing-changes"),
    ("1", "not-funded", "  ", "reason-missing"), ("1", "not-funded", "x" * 501, "too-long"),
    ("99", "funded", REASON, "no-such-option"), ("", "funded", REASON, "no-such-option"),
    ("²", "funded", REASON, "no-such-option"),
])  # fmt: skip
def test_what_cannot_be_decided_comes_back_as_it_was_typed(
    counted: Vote, number: str, choice: str, reason: str, code: str
) -> None:
    page = propose(counted, number, choice, reason, status=422)
    assert reasons(page)[0] == code
    form = page.forms["deviation"]
    assert form["choice"].value == choice
    assert form["reason"].value.strip() == reason.strip()
    with counted.town.session() as db:
        assert db.scalar(select(VotingDecision)) is None


def test_what_became_moot_meanwhile_is_not_confirmed(counted: Vote) -> None:
    propose(counted, status=303)
    propose(counted, status=303)
    answer(counted, counted.second, "confirm", status=303)
    page = answer(counted, counted.second, "confirm", status=422)
    assert "nothing-changes" in reasons(page)


def test_a_decision_is_taken_back_by_another_one(counted: Vote) -> None:
    decided(counted)
    propose(counted, "1", "funded", "The land was cleaned.", status=303)
    answer(counted, counted.second, "confirm", status=303)
    row = page_of(counted).html.select_one('#results tr[data-option="opt-1"]')
    assert row.select_one("[data-decision=funded]")
    assert "The land was cleaned." in row.get_text()
    page = counted.town.browser(counted.manager).get(desk(counted))
    assert len(page.html.select("tr[data-decision=confirmed]")) == 2


def test_there_is_nothing_to_decide_before_certification(vote: Vote) -> None:
    app = vote.town.browser(vote.manager)
    app.get(desk(vote), status=404)
    with vote.town.session() as db, pytest.raises(deciding.Refused, match="wrong-state"):
        deviating.propose(db, vote.election(db), 1, True, REASON, vote.manager.id)


def test_only_those_who_manage_the_project_decide(counted: Vote) -> None:
    for person in (counted.town.account("manager"), counted.town.account()):
        counted.town.browser(person).get(desk(counted), status=403)


def test_the_log_stays_closed_and_the_audit_knows_who(counted: Vote) -> None:
    def size() -> tuple[int, int]:
        with counted.town.session() as db:
            return len(db.scalars(select(VotingLog)).all()), len(db.scalars(select(VotingPending)).all())

    before = size()
    decided(counted)
    counted.turn()
    assert size() == before
    with counted.town.session() as db:
        actions = db.scalars(select(AuditEntry.verb).where(AuditEntry.verb.like("voting.%"))).all()
    assert {"voting.proposed", "voting.confirmed"} <= set(actions)


def test_exports_have_result_and_decision_side_by_side(counted: Vote) -> None:
    decided(counted)
    with counted.town.session() as db:
        place = counted.context(db)
        phase = place.service(IProjects).phase(db, counted.phase.id, place.now)
        with count_statements(counted.town.platform.database.engine) as seen:
            tables = {one.name: (one.columns, list(one.rows)) for one in Voting().exports(db, phase)}
    assert len(seen) <= 6
    columns, rows = tables["results"]
    first, third = (dict(zip(columns, rows[place], strict=True)) for place in (0, 2))
    assert (first["option"], first["place"] != "", first["decided"], first["reason"]) == (
        "opt-1", True, "not-funded", REASON
    )  # fmt: skip
    assert first["decided_at"]
    assert (third["place"], third["decided"], third["cost"]) == ("", "", 60_000)
    assert tables["turnout"][1] == [("all", "voters", 6)]


def test_nothing_is_exported_before_certification(vote: Vote) -> None:
    with vote.town.session() as db:
        place = vote.context(db)
        phase = place.service(IProjects).phase(db, vote.phase.id, place.now)
        assert Voting().exports(db, phase) == []


def test_the_page_of_scrutiny_lists_it_too(counted: Vote) -> None:
    decided(counted)
    page = counted.town.browser(counted.manager).get(f"{counted.desk}/scrutiny")
    assert page.html.select('tr[data-decision="deviate"]')

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What two people decide while a vote is open: when it ends. And what the rest of the office can't do meanwhile."""

import datetime
from typing import Any

import pytest
from sqlalchemy import select
from webtest import TestApp

from folkmoot.accounts.models import Account
from folkmoot.projects.models import ActionRule, Phase
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingDecision, VotingLog
from folkmoot_essential.voting.scrutiny import deciding

from .conftest import Vote

UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)


def office(vote: Vote, who: Account | None = None) -> "TestApp[Any]":
    return vote.town.browser(who or vote.manager)


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def ends(vote: Vote) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """When the vote and its phase end."""
    with vote.town.session() as db:
        phase = db.get(Phase, (vote.phase.id, vote.town.id))
        assert phase is not None
        return vote.election(db).closes_at, phase.closes_at


def typed(vote: Vote, moment: datetime.datetime) -> str:
    return moment.astimezone(vote.town.site.zone).strftime("%Y-%m-%dT%H:%M")


def propose(vote: Vote, moment: str, reason: str = "The server was down on Sunday", **kw: Any) -> Any:
    form = office(vote).get(f"{vote.desk}/scrutiny").forms["move-form"]
    form["closes_at"], form["move_reason"] = moment, reason
    return form.submit("do", value="move", **kw)


def decide(vote: Vote, who: Account, do: str, **kw: Any) -> Any:
    page = office(vote, who).get(f"{vote.desk}/scrutiny")
    forms = [form for form in page.forms.values() if "decision" in form.fields and form["do"].value == do]
    return forms[0].submit(**kw)


@pytest.mark.parametrize("by", [datetime.timedelta(days=2), -HOUR])
def test_two_people_move_the_end_and_everybody_reads_why(vote: Vote, by: datetime.timedelta) -> None:
    before = ends(vote)[0]
    assert before is not None
    after = (before + by).replace(second=0, microsecond=0)
    propose(vote, typed(vote, after), status=303)
    assert ends(vote) == (before, before)
    assert "end-moved" not in reasons(vote.town.browser().get(vote.page))
    decide(vote, vote.second, "confirm", status=303)
    assert ends(vote) == (after, after)
    page = vote.town.browser().get(vote.page)
    assert "end-moved" in reasons(page)
    assert "The server was down on Sunday" in page.text
    vote.turn()
    with vote.town.session() as db:
        logged = [entry["what"] for entry in db.scalars(select(VotingLog.entry))]
        assert logged == ["move: The server was down on Sunday"]
        assert db.scalars(select(VotingDecision.details)).one()["before"] == before.isoformat()
    vote.cast(vote.town.account(), 1)
    vote.end()
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_nobody_moves_the_end_alone(vote: Vote) -> None:
    before = ends(vote)
    propose(vote, typed(vote, datetime.datetime.now(UTC) + 50 * HOUR), status=303)
    with vote.town.session() as db:
        proposed = db.scalars(select(VotingDecision)).one()
        with pytest.raises(deciding.Refused, match="same-person"):
            deciding.confirm(db, vote.election(db), proposed, vote.manager.id)
    decide(vote, vote.second, "refuse", status=303)
    assert ends(vote) == before


@pytest.mark.parametrize(
    ("moment", "reason", "code"),
    [("2020-01-01T10:00", "Because", "moment-past"), ("yesterday", "Because", "moment-missing"),
     ("", "Because", "moment-missing"), ("2090-01-01T10:00", " ", "reason-missing"),
     ("2090-01-01T10:00", "x" * 501, "too-long")],
)  # fmt: skip
def test_a_wrong_end_is_refused_and_stays_typed(vote: Vote, moment: str, reason: str, code: str) -> None:
    before = ends(vote)
    page = propose(vote, moment, reason, status=422)
    assert code in reasons(page)
    form = page.forms["move-form"]
    assert (form["closes_at"].value, form["move_reason"].value) == (moment, reason)
    wrong = "move_reason" if code in ("reason-missing", "too-long") else "closes_at"
    assert [tag["name"] for tag in page.html.select("#move-form [aria-invalid]")] == [wrong], "said where it is wrong"
    assert ends(vote) == before


def test_a_proposal_is_held_against_the_clock_again_when_it_is_confirmed(vote: Vote) -> None:
    propose(vote, typed(vote, datetime.datetime.now(UTC) + 50 * HOUR), status=303)
    with vote.town.session() as db:
        vote.election(db).closes_at = opening.now(db)
    assert "wrong-state" in reasons(decide(vote, vote.second, "confirm", status=422))
    with vote.town.session() as db:
        vote.election(db).closes_at = opening.now(db) + HOUR
        proposed = db.scalars(select(VotingDecision)).one()
        proposed.details = {"closes_at": (opening.now(db) - HOUR).isoformat()}
    assert "moment-past" in reasons(decide(vote, vote.second, "confirm", status=422))
    vote.end()
    assert "move-form" not in office(vote).get(f"{vote.desk}/scrutiny").forms
    assert "wrong-state" in reasons(decide(vote, vote.second, "confirm", status=422))


def test_casting_is_held_against_the_new_end(vote: Vote) -> None:
    with vote.town.session() as db:
        election = vote.election(db)
        details = {"closes_at": (opening.now(db) + datetime.timedelta(milliseconds=300)).isoformat()}
        made = deciding.propose(db, election, deciding.MOVE, details, "Short", vote.manager.id)
        deciding.confirm(db, election, made, vote.second.id)
    with vote.town.session() as db:
        while opening.now(db) < (vote.election(db).closes_at or opening.now(db)):
            continue
    with pytest.raises(casting.NotOpen):
        vote.cast(vote.town.account(), 1)


def test_who_may_vote_cannot_be_changed_after_opening(planned: Vote) -> None:
    path = f"/admin/projects/{planned.project.slug}/phases/{planned.phase.id}/rules"

    def form() -> Any:
        found = next(one for one in office(planned).get(path).forms.values() if "who.voting" in one.fields)
        found["who.voting"] = "staff" if found["who.voting"].value != "staff" else "registered"
        return found

    form().submit(status=303)
    ready = form()
    planned.turn()
    assert "can't be changed any more" in ready.submit(status=422).html.main.get_text()
    with planned.town.session() as db:
        assert db.scalars(select(ActionRule.who)).all() == ["staff"]

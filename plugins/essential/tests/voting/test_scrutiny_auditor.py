# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The auditor's copy: made where totals can't be recounted, handed over by two people, taken once."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from webtest import TestApp

from folkmoot.accounts.models import Account
from folkmoot.testing import Town
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.voting import sealing
from folkmoot_essential.voting.models import VotingDecision, VotingHead
from folkmoot_essential.voting.oversight import auditing
from folkmoot_essential.voting.scrutiny import deciding

from .conftest import Vote, make_vote


def office(vote: Vote, who: Account | None = None) -> "TestApp[Any]":
    return vote.town.browser(who or vote.manager)


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def finished(town: Town, **settings: Any) -> Vote:
    """A certified vote of three people."""
    vote = make_vote(town, **settings)
    vote.turn()
    for number in (1, 1, 2):
        vote.cast(vote.town.account(), number)
    vote.end()
    return vote


@pytest.fixture
def secret(town: Town) -> Vote:
    """A certified vote whose published totals can't be recounted."""
    vote = finished(town, counting="equal-shares", publication="L0", auditor="The court")
    vote.certify()
    return vote


def handed(vote: Vote) -> tuple[str, str]:
    """Both halves, as the two see them."""
    form = office(vote).get(f"{vote.desk}/auditor").forms["handover"]
    form["reason"] = "The court asks for it"
    first = form.submit("do", value="propose")
    page = office(vote, vote.second).get(f"{vote.desk}/auditor")
    confirm = next(one for one in page.forms.values() if "do" in one.fields and one["do"].value == "confirm")
    return half(first), half(confirm.submit())


def half(page: Any) -> str:
    return str(page.html.select_one("[data-reason=half] code").get_text())


def take(vote: Vote, first: str, second: str, **kw: Any) -> Any:
    form = vote.town.browser().get(f"{vote.page}/auditor").forms["auditor"]
    form["first"], form["second"] = first, second
    return form.submit(**kw)


def test_the_auditor_recounts_what_nobody_else_can(secret: Vote) -> None:
    assert "no-recount" in {one.code for one in secret.verdict().findings}
    assert "only the auditor can recount this vote" in secret.town.browser().get(f"{secret.page}/results").text
    assert f"http://{secret.town.host}{secret.page}/auditor" in office(secret).get(f"{secret.desk}/auditor").text
    desk = office(secret).get(secret.desk).text
    assert "Only the auditor can recount it" in desk
    assert "Anybody can recount it" not in desk
    answer = take(secret, *handed(secret), status=200)
    assert answer.content_type == "application/zip"
    for fingerprint in before_certification(secret):
        assert verify(answer.body, expect_head=fingerprint).exit is Exit.AGREES
    with zipfile.ZipFile(io.BytesIO(answer.body)) as copy, zipfile.ZipFile(io.BytesIO(published(secret))) as public:
        assert copy.read("result.json") == public.read("result.json")
        assert copy.read("totals.json") == public.read("totals.json")
        assert "box.jsonl" in copy.namelist()
        assert "box.jsonl" not in public.namelist()


def before_certification(vote: Vote) -> list[str]:
    """The fingerprints that observers got while people voted, and at closing."""
    with vote.town.session() as db:
        last = sealing.last_head(db, vote.election(db)).head.number
        return list(db.scalars(select(VotingHead.fingerprint).where(VotingHead.number < last)))


def published(vote: Vote) -> bytes:
    with vote.town.session() as db:
        return bytes(vote.bundle(db).bundle)


def test_the_copy_is_taken_once_and_handed_over_again(secret: Vote) -> None:
    first, second = handed(secret)
    assert "halves-wrong" in reasons(take(secret, first, first, status=422))
    assert "halves-wrong" in reasons(take(secret, first, "", status=422))
    assert "halves-wrong" in reasons(take(secret, "0" * 32, second, status=422))
    take(secret, f" {second.upper()[:16]}-{second[16:]} ", first, status=200)
    assert "halves-wrong" in reasons(take(secret, first, second, status=422))
    assert "taken" in office(secret).get(f"{secret.desk}/auditor").html.find(id="handed").parent.get_text()
    take(secret, *handed(secret), status=200)


def test_halves_of_two_handovers_do_not_fit(secret: Vote) -> None:
    one, other = handed(secret), handed(secret)
    assert "halves-wrong" in reasons(take(secret, one[0], other[1], status=422))


def test_of_many_at_once_one_takes_it(secret: Vote) -> None:
    first, second = handed(secret)

    def taken(_number: int) -> bool:
        with secret.town.session() as db:
            return auditing.take(db, secret.election(db), first, second) is not None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(taken, range(12))) == 1


def test_nobody_hands_it_over_alone_and_halves_are_shown_once(secret: Vote) -> None:
    form = office(secret).get(f"{secret.desk}/auditor").forms["handover"]
    assert "reason-missing" in reasons(form.submit("do", value="propose", status=422))
    form["reason"] = "Because"
    first = half(form.submit("do", value="propose"))
    page = office(secret).get(f"{secret.desk}/auditor")
    assert first not in page.text
    refuse = next(one for one in page.forms.values() if "decision" in one.fields)
    refuse["do"].force_value("confirm")
    assert "same-person" in reasons(refuse.submit(status=422))
    with secret.town.session() as db:
        assert first not in str(db.scalars(select(VotingDecision.details)).all())
    assert "halves-wrong" in reasons(take(secret, first, first, status=422))


@pytest.mark.parametrize("chosen", [{"counting": "greedy", "publication": "L0"}, {"counting": "greedy"}])
def test_where_everybody_can_recount_there_is_no_copy(town: Town, chosen: dict[str, str]) -> None:
    vote = finished(town, **chosen)
    vote.certify()
    assert "no-copy" in reasons(office(vote).get(f"{vote.desk}/auditor"))
    vote.town.browser().get(f"{vote.page}/auditor", status=404)
    with vote.town.session() as db, pytest.raises(auditing.NoCopy):
        auditing.propose(db, vote.election(db), "Because", vote.manager.id)


def test_before_certification_nobody_gets_a_ballot(town: Town) -> None:
    vote = finished(town, counting="equal-shares", publication="L0", auditor="The court")
    assert "no-copy" in reasons(office(vote).get(f"{vote.desk}/auditor"))
    vote.town.browser().get(f"{vote.page}/auditor", status=404)
    for person in (vote.town.account("manager"), vote.town.account()):
        office(vote, person).get(f"{vote.desk}/auditor", status=403)


def test_the_page_learns_by_itself_that_the_vote_is_certified(town: Town) -> None:
    vote = finished(town)
    with vote.town.session() as db:
        made = deciding.propose(db, vote.election(db), deciding.CERTIFY, {}, "", vote.manager.id)
        deciding.confirm(db, vote.election(db), made, vote.second.id)
    app = office(vote)
    poll = app.get(f"{vote.desk}/scrutiny").html.find(id="certifying")["hx-get"]
    assert app.get(poll, status=204).body == b""
    vote.certify()
    done = app.get(poll, status=200).html.find(id="certifying")
    assert done.select_one("[data-reason=certified]")
    assert "hx-get" not in done.attrs

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ballot as citizens see it: casting, changing, saving, what can't be taken, the receipt and the results."""

import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from folkmoot.i18n import formats
from folkmoot.projects.models import Phase
from folkmoot.testing import Town, count_statements
from folkmoot_essential.ledger import receipts
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBallot, VotingBundle

from .conftest import Vote, ballot, make_vote


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def checked(page: Any) -> set[str]:
    return {str(tag["value"]) for tag in page.html.select("#ballot input[checked]")}


def in_box(vote: Vote) -> int:
    with vote.town.session() as db:
        return db.scalar(select(func.count()).select_from(VotingBallot)) or 0


def send(vote: Vote, app: Any, *numbers: int, do: str = "cast", **kw: Any) -> Any:
    form = app.get(vote.page).forms["ballot"]
    fields = [("choice", f"opt-{number}") for number in numbers]
    return app.post(form.action, [("csrf_token", form["csrf_token"].value), ("do", do), *fields], **kw)


def test_a_ballot_is_cast_thanked_for_and_changed(vote: Vote) -> None:
    person = vote.town.account()
    app = vote.town.browser(person)
    page = send(vote, app, 1, 2, status=303).follow()
    assert "Thank you" in page.text
    assert "cast" in reasons(page)
    assert checked(page) == {"opt-1", "opt-2"}
    page = send(vote, app, 3, status=303).follow()
    assert checked(page) == {"opt-3"}
    assert in_box(vote) == 1
    with vote.town.session() as db:
        election = vote.election(db)
        found = casting.of_voter(db, election, opening.keys_of(db, election), vote.voter(person))
    assert found == ballot(3)


def test_a_cast_asks_the_database_few_things(vote: Vote) -> None:
    """Each statement is a tenth of what a cast costs, and on the last evening everybody comes at once."""
    app = vote.town.browser(vote.town.account())
    form = app.get(vote.page).forms["ballot"]
    fields = [("csrf_token", form["csrf_token"].value), ("do", "cast"), ("choice", "opt-2")]
    with count_statements(vote.town.platform.database.engine) as first:
        app.post(form.action, fields, status=303)
    with count_statements(vote.town.platform.database.engine) as changed:
        app.post(form.action, fields, status=303)
    assert (len(first), len(changed)) == (11, 14)
    assert in_box(vote) == 1


def test_what_cannot_be_taken_comes_back_as_it_was_typed(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, 1, 2, 3, 4, status=422)
    assert "length-too-large" in reasons(page)
    assert len(checked(page)) == 4
    assert in_box(vote) == 0
    assert "nothing-chosen" in reasons(send(vote, app, status=422))


def test_a_draft_is_kept_shown_and_gone_once_cast(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    page = send(vote, app, 2, do="save", status=303).follow()
    assert checked(page) == {"opt-2"}
    assert "draft" in reasons(page)
    assert in_box(vote) == 0
    partial = send(vote, app, 2, 4, do="save", headers={"HX-Request": "true"}, status=200)
    assert "2 options chosen" in partial.html.select_one("#ballot-total").get_text()
    page = send(vote, app, 4, status=303).follow()
    assert "draft" not in reasons(page)
    assert checked(page) == {"opt-4"}


def test_visitors_see_the_options_and_how_to_sign_in(vote: Vote) -> None:
    page = vote.town.browser().get(vote.page)
    assert "not-signed-in" in reasons(page)
    assert "Option 3" in page.text
    assert not page.html.select("#ballot")


def test_the_order_is_each_voters_own_and_stays(vote: Vote) -> None:
    orders = set()
    for _ in range(6):
        app = vote.town.browser(vote.town.account())
        first, again = ([tag["value"] for tag in app.get(vote.page).html.select("#ballot [name=choice]")] for _ in "12")
        assert first == again
        assert len(first) == 5
        orders.add(tuple(first))
    assert len(orders) > 1


def test_after_closing_nothing_is_cast_and_what_was_typed_is_shown(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    form = app.get(vote.page).forms["ballot"]
    vote.end()
    fields = [("csrf_token", form["csrf_token"].value), ("choice", "opt-2")]
    page = app.post(form.action, fields, status=403)
    assert "phase-closed" in reasons(page)
    assert "had cast before counts" in page.text
    assert checked(page) == {"opt-2"}
    assert in_box(vote) == 0
    assert "closed" in reasons(app.get(vote.page))


@pytest.mark.parametrize(("form", "name", "values", "code"), [
    ("points", "points", {"1": "6", "2": "4"}, ""), ("points", "points", {"1": "9", "2": "4"}, "sum-too-large"),
    ("points", "points", {"1": "x"}, "points-not-a-number"), ("ranking", "ranking", {"3": "1", "1": "2"}, ""),
    ("ranking", "ranking", {"3": "1", "1": "1"}, "place-twice"),
])  # fmt: skip
def test_points_and_rankings(town: Town, form: str, name: str, values: dict[str, str], code: str) -> None:
    vote = make_vote(town, form=form)
    vote.turn()
    app = town.browser(town.account())
    token = app.get(vote.page).forms["ballot"]["csrf_token"].value
    fields = {f"{name}.opt-{number}": text for number, text in values.items()}
    page = app.post(f"{vote.page}/vote", {"csrf_token": token, **fields}, status=422 if code else 303)
    if code:
        assert code in reasons(page)
    page = page if code else page.follow()
    for number, text in values.items():
        assert page.forms["ballot"][f"{name}.opt-{number}"].value == text or text == "x"


def test_a_receipt_is_genuine_and_ends_with_certification(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    app.get(f"{vote.page}/receipt", status=303)
    send(vote, app, 1, 2)
    page = app.get(f"{vote.page}/receipt")
    assert "shows-ballot" in reasons(page)
    assert [tag.get_text(strip=True) for tag in page.html.select("h2 + ul li")] == ["Option 1 en", "Option 2 en"]
    got = receipts.read(app.get(f"{vote.page}/receipt?download=1").body)
    with vote.town.session() as db:
        key = vote.election(db).public_key
    assert receipts.genuine(got, key) == ballot(1, 2)
    vote.end()
    vote.certify()
    app.get(f"{vote.page}/receipt", status=303)


def test_results_wait_for_certification(vote: Vote) -> None:
    visitor = vote.town.browser()
    for numbers in ((1, 2), (1,), (1, 3)):
        vote.cast(vote.town.account(), *numbers)
    assert "not-certified" in reasons(visitor.get(f"{vote.page}/results"))
    visitor.get(f"{vote.page}/recount.zip", status=404)
    vote.end()
    assert "not-certified" in reasons(visitor.get(f"{vote.page}/results"))
    vote.certify()
    page = visitor.get(f"{vote.page}/results")
    first = page.html.select_one("#results tbody tr")
    assert "Option 1" in first.get_text()
    assert "3" in [cell.get_text(strip=True) for cell in first.find_all("td")]
    got = visitor.get(f"{vote.page}/recount.zip")
    with vote.town.session() as db:
        assert got.body == db.scalars(select(VotingBundle)).one().bundle
    assert "certified" in reasons(visitor.get(vote.page))


def test_a_vote_that_closes_at_midnight_has_the_day_before_as_its_last(vote: Vote) -> None:
    zone = vote.town.site.zone
    today = datetime.datetime.now(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    closes = (today + datetime.timedelta(days=5)).replace(tzinfo=zone)
    with vote.town.session() as db:
        phase = db.get(Phase, (vote.phase.id, vote.town.id))
        assert phase is not None
        phase.closes_at = closes
    last = formats.day_and_month((closes - datetime.timedelta(days=1)).date(), "en", closes.date())
    assert f"until {last}." in vote.town.browser().get(f"{vote.page}/results")
    row = vote.town.browser(vote.manager).get("/admin/voting").html.select_one("td[data-label=Dates]")
    assert row.get_text().endswith(f"– {last}")


def test_a_basket_over_the_budget_is_refused_with_both_amounts(town: Town) -> None:
    vote = make_vote(town, form="budget")
    vote.turn()
    app = town.browser(town.account())
    page = send(vote, app, 4, 5, status=422)
    assert {"cost-too-large", "over-budget"} <= reasons(page)
    assert "1,800" in page.html.select_one("#ballot-total").get_text()
    send(vote, app, 4, status=303)
    assert in_box(vote) == 1


def test_an_option_withdrawn_meanwhile_is_gone_from_the_ballot(vote: Vote) -> None:
    app = vote.town.browser(vote.town.account())
    with vote.town.session() as db:
        vote.rows(db)[1].withdrawn = "The land was sold."
    page = send(vote, app, 2, status=422)
    assert "nothing-chosen" in reasons(page)
    assert "Option 2" not in page.text


BY_ANYBODY, BY_AUDITOR = "anybody can recount the result", "The court of audit sees the ballots"
PUBLISHED = {"L0": "Only totals are published, and", "L1": "Each kind of ballot is", "L2": "Each ballot is published"}


@pytest.mark.parametrize("level", sorted(PUBLISHED))
def test_voters_are_told_what_will_be_published_and_who_can_recount(town: Town, level: str) -> None:
    vote = make_vote(
        town, form="budget", counting="equal-shares", publication=level, auditor="The court of audit", most=None
    )
    for _ in range(2):  # before it opens, by its settings; then by what was fixed
        told = " ".join(town.browser().get(vote.page).html.select_one("main").get_text().split())
        assert {one for one, sentence in PUBLISHED.items() if sentence in told} == {level}
        assert (BY_AUDITOR in told, BY_ANYBODY in told) == (level == "L0", level != "L0")
        vote.turn()


def test_totals_that_suffice_for_the_rule_are_recounted_by_anybody(town: Town) -> None:
    vote = make_vote(town, publication="L0", auditor="The court of audit")
    told = town.browser().get(vote.page).text
    assert BY_ANYBODY in told
    assert BY_AUDITOR not in told

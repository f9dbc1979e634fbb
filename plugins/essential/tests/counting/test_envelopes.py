# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Each district's (category's) money pays for its own options, by every rule of budgets."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, CannotCount, Election, rule

from .elections import districts, election

BUDGET_RULES = ("greedy", "greedy-per-cost", "equal-shares", "phragmen")
WHERE = {"a": "north", "b": "north", "c": "south", "d": "south", "t": ""}
TOWN = election("approval", 100, {"a": 40, "b": 30, "c": 20, "d": 10, "t": 20})


def town(*ballots: tuple[str, str], **more: object) -> Election:
    """Ballots as (district, choices): north and south have 40, the whole town 20."""
    projects = tuple(replace(one, district=WHERE[one.id]) for one in TOWN.projects)
    cast = tuple(Ballot(tuple(choices), district=where) for where, choices in ballots)
    envelopes = {"south": 40, "": 20, "north": 40}
    return replace(TOWN, projects=projects, ballots=cast, envelopes=envelopes, envelopes_by="district", **more)


def winners(some: Election, name: str, **parameters: str) -> tuple[str, ...]:
    return rule(name, {"ties": "id", "envelopes": "district"} | parameters).count(some).winners


@pytest.mark.parametrize("name", BUDGET_RULES)
def test_each_district_pays_for_its_own(name: str) -> None:
    # Three of four voters live in the north. In one pot their a and b come before c, and d has nothing left.
    some = town(*[("north", "abt")] * 3, ("south", "cdt"))
    one_pot = set(rule(name, {"ties": "id"}).count(some).winners)
    parted = set(winners(some, name))
    assert not {"c", "d"} <= one_pot
    assert {"c", "d", "t"} <= parted
    assert len(parted & {"a", "b"}) == 1


def test_equal_shares_in_the_order_of_the_envelopes() -> None:
    # "": 20 / 4 voters = 5 each, t has 3 supporters with 15 of 20. north: 20 each, a. south: 20 each, d at 10, then c.
    some = town(("north", "a"), ("north", "at"), ("south", "cdt"), ("south", "cdt"))
    assert winners(some, "equal-shares") == ("a", "c", "d")
    everybody = town(("north", "at"), ("north", "at"), ("south", "cdt"), ("south", "cdt"))
    assert winners(everybody, "equal-shares") == ("t", "a", "c", "d")


def test_a_blank_ballot_of_a_district_is_one_of_its_voters_and_without_marks_it_is_none() -> None:
    # north: 40 for a, who are 2 voters with 20 each; a third, blank one, leaves them 80/3.
    assert "a" in winners(town(("north", "a"), ("north", "a"), ("south", "c")), "equal-shares")
    assert "a" not in winners(town(("north", "a"), ("north", "a"), ("north", ""), ("south", "c")), "equal-shares")
    assert "a" in winners(town(("", "a"), ("", "a"), ("", ""), ("", "c")), "equal-shares")


@pytest.mark.parametrize("name", BUDGET_RULES)
def test_a_voter_has_no_say_in_another_district(name: str) -> None:
    own = town(("north", "b"), ("south", "c"), ("south", "c"))
    meddling = town(("north", "b"), ("south", "ca"), ("south", "ca"))
    assert winners(meddling, name) == winners(own, name)


@pytest.mark.parametrize("name", ["equal-shares", "phragmen", "greedy"])
def test_leftovers_pay_by_the_same_rule_what_has_not_won(name: str) -> None:
    # South and the town leave all of theirs, and north what one of a and b costs less: the pool pays the other.
    some = town(*[("north", "ab")] * 4)
    supported = {"phragmen": {"unsupported": "skip"}, "greedy": {"threshold": "1"}}.get(name, {})
    assert len(winners(some, name, **supported)) == 1
    assert set(winners(some, name, leftovers="pool", **supported)) == {"a", "b"}


def test_greedy_stops_in_each_envelope_by_itself() -> None:
    # North takes a and stops at b; south goes on.
    some = town(("north", "ab"), ("north", "ab"), ("north", "a"), ("south", "cd"))
    assert winners(some, "greedy", overshoot="stop") == ("a", "c", "d", "t")


@pytest.mark.parametrize("name", BUDGET_RULES)
def test_envelopes_that_hold_more_than_the_budget_never_spend_more(name: str) -> None:
    # Amsterdam 2020 (Oost) had envelopes of 300,001 in a budget of 300,000: rounding.
    some = replace(town(("north", "a"), ("south", "cd"), ("south", "cd")), budget=65)
    chosen = rule(name, {"ties": "id", "envelopes": "district"})
    counted = chosen.count(some)
    assert counted.spent <= 65 < rule(name, {"envelopes": "district"}).count(replace(some, budget=100)).spent


@pytest.mark.parametrize("name", ["equal-shares", "phragmen"])
def test_ties_of_every_envelope_are_told_and_broken_by_its_own_votes(name: str) -> None:
    # North: a and b alike. South: c and d alike there, though d has a vote of the north as well.
    projects = tuple(replace(one, cost=20) for one in TOWN.projects)
    some = town(*[("north", "abd"), ("north", "ab")] * 2, *[("south", "cd")] * 4)
    some = replace(some, projects=tuple(replace(one, district=WHERE[one.id]) for one in projects))
    counted = rule(name, {"envelopes": "district"}).count(some, "seed")
    assert [(tie.candidates, tie.by) for tie in counted.ties[:2]] == [(("a", "b"), "lot"), (("c", "d"), "lot")]


@pytest.mark.parametrize("name", BUDGET_RULES)
def test_without_envelopes_there_is_nothing_to_count_by(name: str) -> None:
    with pytest.raises(CannotCount, match="names none"):
        winners(replace(town(("north", "a")), envelopes={}), name)


@settings(max_examples=120)
@given(districts(), st.sampled_from(BUDGET_RULES), st.sampled_from(["none", "pool"]))
def test_no_envelope_is_overdrawn(some: Election, name: str, leftovers: str) -> None:
    counted = rule(name, {"envelopes": "district", "leftovers": leftovers}).count(some, "seed")
    cost = {project.id: project for project in some.projects}
    assert len(set(counted.winners)) == len(counted.winners)
    assert counted.spent == sum(cost[one].cost for one in counted.winners) <= some.budget
    for where in {project.district for project in some.projects} if leftovers == "none" else ():
        own = sum(cost[one].cost for one in counted.winners if cost[one].district == where)
        assert own <= some.envelopes.get(where, 0)


@settings(max_examples=80)
@given(districts(), st.sampled_from(["equal-shares", "phragmen"]))
def test_an_envelope_is_an_election_of_its_own(some: Election, name: str) -> None:
    """Counted apart, with nothing of our splitting: the ballots of the north, or those who name something there."""
    marked = any(ballot.district for ballot in some.ballots)
    for where in ("north", "south"):
        projects = tuple(project for project in some.projects if project.district == where)
        names = {project.id for project in projects}
        ballots = []
        for ballot in some.ballots:
            own = tuple(choice for choice in ballot.choices if choice in names)
            if ballot.district == where if marked else own:
                ballots.append(Ballot(own, (), ballot.weight))
        alone = replace(some, projects=projects, ballots=tuple(ballots), budget=some.envelopes[where], envelopes={})
        every = rule(name, {"envelopes": "district"}).count(replace(some, budget=1000), "seed").winners
        apart = rule(name).count(alone, "seed").winners if alone.budget and names and ballots else ()
        assert tuple(one for one in every if one in names) == apart

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rules side by side: who has something of the result."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from folkmoot_essential.counting import Election, compare, rule
from folkmoot_essential.counting.comparing import Served

from .elections import districts, election


def test_greedy_and_equal_shares_side_by_side() -> None:
    # Each of 10 voters has 10. Greedy takes a alone; equal shares take b for the six and d for the four.
    some = election("approval", 100, {"a": 90, "b": 60, "d": 40}, "6: a b", "3: d", "1: ")
    some = replace(some, projects=tuple(replace(one, district="s" if one.id == "d" else "n") for one in some.projects))
    greedy, shares = compare(some, [rule("greedy", {"ties": "id"}), rule("equal-shares", {"utility": "cost"})])
    assert (greedy.outcome.winners, greedy.served) == (("a",), Served(10, 6, 6))
    assert (greedy.served.share_with_one, greedy.served.average) == (Fraction(3, 5), Fraction(3, 5))
    assert (shares.outcome.winners, shares.served) == (("b",), Served(10, 6, 6))
    assert (greedy.districts["n"].spent, greedy.districts["s"].winners, greedy.districts["n"].served) == (90, (), None)


def test_points_of_nothing_are_no_support() -> None:
    some = election("cumulative", 10, {"a": 5, "b": 5}, "1: a=5 b=0", "2: b=1 a=1")
    (found,) = compare(some, [rule("greedy")])
    assert found.served == Served(3, 3, 5)


@given(districts())
def test_voter_by_voter(some: Election) -> None:
    (found,) = compare(some, [rule("greedy", {"ties": "id"})])
    won = set(found.outcome.winners)
    each = [len(won & set(ballot.choices)) for ballot in some.ballots for _ in range(ballot.weight)]
    assert found.served == Served(len(each), sum(map(bool, each)), sum(each))
    assert sum(part.spent for part in found.districts.values()) == found.outcome.spent
    assert sorted(one for part in found.districts.values() for one in part.winners) == sorted(won)
    if any(ballot.district for ballot in some.ballots):
        for name, part in found.districts.items():
            assert part.served is not None
            assert part.served.voters == sum(ballot.weight for ballot in some.ballots if ballot.district == name)

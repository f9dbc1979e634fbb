# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""No table of voters shows a small group, or lets one be worked out from its total."""

import random

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.voting.results import beside
from folkmoot_essential.voting.results.small_cells import FEWEST, shown
from folkmoot_essential.voting.results.taking_part import turnout

COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


def hidden_of(counts: dict[str, int]) -> set[str]:
    return {key for key, count in shown(counts).items() if count is None}


@given(COUNTS)
def test_nothing_small_is_shown_and_nothing_shown_is_wrong(counts: dict[str, int]) -> None:
    found = shown(counts)
    assert list(found) == list(counts)
    for key, count in found.items():
        assert count is None or count == counts[key] >= FEWEST


@given(COUNTS)
def test_sums_leave_a_hidden_number_a_range_no_narrower_than_the_rule(counts: dict[str, int]) -> None:
    """From the total and all that is shown follows what is hidden together, and of each only that it is no more."""
    found, hidden = shown(counts), hidden_of(counts)
    rest = sum(counts.values()) - sum(count for count in found.values() if count is not None)
    least = rest if len(hidden) == 1 else 0
    if hidden and len(counts) > 1:
        assert rest - least >= FEWEST or hidden == set(counts)


@given(COUNTS)
def test_the_word_hidden_does_not_say_that_all_hidden_groups_are_small(counts: dict[str, int]) -> None:
    hidden = hidden_of(counts)
    if hidden and any(count >= FEWEST for count in counts.values()):
        assert any(counts[key] >= FEWEST for key in hidden)


@given(COUNTS)
def test_no_more_is_hidden_than_the_rule_needs(counts: dict[str, int]) -> None:
    hidden = hidden_of(counts)
    large = sorted(counts[key] for key in hidden if counts[key] >= FEWEST)
    if len(large) > 1:
        without = [counts[key] for key in hidden]
        without.remove(large[-1])
        assert len(without) < 2 or sum(without) < FEWEST
    assert all(counts[key] >= large[-1] for key in set(counts) - hidden if large)


@given(COUNTS, st.randoms())
def test_the_order_of_the_groups_does_not_matter(counts: dict[str, int], chance: random.Random) -> None:
    keys = list(counts)
    chance.shuffle(keys)
    assert shown({key: counts[key] for key in keys}) == shown(counts)


@given(st.dictionaries(st.sampled_from(["web", "desk", "paper"]), st.integers(1, 40)), COUNTS)
def test_turnout_hides_small_groups_in_each_table(channels: dict[str, int], districts: dict[str, int]) -> None:
    found = turnout({"channels": channels, "districts": districts, "voters": sum(channels.values())})
    for name, counts in (("channels", channels), ("districts", districts)):
        assert found[name] == (shown(counts) if len(counts) > 1 else {})
    assert found["hidden"] is any(None in found[name].values() for name in ("channels", "districts"))


@given(st.integers(0, 40), st.integers(0, 40))
def test_voters_with_a_winner_are_told_only_where_those_without_are_many_too(having: int, lacking: int) -> None:
    found = beside.with_one({"with_one": having, "voters": having + lacking})
    assert found == (having if min(having, lacking) >= FEWEST else None)

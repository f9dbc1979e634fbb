# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What is hidden can't be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_standard.reporting import small_numbers
from folkmoot_standard.reporting.small_numbers import PEOPLE, Veil

TABLES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12), max_size=8)


@given(TABLES)
def test_no_number_from_one_to_four_is_ever_shown(counts: dict[str, int]) -> None:
    for number in (*small_numbers.parts(counts).values(), *small_numbers.veiled(counts).values()):
        assert number.value is None or number.value == 0 or number.value >= PEOPLE


@given(TABLES)
def test_hidden_parts_together_are_no_small_number_either(counts: dict[str, int]) -> None:
    shown = small_numbers.parts(counts)
    hidden = [counts[key] for key, number in shown.items() if number.value is None]
    others = [counts[key] for key, number in shown.items() if number.value]
    if hidden and others:  # the rest of the total is known by subtraction: it must not point at persons
        assert sum(hidden) >= PEOPLE
        assert len(hidden) > 1
    assert all(number.value in (None, counts[key]) for key, number in shown.items())


@given(TABLES)
def test_subtracting_what_is_shown_from_the_total_never_fixes_a_hidden_part(counts: dict[str, int]) -> None:
    """An attacker who knows the rule: for each hidden part at least two values agree with everything that is shown."""
    shown = small_numbers.parts(counts)
    hidden = {key: number.veil for key, number in shown.items() if number.value is None}
    if not hidden or sum(counts.values()) < PEOPLE:
        return  # then the total is hidden as well
    rest = sum(counts[key] for key in hidden)
    least = {key: 1 if veil is Veil.SMALL else PEOPLE for key, veil in hidden.items()}
    most = {key: PEOPLE - 1 if veil is Veil.SMALL else rest for key, veil in hidden.items()}
    for key in hidden:
        lowest = max(least[key], rest - sum(most[other] for other in hidden if other != key))
        highest = min(most[key], rest - sum(least[other] for other in hidden if other != key))
        assert highest > lowest or _extreme(counts, hidden)


def _extreme(counts: dict[str, int], hidden: dict[str, Veil | None]) -> bool:
    """All hidden parts at the end of their range (every one 4, or 1 and the threshold): no rule without noise helps."""
    values = [counts[key] for key in hidden]
    return all(value == PEOPLE - 1 for value in values if value < PEOPLE) or all(
        value == (1 if hidden[key] is Veil.SMALL else PEOPLE) for key, value in zip(hidden, values, strict=True)
    )


def test_a_single_small_part_takes_the_next_smallest_with_it() -> None:
    shown = small_numbers.parts({"centre": 40, "harbour": 3, "north": 9, "south": 12, "empty": 0})
    assert {key: number.veil for key, number in shown.items()} == {
        "centre": None, "harbour": Veil.SMALL, "north": Veil.WITH_ANOTHER, "south": None, "empty": None,
    }  # fmt: skip


def test_ballots_have_a_threshold_of_their_own() -> None:
    assert small_numbers.single(9, small_numbers.BALLOTS).value is None
    assert small_numbers.single(10, small_numbers.BALLOTS).value == 10

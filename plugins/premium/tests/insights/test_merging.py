# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Decisions about near-duplicates, replayed; and the words in which near-duplicates differ."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plugins.premium.tests.insights.conftest import submit
from plugins.premium.tests.insights.deciding import Decided

from folkmoot.testing import Town
from folkmoot_premium.insights.merging import COMPARED, Decision, Merging, State, marked, word_for_word

ITEMS = "abcdef"


def _merge(group: str, merged: str = "") -> Decision:
    return Decision(frozenset(group), frozenset(merged))


def test_a_group_is_open_merged_partly_merged_or_rejected() -> None:
    merging = Merging.replay([_merge("ab", "ab"), _merge("cde", "cd"), _merge("fg")])
    states = [merging.state(group) for group in ("ab", "cde", "fg", "ax", "hi")]
    assert states == [State.MERGED, State.PARTLY, State.REJECTED, State.OPEN, State.OPEN]
    assert merging.together("abcdefg") == [{"a", "b"}, {"c", "d"}, {"e"}, {"f"}, {"g"}]


def test_the_last_word_counts_and_groups_that_touch_are_one() -> None:
    assert Merging.replay([_merge("ab", "ab"), _merge("bc", "bc")]).groups == (frozenset("abc"),)
    assert Merging.replay([_merge("abc", "abc"), _merge("ab")]).groups == ()
    assert Merging.replay([_merge("ab"), _merge("ab", "ab")]).groups == (frozenset("ab"),)
    assert Merging.replay([_merge("abc", "abc"), _merge("abc", "ab")]).groups == (frozenset("ab"),)


def test_a_later_run_that_finds_one_more_asks_again() -> None:
    merging = Merging.replay([_merge("ab", "ab")])
    assert merging.state("ab") == State.MERGED
    assert merging.state("abc") == State.OPEN


def test_withdrawn_ones_are_left_out_of_what_is_counted() -> None:
    merging = Merging.replay([_merge("abc", "abc")])
    assert merging.together("bcd") == [{"b", "c"}, {"d"}]


def _decision(group: int, merged: int) -> Decision | None:
    """From bits: an item is in it where its bit is set."""
    inside = frozenset(item for place, item in enumerate(ITEMS) if group >> place & 1)
    one = frozenset(item for place, item in enumerate(ITEMS) if group & merged >> place & 1)
    return Decision(inside, one if len(one) > 1 else frozenset()) if len(inside) > 1 else None


bits = st.integers(0, 2 ** len(ITEMS) - 1)
decisions = st.lists(st.tuples(bits, bits), max_size=6).map(
    lambda pairs: [told for pair in pairs if (told := _decision(*pair)) is not None]
)


@given(decisions)
@settings(max_examples=150)
def test_groups_never_overlap_and_the_last_decision_holds(told: list[Decision]) -> None:
    merging = Merging.replay(told)
    assert sum(map(len, merging.groups)) == len(frozenset().union(*merging.groups))
    assert all(len(group) > 1 for group in merging.groups)
    assert frozenset().union(*merging.together(ITEMS)) == frozenset(ITEMS)
    if told and told[-1].merged:
        assert merging.state(told[-1].merged) == State.MERGED
    if told and not told[-1].merged:
        assert not any(group & told[-1].group for group in merging.groups)


def _plainly(told: list[Decision]) -> list[frozenset[str]]:
    """The same, group by group for each decision."""
    groups: list[frozenset[str]] = []
    for one in told:
        groups = [group - (one.group - one.merged) for group in groups]
        touched = [group for group in groups if group & one.merged]
        groups = [*(group for group in groups if group not in touched), one.merged.union(*touched)]
        groups = [group for group in groups if len(group) > 1]
    return sorted(groups, key=min)


@given(decisions)
@settings(max_examples=150)
def test_replaying_many_decisions_quickly_gives_the_same_groups(told: list[Decision]) -> None:
    merging = Merging.replay(told)
    assert list(merging.groups) == _plainly(told)
    decided = frozenset[str]().union(*(one.group for one in told))
    for size in (2, 3, 4):
        for start in range(len(ITEMS) - size + 1):
            wanted = frozenset(ITEMS[start : start + size])
            state = merging.state(wanted)
            assert (state == State.MERGED) == any(wanted <= group for group in merging.groups)
            assert state != State.OPEN or not wanted <= decided


def test_word_for_word_is_whatever_case_and_stops_and_every_word_and_number() -> None:
    assert word_for_word(["More trees, please!", "more  TREES\nplease"])
    assert not word_for_word(["More trees, please!", "more trees"])
    assert word_for_word(["Plus d’arbres !", "« plus d’arbres »"])
    assert not word_for_word(["5 trees", "50 trees"])
    assert not word_for_word(["Trees 👍", "Trees 👎"])
    assert not word_for_word(["trees more", "more trees"])


def _differing(texts: list[str]) -> list[list[str]]:
    return [[piece.text.strip() for piece in pieces if piece.differs] for pieces in marked(texts)]


def test_differing_words_are_marked_whatever_their_case_and_stops() -> None:
    texts = ["More benches in the park.", "more BENCHES in the big park", "More seats in the park!"]
    assert _differing(texts) == [["benches"], ["big"], ["seats"]]


def test_what_is_the_same_has_no_marks() -> None:
    assert _differing(["Benches, please.", "benches please"]) == [[], []]
    assert _differing(["", ""]) == [[], []]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
@settings(max_examples=100)
def test_the_pieces_are_the_text(texts: list[str]) -> None:
    assert ["".join(piece.text for piece in pieces) for pieces in marked(texts)] == [text.strip() for text in texts]


def test_of_long_texts_the_beginning_is_compared() -> None:
    pieces = marked(["same " * COMPARED + "first", "same " * COMPARED + "second"])
    assert [one.text.endswith(" …") for one in (pieces[0][-1], pieces[1][-1])] == [True, True]
    assert not any(piece.differs for some in pieces for piece in some)


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """A finished analysis."""
    return Decided(licensed_town)


def _decide(made: Decided, do: str, *items: str, group: int = 1, run: int = 1) -> Any:
    fields = [("do", do), ("group", str(group)), ("run", str(run)), *(("items", one) for one in items)]
    return made.post("duplicates", fields)


def _states(made: Decided) -> list[str]:
    page = made.browser().get(made.url("duplicates"))
    return [one.get_text(strip=True) for one in page.html.select("section.panel h2 .badge")]


def test_groups_are_shown_with_their_likeness_and_what_differs(made: Decided) -> None:
    page = made.browser().get(made.url("duplicates"))
    assert [one.get_text() for one in page.html.select("mark")] == ["all", "us"]
    page.mustcontain("95 % alike", "90 % alike")
    assert _states(made) == ["Not decided", "Not decided"]


def test_merging_rejecting_and_taking_back(made: Decided) -> None:
    _decide(made, "merge", made.item(0), made.item(1))
    _decide(made, "reject", group=2)
    assert sorted(_states(made)) == ["Not the same", "One idea"]
    numbers = made.browser().get(made.url("dossier.json")).json["numbers"]
    assert (numbers["groups"], numbers["groups_decided"], numbers["groups_merged"]) == (2, 2, 1)
    assert (numbers["texts"], numbers["different"]) == (7, 6)
    assert made.execute("SELECT count(*) AS n FROM contribution WHERE published_at IS NOT NULL")[0].n == 6
    made.post("duplicates", [("do", "undo"), ("number", "2")])
    pressed_twice = made.post("duplicates", [("do", "undo"), ("number", "2")])
    pressed_twice.follow().mustcontain("that decision isn’t the last one any more")
    assert sorted(_states(made)) == ["Not decided", "One idea"]
    made.post("duplicates", [("do", "undo"), ("number", "1")])
    assert _states(made) == ["Not decided", "Not decided"]


def test_decisions_hold_for_later_runs(made: Decided) -> None:
    _decide(made, "merge", made.item(0), made.item(1))
    made.analyse_again()
    assert sorted(_states(made)) == ["Not decided", "One idea"]


def test_a_merge_needs_two_and_a_group_as_it_was_looked_at(made: Decided) -> None:
    _decide(made, "merge", made.item(0)).follow().mustcontain("Tick at least two")
    _decide(made, "merge", made.item(0), made.item(5)).follow().mustcontain("Tick at least two")
    _decide(made, "merge", made.item(0), made.item(1), run=7).follow().mustcontain("no longer there")
    _decide(made, "merge", made.item(0), made.item(1), group=77).follow().mustcontain("no longer there")
    assert made.execute("SELECT count(*) AS n FROM insights_merge")[0].n == 0


def test_of_two_who_decide_on_a_group_the_second_is_told(made: Decided) -> None:
    mine, theirs = (made.browser().get(made.url("duplicates")) for _ in range(2))
    submit(theirs, "The ticked ones are one idea")
    submit(mine, "Not the same").follow().mustcontain("Somebody else has decided on this group meanwhile")
    assert sorted(_states(made)) == ["Not decided", "One idea"]
    page = made.browser().get(made.url("duplicates?state=merged"))
    submit(page, "Not the same").follow().mustcontain("they are different ideas")


def test_a_withdrawn_text_leaves_its_group(made: Decided) -> None:
    with made.town.session() as db:
        made.forum.contributions.withdraw(db, made.posted[0].id, made.people["Anna"].id, made.now())
    assert len(_states(made)) == 1
    page = made.browser().get(made.url("duplicates"))
    assert "They give shade." not in page.text


def test_a_merged_group_becomes_a_sheet(made: Decided) -> None:
    _decide(made, "merge", made.item(0), made.item(1))
    page = made.browser().get(made.url("duplicates"))
    form = next(form for form in page.forms.values() if form.action.endswith("/sheets"))
    form.submit()
    (told,) = made.told()
    assert (told["origin"], told["different"], len(told["sources"])) == ("duplicates", 1, 2)
    assert told["supporters"]["people"] == 3


def _alike(made: Decided, *pairs: tuple[int, int]) -> None:
    """Make the texts of pairs the same word for word, as the run would have found them."""
    for one, other in pairs:
        made.execute(
            "UPDATE contribution c SET title = upper(o.title), body = o.body || ' !' FROM contribution o"
            " WHERE c.id = :other AND o.id = :one", one=made.posted[one].id, other=made.posted[other].id,
        )  # fmt: skip
    made.execute("UPDATE insights_nearly_same SET score = 1")


def _decide_all(page: Any) -> Any:
    return next(one for one in page.forms.values() if "seen" in one.fields).submit()


def test_all_groups_that_are_alike_word_for_word_are_decided_and_taken_back_as_one(made: Decided) -> None:
    _alike(made, (0, 1), (3, 4))
    _decide(made, "reject", group=1)
    made.post("duplicates", [("do", "undo"), ("number", "1")])
    page = made.browser().get(made.url("duplicates"))
    assert "In 2 groups that wait for a decision" in page
    page = page.click("Look at them, and decide on all at once")
    assert len(page.html.select("section.panel")) == 2
    assert "Each of these 2 groups is one idea" in page
    done = _decide_all(page).follow()
    assert "Kept: 2 groups are one idea each." in done
    assert "Last decision: 2 groups are one idea each" in done
    assert _states(made) == ["One idea", "One idea"]
    kept = made.execute("SELECT number, act, candidates = merged AS whole FROM insights_merge ORDER BY number")
    assert [tuple(one) for one in kept] == [(1, 1, True), (2, 1, True)]
    assert "No group that waits" in made.browser().get(made.url("duplicates?alike=yes"))
    written = made.execute("SELECT details FROM audit_entry WHERE verb = 'insights.duplicates-decided' ORDER BY serial")
    assert (written[-1].details["groups"], written[-1].details["texts"]) == (2, 4)
    made.post("duplicates", [("do", "undo"), ("number", "1")]).follow().mustcontain("isn’t the last one any more")
    made.post("duplicates", [("do", "undo"), ("number", "2")])
    assert _states(made) == ["Not decided", "Not decided"]
    assert made.one("SELECT count(*) FROM insights_merge") == 0


def test_all_at_once_holds_for_what_was_looked_at_and_only_for_the_same_words(made: Decided) -> None:
    _alike(made, (0, 1))
    page = made.browser().get(made.url("duplicates?alike=yes"))
    assert "This 1 group is one idea" in page
    made.execute("UPDATE contribution SET body = 'No, no trees.' WHERE id = :id", id=made.posted[1].id)
    assert "these groups have changed meanwhile" in _decide_all(page).follow()
    made.post("duplicates", [("do", "alike")]).follow().mustcontain("these groups have changed meanwhile")
    assert made.one("SELECT count(*) FROM insights_merge") == 0


def test_groups_are_filtered_by_how_alike_they_are(made: Decided) -> None:
    headings = [
        [one["id"] for one in made.browser().get(made.url(f"duplicates{query}")).html.select("section h2")]
        for query in ("", "?least=95", "?least=99", "?least=nonsense&state=rejected")
    ]
    assert headings == [["group-2", "group-1"], ["group-2"], [], []]
    page = made.browser().get(made.url("duplicates?least=95"))
    assert all("least=95" in one["href"] for one in page.html.select("nav.seg a, .seg a"))

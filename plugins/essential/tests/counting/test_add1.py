# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""add1 skips steps that it proves to change nothing: it must end where running every single step ends."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, BallotKind, CannotCount, Election, Project, read, rule
from folkmoot_essential.counting.shares import add1 as completion
from folkmoot_essential.counting.shares.add1 import add1, first_that_may_be_last, is_exhaustive, share_of
from folkmoot_essential.counting.shares.equal_shares import ask
from folkmoot_essential.counting.shares.outlook import Outlook
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.shares.run import Run
from folkmoot_essential.counting.shares.trial import Trial
from folkmoot_essential.counting.ties import Ties

from .elections import election

MOST = 400


@st.composite
def finely(draw: st.DrawFn, kind: str) -> Election:
    """Elections with much smaller units than costs, and with equal costs, so that steps are many and ties too."""
    names = "abcdefgh"[: draw(st.integers(2, 8))]
    scale = draw(st.sampled_from([1, 10, 60]))
    costs = [draw(st.integers(1, 6)) * scale + draw(st.sampled_from([0, 0, 1])) for _ in names]
    choices = st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=5)
    ballots = []
    for chosen in draw(st.lists(choices, min_size=2, max_size=12)):
        points = tuple(draw(st.integers(0, 5)) for _ in chosen) if kind == "cumulative" else ()
        ballots.append(Ballot(tuple(chosen), points, draw(st.integers(1, 3))))
    projects = tuple(Project(name, cost=cost) for name, cost in zip(names, costs, strict=True))
    unit = draw(st.sampled_from([1, 1, 3]))
    return Election(BallotKind(kind), projects, tuple(ballots), draw(st.integers(1, sum(costs))), unit)


def run(some: Election, question: Question, extra: int, ahead: int = 0) -> Run:
    share = share_of(some, extra)
    return Run(question, share, Ties("id", "", {}, {}), steps_ahead=ahead, unit=some.unit).go()


def trial(some: Election, question: Question, extra: int, ahead: int, outlook: Outlook) -> Trial:
    ties = Ties("id", "", {}, {})
    step = Trial(question, share_of(some, extra), ties, steps_ahead=ahead, unit=some.unit, outlook=outlook)
    step.go()
    return step


def is_last(some: Election, question: Question, step: Run, exhaustive: bool) -> bool:
    """Whether no further step is tried; one that overspends is one too many."""
    everything = len(step.winners) == len(question.eligible)
    return step.spent > some.budget or everything or (exhaustive and is_exhaustive(some, step))


def step_by_step(some: Election, question: Question, exhaustive: bool) -> tuple[int | None, list[list[int]]]:
    """The definition: one unit more, and again. None when it doesn't end soon. And the winners of every step."""
    seen: list[list[int]] = []
    for extra in range(MOST):
        one = run(some, question, extra)
        seen.append(one.winners)
        if is_last(some, question, one, exhaustive):
            return max(extra - 1, 0) if one.spent > some.budget else extra, seen
    return None, seen


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from(["cost", "cardinality", "points"]), st.booleans())
def test_it_ends_at_the_same_step_as_one_unit_at_a_time(data: st.DataObject, utility: str, exhaustive: bool) -> None:
    some = data.draw(finely("cumulative" if utility == "points" else "approval"))
    question = ask(some, utility, 0)
    wanted, seen = step_by_step(some, question, exhaustive)
    if wanted is not None:
        assert add1(some, question, Ties("id", "", {}, {}), exhaustive) == (wanted, len(seen))


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(["cost", "points"]), st.sampled_from([1, 4, 50]))
def test_what_a_run_says_of_further_steps_is_true(data: st.DataObject, utility: str, ahead: int) -> None:
    some = data.draw(finely("cumulative" if utility == "points" else "approval"))
    question = ask(some, utility, 0)
    _, every = step_by_step(some, question, exhaustive=True)
    for extra in range(0, len(every), 1 + len(every) // 5):
        one = run(some, question, extra, ahead)
        assert 0 <= one.holds <= ahead
        assert all(winners == one.winners for winners in every[extra : extra + one.holds + 1])


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["cost", "points"]), st.booleans())
def test_no_step_before_the_first_that_may_be_last_is_the_last(data: st.DataObject, utility: str, whole: bool) -> None:
    some = data.draw(finely("cumulative" if utility == "points" else "approval"))
    question = ask(some, utility, 0)
    first = first_that_may_be_last(some, question, Outlook(some.budget, whole))
    for extra in range(min(first, MOST)):
        assert not is_last(some, question, run(some, question, extra), whole)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["cost", "points"]), st.booleans(), st.sampled_from([0, 1, 4, 50]))
def test_a_run_that_ends_early_says_truly_that_no_step_until_then_is_the_last(
    data: st.DataObject, utility: str, whole: bool, ahead: int
) -> None:
    some = data.draw(finely("cumulative" if utility == "points" else "approval"))
    question = ask(some, utility, 0)
    _, every = step_by_step(some, question, whole)
    for extra in range(0, len(every), 1 + len(every) // 5):
        after = data.draw(st.integers(0, 3))
        one = trial(some, question, extra, ahead, Outlook(some.budget, whole, after))
        assert -1 <= one.not_last <= ahead
        assert one.winners == every[extra][: len(one.winners)]
        for further in range(extra, extra + one.not_last + 1):
            assert not is_last(some, question, run(some, question, further), whole)


def test_a_run_ends_as_soon_as_it_is_known_not_to_be_the_last() -> None:
    # each has 100: c's only voter can't pay it, nor e's, so at most a, b and d win, and c fits beside them
    costs = {"a": 100, "b": 300, "c": 400, "d": 100, "e": 900}
    some = election("approval", 1_000, costs, "4: a", "4: b", "1: c", "1: e")
    question = ask(some, "cost", 0)
    one = trial(some, question, 0, 0, Outlook(some.budget, exhaustive=True))
    assert (one.winners, one.not_last) == ([], 0)
    late = trial(some, question, 0, 0, Outlook(some.budget, exhaustive=True, after=1))
    assert (len(late.winners), late.not_last) == (1, 0)
    assert trial(some, question, 0, 10, Outlook(some.budget, exhaustive=True)).not_last == 10


def test_steps_in_which_no_more_than_the_budget_can_be_paid_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    few = election("approval", 1_000, {"a": 400, "b": 500, "c": 600}, "6: a", "3: b", "1: c")
    runs = counting_runs(monkeypatch)
    counted = rule("equal-shares", {"completion": "add1"}).count(few)
    # a and b fit the budget; c's only voter has its cost after 500 units, and then it's too much
    assert first_that_may_be_last(few, ask(few, "cost", 0), Outlook(1_000, exhaustive=False)) == 500
    assert (counted.winners, counted.trace[0]["added"], counted.trace[0]["runs"]) == (("a", "b"), "499", 501)
    assert len(runs) <= 2


def counting_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with every run."""
    runs: list[int] = []
    go = Run.go

    def noted(self: Run) -> Run:
        runs.append(self.steps_ahead)
        return go(self)

    monkeypatch.setattr(Run, "go", noted)
    return runs


def test_what_few_want_dearly_takes_few_runs_and_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = counting_runs(monkeypatch)
    lonely = election("approval", 100_000_000, {"a": 90_000_000, "b": 1}, "1: a", "9: b")
    counted = rule("equal-shares", {"completion": "add1"}).count(lonely)
    assert set(counted.winners) == {"a", "b"}
    assert counted.trace[0]["added"] == str(80_000_000)
    assert counted.trace[0]["runs"] == 80_000_001
    assert len(runs) < 100


def shared() -> Election:
    """Two of three projects fit the budget, and each is paid by the same voters: nothing tells when a third is."""
    return election("approval", 100_000_000, {"a": 50_000_000, "b": 50_000_000, "c": 50_000_000}, "10: a b c")


def test_steps_with_the_same_winners_are_not_run_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = counting_runs(monkeypatch)
    counted = rule("equal-shares", {"completion": "add1", "ties": "id"}).count(shared())
    assert (counted.winners, counted.trace[0]["added"]) == (("a", "b"), str(5_000_000 - 1))
    assert 5 < len(runs) < 100


def test_an_end_is_promised_by_the_number_of_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "MOST_RUNS", 5)
    with pytest.raises(CannotCount, match="5 counts"):
        rule("equal-shares", {"completion": "add1", "ties": "id"}).count(shared())


@pytest.mark.real_data
def test_a_currency_of_small_units_is_counted_to_the_end(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """42,459 steps of one forint: the last that fits, and what a thousand steps in the middle say one by one."""
    some = read(shared_data / "pb" / "instances" / "Hungary_Budapest_2025_XI_Ujbuda.pb").election
    question, runs = ask(some, "cost", 0), counting_runs(monkeypatch)
    extra, _runs = add1(some, question, Ties("id", "", {}, {}), exhaustive=False)
    assert len(runs) < 1_000
    assert run(some, question, extra).spent <= some.budget < run(some, question, extra + 1).spent
    one = run(some, question, 20_000, ahead=100)
    assert all(run(some, question, 20_000 + more).winners == one.winners for more in range(0, one.holds + 1, 9))
    assert one.holds > 0

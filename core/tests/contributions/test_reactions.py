# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reactions: one a person, counted from rows, capped also when a person's reactions come at once."""

import datetime
import threading
import uuid
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from folkmoot.audit.models import Activity
from folkmoot.contributions.interfaces import Counts, ReactionMode, ReactionRules
from folkmoot.contributions.tables import reaction
from folkmoot.security.refusals import Refusal
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)
BOTH = ReactionRules(ReactionMode.LIKES_AND_DISLIKES)


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Run something in many threads that all start together."""
    gate = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = act(number)
        except Exception as error:  # noqa: BLE001  # the test looks at it
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def react(forum: Forum, number: int, account_id: uuid.UUID, value: int, rules: ReactionRules = BOTH) -> Any:
    """One reaction in a transaction of its own."""
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, number)
        return forum.reactions.react(db, row, account_id, value, rules, NOW)


def test_giving_changing_and_taking_back(forum: Forum) -> None:
    person, posted = forum.town.account(), forum.post(None)
    assert react(forum, posted.number, person.id, 1) == Counts(1, 0, 1)
    assert react(forum, posted.number, person.id, 1) == Counts(1, 0, 1)
    assert react(forum, posted.number, person.id, -1) == Counts(0, 1, -1)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        assert forum.reactions.mine(db, [posted.id], person.id) == {posted.id: -1}
        assert forum.reactions.withdraw(db, row, person.id, NOW) == Counts(0, 0, None)
        assert forum.reactions.withdraw(db, row, person.id, NOW) == Counts(0, 0, None)
        verbs = db.scalars(select(Activity.verb).where(Activity.account_id == person.id).order_by(Activity.id)).all()
    assert verbs == ["liked", "disliked", "reaction-withdrawn"]


def test_modes_say_what_is_possible(forum: Forum) -> None:
    person, posted = forum.town.account(), forum.post(None)
    for rules, value in ((ReactionRules(ReactionMode.DISABLED), 1), (ReactionRules(ReactionMode.LIKES), -1), (BOTH, 0)):
        refused = react(forum, posted.number, person.id, value, rules)
        assert isinstance(refused, Refusal)
        assert refused.code == "reaction-not-allowed"


def test_two_hundred_equal_reactions_at_once_leave_one(forum: Forum) -> None:
    person, posted = forum.town.account(), forum.post(None)
    results: list[Any] = []
    for _ in range(10):
        results += at_once(20, lambda _n: react(forum, posted.number, person.id, 1))
    assert set(results) == {Counts(1, 0, 1)}
    with forum.town.session() as db:
        assert db.scalar(select(func.count()).select_from(reaction)) == 1
        assert db.scalar(select(func.count()).where(Activity.verb == "liked")) == 1


def test_fifty_people_at_once_lose_none(forum: Forum) -> None:
    people, posted = [forum.town.account() for _ in range(50)], forum.post(None)
    capped = ReactionRules(like_cap=10)
    for start in (0, 25):
        results = at_once(25, lambda n, s=start: react(forum, posted.number, people[s + n].id, 1, capped))
        assert all(isinstance(result, Counts) for result in results), results
    with forum.town.session() as db:
        assert forum.reactions.counts(db, posted.id).likes == 50


def test_a_cap_holds_when_one_person_reacts_everywhere_at_once(forum: Forum) -> None:
    person = forum.town.account()
    posted = [forum.post(None) for _ in range(15)]
    rules = ReactionRules(like_cap=10)
    results = at_once(15, lambda n: react(forum, posted[n].number, person.id, 1, rules))
    codes = sorted(result.code if isinstance(result, Refusal) else "given" for result in results)
    assert codes == ["given"] * 10 + ["reaction-cap-reached"] * 5
    with forum.town.session() as db:
        assert forum.reactions.left(db, forum.phase.id, person.id, rules) == (0, None)


def test_a_cap_counts_each_kind_and_each_phase_by_itself(forum: Forum) -> None:
    person = forum.town.account()
    other = forum.town.phase(forum.project, forum.method)
    here, there = [forum.post(None) for _ in range(3)], forum.post(None, phase=other)
    rules = ReactionRules(ReactionMode.LIKES_AND_DISLIKES, like_cap=1, dislike_cap=1)
    assert react(forum, here[0].number, person.id, 1, rules) == Counts(1, 0, 1)
    assert react(forum, here[1].number, person.id, -1, rules) == Counts(0, 1, -1)
    assert react(forum, here[2].number, person.id, 1, rules).code == "reaction-cap-reached"
    assert react(forum, here[1].number, person.id, 1, rules).code == "reaction-cap-reached"
    assert react(forum, here[0].number, person.id, 1, rules) == Counts(1, 0, 1)
    assert react(forum, there.number, person.id, 1, rules) == Counts(1, 0, 1)


steps = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3), st.sampled_from([1, -1, 0])), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=steps, like_cap=st.one_of(st.none(), st.integers(1, 3)), dislike_cap=st.one_of(st.none(), st.integers(1, 2))
)
def test_any_walk_of_reactions_ends_as_a_plain_model_says(
    forum: Forum, steps: list[tuple[int, int, int]], like_cap: int | None, dislike_cap: int | None
) -> None:
    people = [forum.town.account() for _ in range(2)]
    phase = forum.town.phase(forum.project, forum.method)
    posted = [forum.post(None, phase=phase) for _ in range(4)]
    rules = ReactionRules(ReactionMode.LIKES_AND_DISLIKES, like_cap, dislike_cap)
    model: dict[tuple[int, int], int] = {}
    with forum.town.session() as db:
        rows = [forum.contributions.by_number(db, one.number) for one in posted]
        for who, what, value in steps:
            if value == 0:
                model.pop((who, what), None)
                forum.reactions.withdraw(db, rows[what], people[who].id, NOW)
                continue
            used = sum(1 for (p, w), v in model.items() if p == who and w != what and v == value)
            allowed = rules.cap(value) is None or used < (rules.cap(value) or 0)
            result = forum.reactions.react(db, rows[what], people[who].id, value, rules, NOW)
            assert isinstance(result, Counts) == allowed
            if allowed:
                model[who, what] = value
        for what, one in enumerate(posted):
            counts = forum.reactions.counts(db, one.id)
            given_here = [value for (_p, w), value in model.items() if w == what]
            assert (counts.likes, counts.dislikes) == (given_here.count(1), given_here.count(-1))

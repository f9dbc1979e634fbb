# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Elections written as Pabulib files come back equal, also as other programs read them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, BallotKind, Election, Limits, Project, names, read, read_bytes, rule
from folkmoot_essential.counting.declared import Undeclared, declared
from folkmoot_essential.counting.writing.pabulib import Unwritable, canonical, clean, write

from .elections import budgets, election

AWKWARD = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from(';,"\n\r\t\\ \x00\x85\u2028#é漢'), max_size=8
)
IDS = st.text(st.sampled_from("ab1;\"#é \\|='"), min_size=1, max_size=4).filter(lambda one: one == clean(one))


@st.composite
def anything(draw: st.DrawFn) -> Election:
    """Elections of every kind, with awkward words and every rule of ballots."""
    kind = draw(st.sampled_from(list(BallotKind)))
    ids = draw(st.lists(IDS, unique=True, min_size=1, max_size=4))
    money, few = st.integers(0, 10_000_000), st.none() | st.integers(0, 9)
    by = draw(st.sampled_from(["category", "district"]))
    groups = draw(st.lists(AWKWARD.map(clean), unique=True, max_size=3))
    place = st.sampled_from(["", *groups])
    projects = tuple(
        Project(one, draw(AWKWARD), draw(money), draw(place), draw(place), draw(AWKWARD), draw(AWKWARD)) for one in ids
    )
    ballots = []
    for chosen in draw(st.lists(st.lists(st.sampled_from(ids), unique=True), max_size=6)):
        pointed = kind in (BallotKind.CUMULATIVE, BallotKind.SCORE)
        points = tuple(draw(st.integers(0, 9)) for _ in chosen) if pointed else ()
        ballots.append(Ballot(tuple(chosen), points, draw(st.integers(1, 3)), draw(place)))
    limits = Limits(min_length=draw(few), min_sum_points=0, min_sum_cost=draw(st.none() | money))
    envelopes = {name: draw(money) for name in groups}
    per = {name: Limits(min_length=draw(few), min_sum_cost=draw(st.none() | money)) for name in groups[:1]}
    return Election(
        kind, projects, tuple(ballots), draw(money), draw(st.sampled_from([1, 100, 1000])), draw(AWKWARD.map(clean)),
        limits, envelopes, {"description": draw(AWKWARD.map(clean)), "unit": "Bürgel"}, by,
        {name: one for name, one in per.items() if any(value is not None for value in vars(one).values())},
    )  # fmt: skip


def same(one: Election, other: Election) -> None:
    """All that a rule may look at, and what was said of it."""
    texts = [replace(p, name=clean(p.name), category=clean(p.category), district=clean(p.district),
                     exclusive=clean(p.exclusive), selected=clean(p.selected)) for p in one.projects]  # fmt: skip
    assert list(other.projects) == texts
    assert canonical(other) == canonical(one)
    for name in ("kind", "budget", "unit", "currency", "limits"):
        assert getattr(other, name) == getattr(one, name), name
    assert dict(other.envelopes) == dict(one.envelopes)
    assert not one.envelopes or other.envelopes_by == one.envelopes_by
    assert {name: limits for name, limits in other.category_limits.items() if limits != Limits()} == one.category_limits
    assert {key: other.metadata.get(key) for key in one.metadata} == dict(one.metadata)


@settings(max_examples=150)
@given(anything())
def test_what_is_written_is_read_back(some: Election) -> None:
    text = write(some)
    reading = read_bytes("x.pb", text.encode())
    assert {problem.code for problem in reading.problems} <= {"length-too-small", "cost-too-small", "other-district"}
    same(some, reading.election)
    assert write(reading.election) == text


@given(budgets(), st.randoms())
def test_the_file_depends_on_content_alone(some: Election, chance: object) -> None:
    ballots = [one._replace(weight=1) for one in some.ballots for _ in range(one.weight)]
    chance.shuffle(ballots)  # type: ignore[attr-defined]
    ballots = [one._replace(choices=tuple(reversed(one.choices))) for one in ballots]
    assert write(replace(some, ballots=tuple(ballots))) == write(some)
    assert write(some).endswith(f"\n{some.voters};{','.join(canonical(some)[-1].choices)}\n")


@pytest.mark.parametrize(
    ("name", "parameters", "wanted"),
    [
        ("greedy", {}, "greedy"),
        ("greedy", {"overshoot": "stop"}, "greedy-no-skip"),
        ("greedy", {"threshold": "2"}, "greedy-threshold"),
        ("greedy", {"score": "votes-per-cost"}, "folkmoot/greedy"),
        ("equal-shares", {}, "equalshares"),
        ("equal-shares", {"completion": "add1"}, "equalshares/add1"),
        ("equal-shares", {"completion": "add1-exhaustive", "ties": "id"}, "equalshares/add1e"),
        ("equal-shares", {"completion": "add1-utilitarian"}, "folkmoot/equal-shares"),
        ("phragmen", {}, "folkmoot/phragmen"),
    ],
)
def test_the_rule_is_declared_for_us_and_where_it_has_a_name_for_others(
    name: str, parameters: dict[str, str], wanted: str
) -> None:
    some = election("approval", 100, {"a": 60, "b": 50}, "2: a b", "1: b")
    some = replace(some, metadata={"rule": "greedy", "min_project_score_threshold": "7", "comment": "#1: Old."})
    chosen = rule(name, parameters)
    again = read_bytes("x.pb", write(some, chosen, ["b"]).encode()).election
    assert again.metadata["rule"] == wanted
    assert declared(again, {}) == chosen
    assert again.metadata["comment"].startswith("#1: Old. #2: Counted by ")
    assert chosen.hash in again.metadata["comment"]
    assert [project.selected for project in again.projects] == ["0", "1"]
    assert write(again, chosen, ["b"]) == write(some, chosen, ["b"])


def test_every_rule_is_read_back() -> None:
    some = election("approval", 100, {"a": 60}, "2: a")
    for name in names():
        again = read_bytes("x.pb", write(some, rule(name, {"ties": "id"})).encode()).election
        assert declared(again, {}).hash == rule(name, {"ties": "id"}).hash
        assert declared(again, {"ties": "cost-votes-lot"}).hash == rule(name).hash


@pytest.mark.parametrize(
    "said", ["greedy/2 ties=id", "schulze/1", "greedy", "greedy/1 speed=high", "greedy/1 ties", ""]
)
def test_a_rule_that_is_not_known_is_never_counted_as_another(said: str) -> None:
    some = replace(election("approval", 100, {"a": 60}), metadata={"rule": "greedy", "folkmoot_rule": said})
    with pytest.raises(Undeclared):
        declared(some, {})


@pytest.mark.parametrize("one", ["", "a,b", " a", "a\nb", "a\x00"])
def test_ids_that_the_format_cannot_say_are_refused(one: str) -> None:
    with pytest.raises(Unwritable):
        write(replace(election("approval", 1, {}), projects=(Project(one),)))
    with pytest.raises(Unwritable):
        write(replace(election("approval", 1, {"a": 1}), unit=7))


def test_other_programs_find_what_they_look_for() -> None:
    text = write(election("cumulative", 100, {"a": 60, "b": 50}, "2: a=3 b=1", "1: b=4"), rule("greedy"), ["b"])
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    titles = [number for number, row in enumerate(rows) if row[0] in ("META", "PROJECTS", "VOTES")]
    assert [rows[number + 1][0] for number in titles] == ["key", "project_id", "voter_id"]
    meta = dict(row[:2] for row in rows[2 : titles[1]])
    assert (meta["num_votes"], meta["num_projects"], meta["vote_type"]) == ("3", "2", "cumulative")
    assert rows[titles[1] + 2] == ["a", "60", "2", "6", "", "0"]
    assert rows[titles[2] + 2 :] == [["1", "a,b", "3,1"], ["2", "a,b", "3,1"], ["3", "b", "4"]]


@pytest.mark.real_data
def test_real_files_come_back_and_count_alike(shared_data: Path) -> None:
    for path in sorted((shared_data / "pb" / "instances").glob("*.pb")):
        some = read(path).election
        again = read_bytes("x.pb", write(some).encode()).election
        same(some, again)
        for chosen in (rule("greedy"), rule("equal-shares")):
            assert chosen.count(again, "seed") == chosen.count(some, "seed")

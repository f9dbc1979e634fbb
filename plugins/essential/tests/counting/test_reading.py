# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files of ballots: what is wrong is reported with its line, and nothing makes a traceback."""

import gzip
import io
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import CannotCount, Reading, Unreadable, explain, read, read_bytes, rule
from folkmoot_essential.counting.amounts import decimal, money
from folkmoot_essential.counting.declared import Undeclared, declared
from folkmoot_essential.counting.reading import opening
from folkmoot_essential.counting.tallies import votes

HEAD = "META\nkey;value\nbudget;100\nvote_type;approval\nmax_length;2\nPROJECTS\nproject_id;cost\n"
PLAIN = HEAD + "a;60\nb;50\nVOTES\nvoter_id;vote\n"


def pb(text: str) -> Reading:
    return read_bytes("x.pb", text.encode())


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in reading.problems]


def test_a_plain_file() -> None:
    reading = pb(PLAIN + "1;a,b\n2;b\n3;a,b\n")
    assert reading.problems == ()
    assert [(ballot.choices, ballot.weight) for ballot in reading.election.ballots] == [(("a", "b"), 2), (("b",), 1)]
    assert (reading.election.budget, reading.election.unit) == (100, 1)


@pytest.mark.parametrize(
    ("ballots", "wanted", "counted"),
    [
        ("1;a,a\n", [(12, "project-twice")], {"a": 1, "b": 0}),
        ("1;a,zz\n", [(12, "unknown-project")], {"a": 1, "b": 0}),
        ("1;a\n1;b\n", [(13, "duplicate-ballot")], {"a": 1, "b": 0}),
        ("1\n2;b\n", [(12, "short-line")], {"a": 0, "b": 1}),
        ("1;\n2;b\n", [], {"a": 0, "b": 1}),
    ],
)
def test_ballots_that_are_not_as_they_should_be(
    ballots: str, wanted: list[tuple[int, str]], counted: dict[str, int]
) -> None:
    reading = pb(PLAIN + ballots)
    assert told(reading) == wanted
    assert votes(reading.election) == counted


def test_a_ballot_over_its_limits_is_not_counted_and_one_below_is() -> None:
    reading = pb(PLAIN.replace("max_length;2", "max_length;1\nmin_length;1") + "1;a,b\n2;b\n3;\n")
    assert told(reading) == [(13, "length-too-large"), (15, "length-too-small")]
    assert (votes(reading.election), reading.election.voters) == ({"a": 0, "b": 1}, 2)


def test_projects_and_numbers_that_cannot_be_read() -> None:
    reading = pb(HEAD.replace("max_length;2", "max_length;two") + "a;x\nb;50\nb;9\n;3\nVOTES\nvoter_id;vote\n1;a,b\n")
    assert told(reading) == [(5, "bad-number"), (8, "bad-number"), (10, "duplicate-project"), (11, "bad-id")]
    assert votes(reading.election) == {"b": 1}


def test_unknown_sections_and_other_numbers_are_told() -> None:
    reading = pb(PLAIN.replace("META\n", "NOTES\nwhatever\nMETA\n").replace("budget", "num_votes;7\nbudget") + "1;a\n")
    assert told(reading) == [(1, "unknown-section"), (5, "other-number")]


def test_rules_of_ballots_that_are_not_known_are_told() -> None:
    reading = pb(PLAIN.replace("max_length;2", "max_points_per_category;2,3") + "1;a\n")
    assert told(reading) == [(5, "limit-not-checked")]


PARTED = (
    "META\nkey;value\nbudget;100\nvote_type;approval\ncategories;x,y\nbudget_per_category;70,30.50\n{}PROJECTS\n"
    "project_id;cost;category\na;60;x\nb;50;x\nc;30;y\nd;5;y\nVOTES\nvoter_id;vote\n1;a,b,c\n2;c,d\n3;d\n"
)


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ("max_length_per_category;1\n", [(16, "length-too-large"), (17, "length-too-large")]),
        ("max_length_per_category;1,2\n", [(16, "length-too-large")]),
        ("min_length_per_category;1,0\n", [(17, "length-too-small"), (18, "length-too-small")]),
        ("max_sum_cost_per_category;70,30.50\n", [(16, "cost-too-large"), (17, "cost-too-large")]),
        ("max_sum_cost_per_category;70,30.50,1\n", [(7, "bad-number")]),
        ("max_sum_cost_per_category;110,lots\n", [(7, "bad-number")]),
    ],
)
def test_ballots_are_held_against_the_rules_of_each_category(rules: str, wanted: list[tuple[int, str]]) -> None:
    reading = pb(PARTED.format(rules))
    assert told(reading) == wanted
    not_counted = sum("too-large" in code for _, code in wanted)
    assert reading.election.voters == 3 - not_counted
    assert reading.election.envelopes == {"x": 7000, "y": 3050}


@pytest.mark.parametrize(("names", "amounts", "column"), [
    ("neighborhoods", "budget_per_neighborhood", "neighborhood"), ("districts", "budget_per_district", "district"),
])  # fmt: skip
def test_envelopes_of_districts(names: str, amounts: str, column: str) -> None:
    text = (
        f'META\nkey;value\nbudget;100\nvote_type;approval\n{names};"""Old, North"",South"\n{amounts};70,30\nPROJECTS\n'
        f"project_id;cost;{column}\na;60;Old, North\nb;30;South\nVOTES\nvoter_id;vote;{column}\n1;a;Old, North\n2;b;\n"
    )
    election = pb(text).election
    assert (election.envelopes, election.envelopes_by) == ({"Old, North": 70, "South": 30}, "district")
    assert [project.district for project in election.projects] == ["Old, North", "South"]
    assert [ballot.district for ballot in election.ballots] == ["Old, North", ""]


def test_a_choice_in_another_district_is_told_and_does_not_count() -> None:
    text = (
        "META\nkey;value\nbudget;100\nvote_type;approval\ndistricts;n,s\nbudget_per_district;50,50\nPROJECTS\n"
        "project_id;cost;district\na;50;n\nb;50;s\nt;9;\nVOTES\nvoter_id;vote;district\n1;a,b,t;n\n2;b,t;s\n3;a,b;\n"
    )
    reading = pb(text)
    assert told(reading) == [(14, "other-district")]
    chosen = declared(replace(reading.election, metadata={"rule": "greedy"}), {})
    assert chosen == rule("greedy", {"envelopes": "district"})
    counted = chosen.count(reading.election)
    scores = {step["project"]: step["score"] for step in counted.trace}
    assert scores == {"a": "2", "b": "2", "t": "2"}
    assert set(counted.winners) == {"a", "b"}


@pytest.mark.parametrize("amounts", ["70", "70,x", "70,-30", "70,30,1"])
def test_envelopes_that_cannot_be_read_are_told(amounts: str) -> None:
    reading = pb(PARTED.format("").replace("70,30.50", amounts))
    assert (told(reading), reading.election.envelopes) == ([(6, "bad-envelopes")], {})


def test_cents_are_exact() -> None:
    reading = pb(
        PLAIN.replace("budget;100", "budget;100.10").replace("a;60", "a;60.05").replace("b;50", "b;40.050") + "1;a,b\n"
    )
    outcome = rule("greedy", {"ties": "id"}).count(reading.election)
    assert outcome.winners == ("a", "b")
    assert money(outcome.spent, reading.election.unit) == "100.10"
    assert decimal("1e3") is None


def test_points_are_checked() -> None:
    head = HEAD.replace("approval", "cumulative").replace("max_length;2", "max_sum_points;5")
    reading = pb(head + "a;60\nb;50\nVOTES\nvoter_id;vote;points\n1;a,b;3,2\n2;a,b;3,3\n3;a;x\n4;a,b;1\n5;a;-1\n")
    assert told(reading) == [(13, "sum-too-large"), (14, "bad-points"), (15, "points-missing"), (16, "bad-points")]
    assert reading.election.voters == 1


@pytest.mark.parametrize("text", ["", "META\n", "PROJECTS\n\nVOTES\n", HEAD, PLAIN.replace("approval", "shouting")])
def test_what_holds_no_election_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable):
        pb(text)


def test_compressed_files_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.pb.gz"
    path.write_bytes(gzip.compress((PLAIN + "1;a\n").encode()))
    assert read(path).election.voters == 1
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Unreadable):
        read(path)
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)
    with pytest.raises(Unreadable):
        opening.content("bomb.gz", io.BytesIO(gzip.compress(b"0" * 1_000_000)))
    with pytest.raises(Unreadable):
        read_bytes("x.txt", b"")


def test_rankings_of_the_other_formats() -> None:
    soi = b"# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bea\n3: 1,2\n2: 2\nx: 1\n"
    reading = read_bytes("x.soi", soi)
    assert (told(reading), reading.election.voters) == ([(6, "bad-line")], 5)
    blt = b'3 1\n-3\n2 1 2 0\n1 3 2 0 # withdrawn\n1 1 1 0\nx\n0\n"Ann"\n"Bea"\n"Cid"\n"Chair"\n'
    reading = read_bytes("x.blt", blt)
    assert told(reading) == [(5, "project-twice"), (6, "bad-line")]
    assert votes(reading.election) == {"1": 3, "2": 3}
    assert reading.election.metadata["title"] == "Chair"


PIECES = st.sampled_from([
    "META", "PROJECTS", "VOTES", "NOTES", "key;value", "budget;1e9", "budget;10", "vote_type;cumulative",
    "vote_type;approval", "project_id;cost;category", "a;5;x", "b;;", ";;;", "voter_id;vote;points",
    "1;a,b;1,2", "2;b;", '"', "\x00",
    "categories;x,y", "budget_per_category;5,5", "max_length_per_category;1", "max_sum_cost_per_category;;\"",
    "districts;\"x\"", "budget_per_district;9", "folkmoot_rule;greedy/1 x", "smallest_unit;0.000001",
    "# ALTERNATIVE NAME 1: x", "3: 1", "-1: 1,,2", "2 1", "1 1 0", "0", "-1", "99999999999999999999 1 0", "٣: 1",
    "\ud7ff", ";",
])  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(PIECES | st.text(max_size=12), max_size=14),
    st.binary(max_size=30),
    st.sampled_from([".pb", ".soi", ".blt"]),
    st.sampled_from(["category", "district"]),
)
def test_no_bytes_make_a_traceback(pieces: list[str], tail: bytes, ending: str, by: str) -> None:
    data = "\n".join(pieces).encode("utf-8", "replace") + tail
    envelopes = {"envelopes": by, "leftovers": "pool"}
    try:
        reading = read_bytes(f"x{ending}", data)
        with suppress(Undeclared):
            declared(reading.election, {})
        for name in ("greedy", "equal-shares", "phragmen", "approval", "plurality", "points", "irv"):
            for chosen in (rule(name), rule(name, envelopes if "envelopes" in rule(name).parameters else {})):
                with suppress(CannotCount):
                    explain(reading.election, chosen)
    except Unreadable:
        return

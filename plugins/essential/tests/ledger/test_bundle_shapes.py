# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bundles whose files have another shape than the format's: signed or not, they are judged and never trip the judge."""

import hashlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.ledger import canonical, heads
from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import seal

from .attacks import Files, codes, edited, lines, made_of, resealed
from .votes import Town, a_town


@pytest.fixture(scope="module")
def town() -> Town:
    return a_town("cumulative", "greedy", 70, ("north",), seed=3)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("electorate.json", lambda said: said.update(voted={"paper": 1, "web": said["voted"] - 1})),
        ("electorate.json", lambda said: said.update(channels={"web": said["cast"]})),
        ("electorate.json", lambda said: said.update(names=["Anna"])),
        ("result.json", lambda said: said["contests"][0].update(winners="town-1")),
        ("result.json", lambda said: said.update(decisions=[1])),
        ("seed.json", lambda said: said.update(seed=5)),
        ("totals.json", lambda said: said.update(north=3)),
        ("vote.json", lambda said: said.update(unit=True)),
        ("vote.json", lambda said: said["contests"][0].pop("limits")),
        ("rule.json", lambda said: said.update(version="1")),
    ],
)
def test_values_of_another_shape(town: Town, name: str, change: Callable[[object], None]) -> None:
    for level in ("L0", "L2"):
        verdict = resealed(town, level, edited(name, change))
        assert (verdict.exit, codes(verdict), verdict.findings[0].file) == (Exit.BROKEN, {"form"}, name)


@pytest.mark.parametrize(
    "line",
    [b'{"ballot":{"c":{"":[]}},"t":"%s"}' % (b"f" * 32), b'{"ballot":{"c":[]},"t":"%s"}' % (b"f" * 32), b"{}", b"1",
     b'{"ballot":{"c": {}},"t":"%s"}' % (b"f" * 32), b'{"ballot":{"c":{}},"t":"%s"}' % (b"0" * 32),
     b'{"ballot":{"c":{}},"n":1}', b'{"ballot":{"c":{},"c":{}},"t":"%s"}' % (b"f" * 32), b"\xff"],
)  # fmt: skip
def test_lines_of_the_box_of_another_shape(town: Town, line: bytes) -> None:
    verdict = resealed(town, "L2", lines("box.jsonl", lambda box: [*box, line]))
    assert (verdict.exit, codes(verdict), verdict.findings[0].file) == (Exit.BROKEN, {"form"}, "box.jsonl")


def test_the_distinct_box_out_of_order_or_twice(town: Town) -> None:
    for change in (lambda box: box[::-1], lambda box: [box[0], *box]):
        verdict = resealed(town, "L1", lines("box.jsonl", change))
        assert (verdict.exit, codes(verdict)) == (Exit.BROKEN, {"form"})


def test_a_tracker_twice(town: Town) -> None:
    def twice(box: list[bytes]) -> list[bytes]:
        return [box[0], box[1][:-34] + box[0][-34:], *box[2:]]

    verdict = resealed(town, "L2", lines("box.jsonl", twice))
    assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"tracker-twice"})


FUZZED = a_town("cumulative", "equal-shares", 12, ("north",), 3, utility="points")
VALUES = st.sampled_from(
    [0, 1, -1, 2**53 - 1, "", "0", "1", "a", "town-1", "north", True, [], {}, [1], ["town-1"], {"": 1}]
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """The ways to every value inside a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in pairs for place in places(inner, (*path, key)))]


def altered(value: object, path: tuple[object, ...], new: object) -> object:
    """The value with another one at the end of a way."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]
    copy[path[0]] = altered(copy[path[0]], path[1:], new)
    return copy


def alter(made: Files, name: str, data: st.DataObject) -> None:
    """One value of a file becomes another."""
    many = name.endswith("l")
    value = [json.loads(line) for line in made[name].splitlines()] if many else json.loads(made[name])
    path = data.draw(st.sampled_from(places(value)[1:] or [()]))
    changed = altered(value, path, data.draw(VALUES))
    made[name] = canonical.write_lines(changed) if many and isinstance(changed, list) else canonical.write(changed)


JSON_FILES = sorted(name for name in made_of(FUZZED, FUZZED.content("L1")) if name.endswith((".json", ".jsonl")))


@given(st.sampled_from(["L0", "L1", "L2"]), st.lists(st.sampled_from(JSON_FILES), min_size=1, max_size=2), st.data())
@settings(max_examples=250, deadline=None)
def test_any_values_are_judged(level: str, names: list[str], data: st.DataObject) -> None:
    """Signed by whoever made them, heads included, so that the judge has to go on to the count."""
    content = FUZZED.content(level)
    made = made_of(FUZZED, content)
    for name in set(names) & made.keys():
        alter(made, name, data)
    hashes = {name: hashlib.sha256(made[f"{name}.json"]).hexdigest() for name in ("rule", "vote")}
    signed = [heads.sign(FUZZED.keys, one.head.model_copy(update=hashes)) for one in FUZZED.heads]
    verdict = verify(archive.pack(seal(made, content.about, FUZZED.keys, signed)))
    assert verdict.exit in set(Exit)
    assert bool(verdict.findings) == (verdict.exit not in (Exit.AGREES, Exit.NOT_ANCHORED))
    json.dumps(verdict.as_json())

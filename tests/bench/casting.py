# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures casting a ballot against the floor application's vote case, and whether a full box makes it slower.

    .venv/bin/python tests/bench/casting.py [--quick]

Both under Granian with two workers and one PostgreSQL. The floor only notes one value a person and raises a counter;
a cast checks a ballot by its rules, seals it, commits to it and enters it for the log. It is measured with a thousand,
a hundred thousand and a million ballots in the box (--quick: without the million); so is the job that gives casts their
places in the log. Ends with 1 when an answer was wrong, a ballot isn't in the box, or the log's signed head isn't that
of its rows; a ratio alone never fails it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlencode

import place

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS, CASTS, WARM = 4, 250, 100
"""Rounds at each size, casts (and votes of the floor) in each round, and before measuring."""


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the million")
    sizes = SIZES[:2] if parser.parse_args().quick else SIZES
    place.check_kit()
    with ExitStack() as stack:
        return _measure(stack, sizes)


def _measure(stack: ExitStack, sizes: tuple[int, ...]) -> int:
    import casting_box
    import casting_report
    import databases
    import servers

    _say("Making both databases")
    both = stack.enter_context(databases.databases())
    databases.load_floor(both.floor_url)
    voters = len(sizes) * (ROUNDS * CASTS + WARM) + 1000
    platform = stack.enter_context(_platform(both))
    town, counted, shares = _examine(platform, voters)
    floor = stack.enter_context(servers.floor(both.floor_url))
    ours = stack.enter_context(servers.ours(both.ours))
    pairs, people = iter(_pairs()), iter(range(1000, voters))
    results, sealed, thanked, full = [], [], counted.cast, 0
    for size in sizes:
        _say(f"Filling the box with {size} ballots")
        casting_box.fill_box(platform, both.ours, town, full, size - 1)
        full = size
        databases.settle(both.floor_url)
        _say(f"Casting {ROUNDS * CASTS} more")
        stages = _drive(floor, ours, town, both.server_pid, size, pairs, people)
        results.append(stages[-1])
        thanked += sum(_right(stage[casting_report.CASE.format(size=size)]) for stage in stages)
        sealed.append(casting_box.seal(platform, town, both.server_pid))
    _say("Reading the box and the log to their ends")
    wrong = casting_box.disagreements(platform, both.ours, town, full + thanked)
    return casting_report.report(list(zip(sizes, results, sealed, strict=True)), counted.statements, shares, wrong)


@contextmanager
def _platform(both: Any) -> Iterator[Any]:
    """The process that opens the vote and does what jobs do; workers of their own serve voters."""
    from folkmoot.bootstrap import open_platform
    from folkmoot.settings import Settings

    platform = open_platform(Settings(data=place.WORK, secret=place.SECRET), both.ours)
    try:
        yield platform
    finally:
        platform.close()


def _examine(platform: Any, voters: int) -> tuple[Any, Any, dict[str, float]]:
    """The town; then statements of one cast, and where its time goes, while the box is still empty."""
    import casting_layers
    from casting_town import make_town

    town = make_town(platform, voters)
    _say("Counting statements of a cast and sampling where its time goes")
    counted, shares = casting_layers.examine(platform, town)
    return town, counted, shares


def _drive(floor: Any, ours: Any, town: Any, database: int, size: int, pairs: Any, people: Any) -> Any:
    from cases import Effort, drive
    from casting_report import CASE

    stages = []
    for stage in (Effort(1, 60.0, WARM, clients=8), Effort(ROUNDS, 60.0, CASTS)):
        number = stage.rounds * stage.reactions
        once = {"once": True, "n": stage.reactions}
        stages.append(drive(
            [
                {"name": "floor vote", "pid": floor.pid, "requests": _floor(floor, _some(pairs, number)),
                 "expect": [201], **once},
                {"name": CASE.format(size=size), "pid": ours.pid, "requests": _ours(ours, town, _some(people, number)),
                 "expect": [303], **once},
            ],
            stage, database,
        ))  # fmt: skip
    return stages


def _right(case: dict[str, Any]) -> int:
    return int(case["n"]) - int(case["errors"])


def _some(rest: Any, number: int) -> list[Any]:
    return [next(rest) for _ in range(number)]


def _pairs() -> Any:
    from cases import fresh_pairs
    from databases import read_content

    return fresh_pairs(read_content())


def _floor(floor: Any, pairs: list[Any]) -> str:
    from cases import floor_reactions

    return floor_reactions(floor, pairs)


def _ours(ours: Any, town: Any, people: list[int]) -> str:
    from casting_layers import ballot_form, cookie, path

    rows = [
        {
            "method": "POST", "url": f"{ours.url}{path()}", "body": urlencode(ballot_form(town, user)),
            "headers": {
                "Host": place.HOST, "Cookie": cookie(user), "Content-Type": "application/x-www-form-urlencoded",
            },
        }
        for user in people
    ]  # fmt: skip
    file = place.WORK / "casts.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(file)


def _say(sentence: str) -> None:
    print(f"{sentence}…", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

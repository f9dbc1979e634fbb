# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures casting a ballot against the floor application's vote case, and whether a full box makes it slower.

    .venv/bin/python tests/bench/casting.py [--quick]

Both under Granian with two workers and one PostgreSQL. The floor only notes one value a person and raises a counter;
a cast checks a ballot by its rules, seals it, commits to it and enters it for the log. It is measured with a thousand,
a hundred thousand and a million ballots in the box (--quick: without the million). Ends with 1 when an answer was wrong
or a ballot isn't in the box; a ratio alone never fails it.
"""

import argparse
import json
import sys
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import place

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS, CASTS, WARM = 4, 250, 100
"""Rounds at each size, casts (and votes of the floor) in each round, and before measuring."""

FLAT = 1.25
"""With a million ballots a cast may take so many times what it takes with a thousand, before it is called growing."""

CASE = "cast, {size} in the box"


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the million")
    sizes = SIZES[:2] if parser.parse_args().quick else SIZES
    place.check_kit()
    with ExitStack() as stack:
        return _measure(stack, sizes)


def _measure(stack: ExitStack, sizes: tuple[int, ...]) -> int:
    import databases
    import servers
    from casting_town import fill_box

    _say("Making both databases")
    both = stack.enter_context(databases.databases())
    databases.load_floor(both.floor_url)
    voters = len(sizes) * (ROUNDS * CASTS + WARM) + 1000
    town, counted, shares = _examine(both, voters)
    floor = stack.enter_context(servers.floor(both.floor_url))
    ours = stack.enter_context(servers.ours(both.ours))
    pairs = iter(_pairs())
    people = iter(range(1000, voters))
    results, full, thanked = [], 0, counted.cast
    for size in sizes:
        _say(f"Filling the box with {size} ballots and casting {ROUNDS * CASTS} more")
        fill_box(both.ours, town, full, size - 1)
        databases.settle(both.floor_url)
        full = size
        stages = _drive(floor, ours, town, both.server_pid, size, pairs, people)
        thanked += sum(_right(stage[CASE.format(size=size)]) for stage in stages)
        results.append(stages[-1])
    missing = full + thanked - _in_box(both)
    return _report(sizes, results, counted.statements, shares, missing)


def _examine(both: Any, voters: int) -> tuple[Any, Any, dict[str, float]]:
    """The town; then statements of one cast, and where its time goes, while the box is still empty."""
    import casting_layers
    from casting_town import make_town

    from folkmoot.bootstrap import open_platform
    from folkmoot.settings import Settings

    platform = open_platform(Settings(data=place.WORK, secret=place.SECRET), both.ours)
    try:
        town = make_town(platform, voters)
        _say("Counting statements of a cast and sampling where its time goes")
        counted, shares = casting_layers.examine(platform, town)
        return town, counted, shares
    finally:
        platform.close()


def _drive(floor: Any, ours: Any, town: Any, database: int, size: int, pairs: Any, people: Any) -> Any:
    from cases import Effort, drive

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


def _in_box(both: Any) -> int:
    from sqlalchemy import create_engine, text

    engine = create_engine(both.ours.owner_url)
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM voting_ballot")).scalar_one()
    engine.dispose()
    return found


def _report(
    sizes: tuple[int, ...], results: list[Any], statements: list[str], shares: dict[str, float], missing: int
) -> int:
    print("\nCPU ms a request, worker + database = both; and per second at 2 workers and 2 clients")
    both = []
    for size, result in zip(sizes, results, strict=True):
        floor, mine = result["floor vote"], result[CASE.format(size=size)]
        base, cost = (_cpu(one) for one in (floor, mine))
        both.append(cost[2])
        print(
            f"  {size:>9} ballots: floor's vote {_line(base)} ({floor['rps']:.0f}/s), a cast {_line(cost)} "
            f"({mine['rps']:.0f}/s, p50 {mine['p50_ms']:.1f} ms, p95 {mine['p95_ms']:.1f} ms), "
            f"ratio {cost[2] / base[2]:.2f} (worker {cost[0] / base[0]:.2f}, database {cost[1] / base[1]:.2f})"
        )
    growth = both[-1] / both[0]
    print(f"From {sizes[0]} to {sizes[-1]} ballots a cast costs {growth:.2f} times as much: "
          f"{'flat' if growth <= FLAT else 'it grows'}.")  # fmt: skip
    worker = _cpu(results[0][CASE.format(size=sizes[0])])[0]
    print("Where a worker's CPU time goes (ms a cast): "
          + ", ".join(f"{layer} {share * worker:.2f}" for layer, share in shares.items()))  # fmt: skip
    print(f"SQL statements of a first cast: {len(statements)} (without BEGIN, COMMIT and SET)")
    print(*(f"  {' '.join(one.split())[:110]}" for one in statements), sep="\n")
    wrong = [
        f"{name}: {case['errors']} of {case['n']} answers were wrong: {case['status']} {case['first_bad'] or ''}"
        for result in results
        for name, case in result.items()
        if case["errors"] or not case["n"]
    ] + ([f"{missing} ballots that were thanked for aren't in the box"] if missing > 0 else [])
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _cpu(case: dict[str, Any]) -> tuple[float, float, float]:
    worker, database = case["cpu_ms"]["server"], case["cpu_ms"]["database"]
    return max(worker, 0.001), max(database, 0.001), max(worker + database, 0.001)


def _line(times: tuple[float, float, float]) -> str:
    return f"{times[0]:.2f} + {times[1]:.2f} = {times[2]:.2f}"


def _say(sentence: str) -> None:
    print(f"{sentence}…", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The report of casting.py: a cast against the floor's vote, and whether a full box makes it slower."""

from typing import Any

from casting_box import Sealed
from figures import note
from goals import GOALS

CASE = "cast, {size} in the box"
Case = dict[str, Any]
Times = tuple[float, float, float]
"""CPU ms of the worker, of the database, of both."""


def report(
    stages: list[tuple[int, dict[str, Case], Sealed]], statements: list[str], shares: dict[str, float], wrong: list[str]
) -> int:
    """Print; the exit code. stages: ballots in the box, answers of the load client, and what the job of the log did."""
    print("\nCPU ms a request, worker + database = both; and per second at 2 workers and 2 clients")
    ratios = [_one_size(size, result["floor vote"], result[CASE.format(size=size)]) for size, result, _ in stages]
    costs = [_cpu(result[CASE.format(size=size)])[2] for size, result, _ in stages]
    _growth([size for size, *_rest in stages], ratios, costs[-1] / costs[0])
    for size, _result, sealed in stages:
        note(f"cast.sealing.{size}", sealed.cpu_ms)
        print(f"  {size:>9} ballots: the job gave {sealed.entries} casts their places in the log and signed its head, "
              f"{sealed.cpu_ms:.2f} ms CPU a cast")  # fmt: skip
    _layers(_cpu(stages[0][1][CASE.format(size=stages[0][0])])[0], shares, statements)
    wrong = [*_wrong_answers([result for _size, result, _sealed in stages]), *wrong]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _one_size(size: int, floor: Case, mine: Case) -> float:
    """A line; the ratio of both."""
    base, cost = _cpu(floor), _cpu(mine)
    print(
        f"  {size:>9} ballots: floor's vote {_line(base)} ({floor['rps']:.0f}/s), a cast {_line(cost)} "
        f"({mine['rps']:.0f}/s, p50 {mine['p50_ms']:.1f} ms, p95 {mine['p95_ms']:.1f} ms), "
        f"ratio {cost[2] / base[2]:.2f} (worker {cost[0] / base[0]:.2f}, database {cost[1] / base[1]:.2f})"
    )
    note(f"cast.ratio.{size}", cost[2] / base[2])
    note(f"cast.rate.{size}", mine["rps"])
    return cost[2] / base[2]


def _growth(sizes: list[int], ratios: list[float], raw: float) -> None:
    """Against the floor's vote of the same minutes, for a machine isn't equally quick all the time."""
    growth, goal = ratios[-1] / ratios[0], GOALS["cast.growth"]
    print(f"From {sizes[0]} to {sizes[-1]} ballots a cast costs {raw:.2f} times as much, against the floor's vote "
          f"{growth:.2f} times: {'flat' if goal.held(growth) else 'it grows'}.")  # fmt: skip
    if sizes[-1] == 1_000_000:
        note(goal.name, growth)


def _layers(worker: float, shares: dict[str, float], statements: list[str]) -> None:
    print("Where a worker's CPU time goes (ms a cast): "
          + ", ".join(f"{layer} {share * worker:.2f}" for layer, share in shares.items()))  # fmt: skip
    print(f"SQL statements of a first cast: {len(statements)} (without BEGIN, COMMIT and SET)")
    print(*(f"  {' '.join(one.split())[:110]}" for one in statements), sep="\n")


def _wrong_answers(results: list[dict[str, Case]]) -> list[str]:
    return [
        f"{name}: {case['errors']} of {case['n']} answers were wrong: {case['status']} {case['first_bad'] or ''}"
        for result in results
        for name, case in result.items()
        if case["errors"] or not case["n"]
    ]


def _cpu(case: Case) -> Times:
    worker, database = case["cpu_ms"]["server"], case["cpu_ms"]["database"]
    return max(worker, 0.001), max(database, 0.001), max(worker + database, 0.001)


def _line(times: Times) -> str:
    return f"{times[0]:.2f} + {times[1]:.2f} = {times[2]:.2f}"

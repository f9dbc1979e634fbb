# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The report: CPU per request of ours against the floor's, as ratios."""

from typing import Any

from cases import MEASURES, Measure
from composition import Costs
from figures import note
from goals import PAGES
from statements import MOST, Counted

GOAL = 3.0
WIDTHS = (30, 8, 8, 8, 8, 8, 8, 7, 7, 7, 8, 8, 8)
HEADINGS = (
    "CPU ms a request", "floor", "", "", "ours", "", "", "ratio", "", "", "p50 ms", "p95 ms", "KiB",
)  # fmt: skip
SECOND = ("", *("worker", "database", "both") * 2, "worker", "datab.", "both", "ours", "ours", "ours")


def print_ratios(results: dict[str, dict[str, Any]]) -> None:
    """The table of CPU per request."""
    print(_line(HEADINGS), _line(SECOND), sep="\n")
    for measure in MEASURES:
        print(_line(_cells(measure, results)))
    print(f"The goal is at most {GOAL:.1f} for both together. 'both' is the worker's and the database's CPU time.\n")


def _cells(measure: Measure, results: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    floor, ours = results[measure.floor], results[measure.ours]
    times = [_times(floor), _times(ours)]
    ratios = [f"{mine / base:.2f}" if base else "-" for base, mine in zip(*times, strict=True)]
    numbers = [f"{value:.2f}" for side in times for value in side]
    latency = (f"{ours['p50_ms']:.1f}", f"{ours['p95_ms']:.1f}", f"{ours['bytes_each'] / 1024:.0f}")
    return (measure.title, *numbers, *ratios, *latency)


def _times(case: dict[str, Any]) -> tuple[float, float, float]:
    worker, database = case["cpu_ms"]["server"], case["cpu_ms"]["database"]
    return worker, database, worker + database


def ratio(measure: Measure, results: dict[str, dict[str, Any]]) -> float:
    """Ours to the floor's, worker and database together."""
    return _times(results[measure.ours])[2] / max(_times(results[measure.floor])[2], 0.001)


def _line(cells: tuple[str, ...]) -> str:
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)


def print_statements(counted: list[Counted]) -> None:
    """The table of statements."""
    print(f"SQL statements (at most {MOST} a page; without BEGIN, COMMIT and SET)")
    for page in counted:
        print(f"  {page.title:45}{page.statements:4}{'' if page.fits else '   TOO MANY'}")
    print()


def print_layers(shares: dict[str, dict[str, float]], results: dict[str, dict[str, Any]]) -> None:
    """Where the worker's time goes: the sampled shares of the measured time."""
    layers = list(next(iter(shares.values())))
    print("Where a worker's CPU time goes (ms a request)" + "".join(layer.rjust(12) for layer in layers))
    for title, share in shares.items():
        total = _times(results[next(measure.ours for measure in MEASURES if measure.title == title)])[0]
        print(f"  {title:43}" + "".join(f"{share[layer] * total:12.2f}" for layer in layers))
    print()


def print_compositions(costs: Costs) -> None:
    """What each composition costs, and 300 tenants over four of them."""
    print("Compositions" + "ms to build".rjust(46) + "KiB".rjust(10))
    for one in costs.built:
        print(f"  paid modules: {one.modules:31}{one.seconds * 1000:12.0f}{one.kibibytes:10}")
    print(
        f"  {costs.tenants} tenants over them, followed after a change of one: {costs.seconds * 1000:.0f} ms, "
        f"{costs.kibibytes} KiB; a request's look-up among them {costs.lookup_microseconds:.2f} µs\n"
    )


def problems(results: dict[str, dict[str, Any]], counted: list[Counted]) -> list[str]:
    """What makes the numbers worthless or breaks a promise, as sentences."""
    wrong = [
        f"{name}: {case['errors']} of {case['n']} answers were wrong: {case['status']} {case['first_bad'] or ''}"
        for name, case in results.items()
        if case["errors"] or not case["n"]
    ]
    wrong += [f"{page.title}: {page.statements} statements, more than {MOST}" for page in counted if not page.fits]
    return wrong


def leave_figures(results: dict[str, dict[str, Any]], counted: list[Counted]) -> None:
    """For the table of `make bench`."""
    measures = {measure.title: measure for measure in MEASURES}
    for name, title in PAGES.items():
        note(f"page.{name}", ratio(measures[title], results), GOAL)
    note("page.statements", max(page.statements for page in counted), MOST)


def verdict(results: dict[str, dict[str, Any]]) -> str:
    """One sentence for who only reads the end."""
    over = [measure.title for measure in MEASURES if ratio(measure, results) > GOAL]
    if over:
        return f"Over the goal of {GOAL:.1f}: {'; '.join(over)}."
    return f"All ratios are within the goal of {GOAL:.1f}."

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures the hot pages against the floor application, the least work that Pyramid, SQLAlchemy and Jinja2 can do.

    .venv/bin/python tests/bench/run.py [--quick]

The same content, page size, server (Granian, two workers) and PostgreSQL for both; cases are interleaved in every
round, so what else the machine does falls on both alike. CPU time per request is the steady number, latency isn't.
Ends with 1 when an answer was wrong or a page takes more statements than promised; a ratio alone never fails it.
"""

import argparse
import sys
from contextlib import ExitStack
from itertools import islice
from typing import Any

import place


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="measure for half a minute only, for a first impression")
    quick = parser.parse_args().quick
    place.check_kit()
    with ExitStack() as stack:
        return _measure(stack, quick)


def _measure(stack: ExitStack, quick: bool) -> int:
    from cases import Effort

    _say("Making both databases and filling them with the same content")
    both, town, content = _fill(stack)
    _say("Counting statements and sampling our pages")
    counted, lookup, shares = _examine(both, town)
    effort = Effort(2, 1.5, 600) if quick else Effort(4, 3.0, 1500)
    _say(f"Measuring {effort.rounds} rounds of {effort.seconds} s a case")
    results = _drive(stack, both, town, content, effort)
    _say("Composing for 300 tenants")
    composed = _compose(both)
    return _report(results, counted, lookup, shares, composed)


def _fill(stack: ExitStack) -> tuple[Any, Any, dict[str, Any]]:
    import databases
    import filling

    both = stack.enter_context(databases.databases())
    content = databases.read_content()
    databases.load_floor(both.floor_url)
    town = filling.load_ours(both.ours, _settings(), content)
    databases.settle(both.floor_url, both.ours.owner_url)
    return both, town, content


def _examine(both: Any, town: Any) -> tuple[list[Any], float, dict[str, dict[str, float]]]:
    import composition
    import layers
    import statements

    from folkmoot.bootstrap import open_platform

    platform = open_platform(_settings(), both.ours)
    try:
        counted = statements.count_all(platform, town)
        return counted, composition.lookup_microseconds(platform), layers.shares(platform, town)
    finally:
        platform.close()


def _drive(stack: ExitStack, both: Any, town: Any, content: dict[str, Any], effort: Any) -> dict[str, dict[str, Any]]:
    import servers
    from cases import WARM_UP, cases, drive, fresh_pairs

    floor = stack.enter_context(servers.floor(both.floor_url))
    ours = stack.enter_context(servers.ours(both.ours))
    pairs = fresh_pairs(content)
    for stage in (WARM_UP, effort):
        some = list(islice(pairs, stage.rounds * stage.reactions))
        results = drive(cases(floor, ours, town, stage, some), stage, both.server_pid)
    return results


def _compose(both: Any) -> Any:
    import composition

    return composition.costs(both.ours, _settings())


def _report(
    results: dict[str, Any], counted: list[Any], lookup: float, shares: dict[str, dict[str, float]], composed: Any
) -> int:
    import report

    print()
    report.print_ratios(results)
    report.print_layers(shares, results)
    report.print_statements(counted)
    report.print_compositions(composed)
    print(f"Host header to its composition's application: {lookup:.2f} µs a request.\n")
    report.leave_figures(results, counted)
    wrong = report.problems(results, counted)
    print(*wrong, report.verdict(results), sep="\n")
    return 1 if wrong else 0


def _settings() -> Any:
    from folkmoot.settings import Settings

    return Settings(data=place.WORK, secret=place.SECRET)


def _say(sentence: str) -> None:
    print(f"{sentence}…", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures what somebody who writes an idea waits for: similar ideas among 10,000 real texts, through HTTP.

    .venv/bin/python tests/bench/suggestions.py [--quick]

Folkmoot under Granian with two workers and PostgreSQL; the form is sent as a browser sends it on a pause in typing,
one request after the other. The texts are those of republique_numerique_fr, polis_en and klimarat_de, as far as 10,000.
What is typed: the first seven words of 300 of them with typing errors (see insights_sets.py), and of 100 texts of
banking77_en, which are about nothing that anybody there wrote. Latency is of one client on this machine; CPU time is
of the worker and the database together. Also: how soon a new idea is found, and what the whole page takes.
Ends with 1 when an answer was wrong; a figure alone never fails it.
"""

import argparse
import sys
from contextlib import ExitStack
from statistics import quantiles
from typing import TYPE_CHECKING

from figures import note

if TYPE_CHECKING:
    from suggestions_town import Asked

NUMBER = 10_000
MOST_MS = 25.0


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only 60 of the 300 texts")
    quick = parser.parse_args().quick
    from insights_sets import TEXTS

    if not TEXTS.is_dir():
        print(f"The texts aren't in {TEXTS}, so suggestions aren't measured.")
        return 0
    with ExitStack() as stack:
        return _measure(stack, 60 if quick else 300)


def _measure(stack: ExitStack, queries: int) -> int:
    import databases
    import servers
    from suggestions_town import Writer, make_town, texts

    both = stack.enter_context(databases.databases())
    rows = texts(NUMBER)
    town = make_town(both.ours, rows)
    databases.settle(both.ours.owner_url)
    ours = stack.enter_context(servers.ours(both.ours))
    writer = stack.enter_context(Writer(ours, town, both.server_pid))
    print(f"Suggestions while typing, {len(rows)} ideas, {queries} queries")
    print(f"  until both workers' indexes are there: {writer.warm_up():.1f} s; the slowest request meanwhile took "
          f"{writer.slowest:.0f} ms (a list of ideas before: {writer.calm:.0f} ms)")  # fmt: skip
    typed = writer.typed(rows, queries)
    strange, nothing, page = writer.strange(100), writer.nothing(100), writer.whole_page(60)
    _report(typed, strange, nothing, page)
    new = writer.new_idea_ms()
    note("suggestions.found", new, 1000)
    print(f"  a new idea is found after {new:.0f} ms (goal 1000)")
    print(f"  once withdrawn it is gone after {writer.gone_ms():.0f} ms")
    return 1 if typed.wrong or strange.wrong or nothing.wrong or page.wrong else 0


def _report(typed: "Asked", strange: "Asked", nothing: "Asked", page: "Asked") -> None:
    p50, p95 = _at(typed.ms, 50), _at(typed.ms, 95)
    note("suggestions.p95", p95, MOST_MS)
    held = "held" if p95 < MOST_MS else "MISSED"
    print(f"  p50 {p50:.1f} ms, p95 {p95:.1f} ms (goal {MOST_MS:.0f}: {held}), CPU {typed.cpu_ms:.1f} ms a request")
    print(f"  the same request without looking: p50 {_at(nothing.ms, 50):.1f} ms, CPU {nothing.cpu_ms:.1f} ms; "
          f"looking costs {typed.cpu_ms / nothing.cpu_ms:.2f} times as much")  # fmt: skip
    print(f"  without scripts, the whole page: p50 {_at(page.ms, 50):.1f} ms, CPU {page.cpu_ms:.1f} ms")
    print(f"  the text itself was among the five: {typed.found / len(typed.ms):.2f}; "
          f"something was shown for what nobody wrote: {strange.found / len(strange.ms):.2f}")  # fmt: skip


def _at(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    sys.exit(main())

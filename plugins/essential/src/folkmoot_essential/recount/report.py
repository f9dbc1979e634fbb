# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the command says: JSON for other programs, tables for people."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from folkmoot_essential.counting import Election, Outcome, Problem, Rule
from folkmoot_essential.counting.amounts import money

PIPE_WIDTH = 200
MOST_SHOWN = 20


def as_json(
    election: Election, chosen: Rule, outcome: Outcome, problems: Sequence[Problem], seed: str
) -> dict[str, Any]:
    """The one JSON value. All amounts, `spent` too, are digits in the smallest unit of the currency.

    `units_of_currency` in the trace's first step says how many of them make one of the currency: 100 where the file's
    money has cents. Only tables for people show amounts in the currency.
    """
    said = {
        "round": 0, "budget": str(election.budget), "units_of_currency": str(election.unit), "voters": election.voters,
        "seed": seed,
    }  # fmt: skip
    return {
        "winners": list(outcome.winners),
        "spent": str(outcome.spent),
        "rule": chosen.as_json(),
        "ties": [tie.as_json() for tie in outcome.ties],
        "problems": [problem.as_json() for problem in problems],
        "trace": [said, *outcome.trace],
    }


def show(election: Election, chosen: Rule, outcome: Outcome, problems: Sequence[Problem]) -> None:
    """Winners, money, ties and problems as tables."""
    screen = console()
    screen.print(_winners(election, outcome))
    spent, budget = money(outcome.spent, election.unit), money(election.budget, election.unit)
    screen.print(escape(f"{election.voters} ballots; spent {spent} of {budget} {election.currency}".rstrip()))
    settings = ", ".join(f"{name}={value}" for name, value in chosen.parameters.items())
    screen.print(escape(f"Rule {chosen.method.name}, version {chosen.method.version}: {settings}"))
    screen.print(f"Hash of the rule: {chosen.hash}")
    for rows in (_ties(outcome), _problems(problems)):
        if rows.row_count:
            screen.print(rows)


def console() -> Console:
    """Where tables go; what its encoding has no sign for is shown as a code."""
    with suppress(AttributeError):
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    screen = Console()
    return screen if screen.is_terminal else Console(width=PIPE_WIDTH)  # a pipe has no width: for the longest row


def table(title: str, *columns: str) -> Table:
    """An empty table whose words are never cut."""
    found = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        found.add_column(column, overflow="fold")
    return found


def _winners(election: Election, outcome: Outcome) -> Table:
    found = table("Winners", "", "id", "name", "cost")
    projects = {project.id: project for project in election.projects}
    for number, winner in enumerate(outcome.winners, start=1):
        project = projects[winner]
        found.add_row(str(number), escape(winner), escape(project.name), money(project.cost, election.unit))
    return found


def _ties(outcome: Outcome) -> Table:
    found = table(_title("Ties", len(outcome.ties)), "round", "candidates", "chosen", "by")
    for tie in outcome.ties[:MOST_SHOWN]:
        found.add_row(str(tie.round), escape(", ".join(tie.candidates)), escape(tie.chosen), tie.by)
    return found


def _problems(problems: Sequence[Problem]) -> Table:
    found = table(_title("Problems of the file", len(problems)), "line", "what", "what was done")
    for problem in problems[:MOST_SHOWN]:
        found.add_row(str(problem.line or ""), escape(problem.message), escape(problem.action))
    return found


def _title(what: str, number: int) -> str:
    return what if number <= MOST_SHOWN else f"{what}: the first {MOST_SHOWN} of {number}; all are in --json"

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the command says: JSON for other programs, tables for people."""

from collections.abc import Sequence
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
    """The one JSON value. Amounts in the trace are in the smallest unit; `spent` is in the currency."""
    said = {
        "round": 0, "budget": str(election.budget), "units_of_currency": str(election.unit), "voters": election.voters,
        "seed": seed,
    }  # fmt: skip
    return {
        "winners": list(outcome.winners),
        "spent": money(outcome.spent, election.unit),
        "rule": chosen.as_json(),
        "ties": [tie.as_json() for tie in outcome.ties],
        "problems": [problem.as_json() for problem in problems],
        "trace": [said, *outcome.trace],
    }


def show(election: Election, chosen: Rule, outcome: Outcome, problems: Sequence[Problem]) -> None:
    """Winners, money, ties and problems as tables."""
    console = Console()
    if not console.is_terminal:  # a pipe has no width: take what the longest row needs
        console = Console(width=PIPE_WIDTH)
    console.print(_winners(election, outcome))
    spent, budget = money(outcome.spent, election.unit), money(election.budget, election.unit)
    console.print(escape(f"{election.voters} ballots; spent {spent} of {budget} {election.currency}".rstrip()))
    settings = ", ".join(f"{name}={value}" for name, value in chosen.parameters.items())
    console.print(escape(f"Rule {chosen.method.name}, version {chosen.method.version}: {settings}"))
    console.print(f"Hash of the rule: {chosen.hash}")
    for table in (_ties(outcome), _problems(problems)):
        if table.row_count:
            console.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _winners(election: Election, outcome: Outcome) -> Table:
    table = _table("Winners", "", "id", "name", "cost")
    projects = {project.id: project for project in election.projects}
    for number, winner in enumerate(outcome.winners, start=1):
        project = projects[winner]
        table.add_row(str(number), escape(winner), escape(project.name), money(project.cost, election.unit))
    return table


def _ties(outcome: Outcome) -> Table:
    table = _table(_title("Ties", len(outcome.ties)), "round", "candidates", "chosen", "by")
    for tie in outcome.ties[:MOST_SHOWN]:
        table.add_row(str(tie.round), escape(", ".join(tie.candidates)), escape(tie.chosen), tie.by)
    return table


def _problems(problems: Sequence[Problem]) -> Table:
    table = _table(_title("Problems of the file", len(problems)), "line", "what", "what was done")
    for problem in problems[:MOST_SHOWN]:
        table.add_row(str(problem.line or ""), escape(problem.message), escape(problem.action))
    return table


def _title(what: str, number: int) -> str:
    return what if number <= MOST_SHOWN else f"{what}: the first {MOST_SHOWN} of {number}; all are in --json"

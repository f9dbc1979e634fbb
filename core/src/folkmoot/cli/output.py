# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What commands say: results on standard output, messages on standard error."""

import json
from collections.abc import Iterable
from typing import Any

import click

PIPE_WIDTH = 200


def say(message: str) -> None:
    """A message for the person at the terminal; never part of a result."""
    click.echo(message, err=True)


def give_json(value: Any) -> None:
    """The one JSON value of a command with --json."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def give_table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, error: bool = False) -> None:
    """A result as a table for people; addresses and passwords in it are never cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(stderr=error)
    if not console.is_terminal:  # a pipe has no width: take what the longest row needs
        console = Console(stderr=error, width=PIPE_WIDTH)
    console.print(table)

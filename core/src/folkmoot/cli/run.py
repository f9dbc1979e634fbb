# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot run: everything at once, for trying out; what `make run` starts."""

import os
import time
from typing import TYPE_CHECKING

import click

from folkmoot.cli.output import give_table, say
from folkmoot.settings import Settings, load_settings

if TYPE_CHECKING:
    from folkmoot.db.server import Server


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), envvar="PORT")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--empty", is_flag=True, help="Don't fill the demonstration towns.")
def run(host: str, port: int, workers: int, empty: bool) -> None:
    """Try Folkmoot: start the database, bring it up to date, fill two towns at the first start, and serve them."""
    from folkmoot.cli.supervisor import Listening, check_port, serve, started_database

    begun = time.monotonic()
    os.environ.setdefault("FOLKMOOT_DEVELOPMENT", "1")
    os.environ.setdefault("FOLKMOOT_LOG", "warning")
    from folkmoot.cli.logs import configure

    configure()
    settings = load_settings()
    check_port(host, port)
    say("Starting the database…")
    with started_database(settings, say) as server:
        _prepare(settings, server, fill=not empty)
        rows = [] if empty else _accounts(settings, server, port)
        serve(
            settings, server, Listening(host, port, workers), lambda: _ready(host, port, rows, time.monotonic() - begun)
        )


def _prepare(settings: Settings, server: "Server", *, fill: bool) -> None:
    from folkmoot.bootstrap import migrate_all

    say("Bringing the tables up to date…")
    failed = [outcome for outcome in migrate_all(server, settings.secret or "") if outcome.error]
    for outcome in failed:
        say(f"The module {outcome.owner} stays disabled: {outcome.error}")
    if fill:
        from folkmoot.demo.fill import fill_when_empty

        fill_when_empty(settings, server, say)


def _accounts(settings: Settings, server: "Server", port: int) -> list[tuple[str, ...]]:
    from folkmoot.demo.accounts import demonstration_accounts

    return [
        (f"http://{account.host}:{port}/", account.role, account.email, account.password)
        for account in demonstration_accounts(settings, server)
    ]


def _ready(host: str, port: int, rows: list[tuple[str, ...]], seconds: float) -> None:
    if rows:
        give_table("Demonstration accounts", ("address", "role", "e-mail", "password"), rows, error=True)
    say(f"Folkmoot is ready on http://{host}:{port}/ ({seconds:.1f} s). Ctrl-C ends it.")


COMMANDS = (run,)

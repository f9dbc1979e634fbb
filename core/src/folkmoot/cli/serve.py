# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot serve."""

import click

from folkmoot.cli.output import say
from folkmoot.settings import load_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve all tenants' sites, and run their background jobs, until stopped."""
    from folkmoot.cli.supervisor import Listening, check_port, started_database
    from folkmoot.cli.supervisor import serve as serve_site

    settings = load_settings()
    check_port(host, port)
    with started_database(settings, say) as server:
        from folkmoot.bootstrap import pending_migrations

        if pending_migrations(server):
            raise click.ClickException("The database has no tables yet. Run: folkmoot migrate")
        serve_site(settings, server, Listening(host, port, workers), lambda: say(f"Serving on http://{host}:{port}"))


COMMANDS = (serve,)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot migrate."""

import click

from folkmoot.cli.output import say
from folkmoot.settings import load_settings


@click.command()
def migrate() -> None:
    """Bring the database up to date with core and all installed modules; may be repeated."""
    from folkmoot.bootstrap import migrate_all
    from folkmoot.db.server import database_server

    settings = load_settings()
    with database_server(settings, say) as server:
        outcomes = migrate_all(server, settings.secret or "")
    for outcome in outcomes:
        say(f"{outcome.owner}: {outcome.revision or outcome.error}")
    failed = [outcome.owner for outcome in outcomes if outcome.error]
    if failed:
        raise click.ClickException(f"These modules stay disabled: {', '.join(failed)}.")


COMMANDS = (migrate,)

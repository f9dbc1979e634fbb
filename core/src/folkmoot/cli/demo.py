# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot demo …"""

import dataclasses

import click

from folkmoot.cli.installation import installation
from folkmoot.cli.output import give_json, give_table, say


@click.group()
def demo() -> None:
    """The demonstration towns."""


@demo.command()
@click.option("--json", "as_json", is_flag=True)
def accounts(as_json: bool) -> None:
    """List whom one can sign in as."""
    from folkmoot.demo.accounts import demonstration_accounts

    with installation() as here:
        found = demonstration_accounts(here.settings, here.server)
    if as_json:
        give_json([dataclasses.asdict(account) for account in found])
        return
    rows = [(account.host, account.role, account.email, account.password) for account in found]
    give_table(f"{len(rows)} accounts", ("host", "role", "e-mail", "password"), rows)


@demo.command()
def fill() -> None:
    """Make the demonstration towns that are missing; never beside a real town."""
    from folkmoot.demo.fill import RealTownsHere
    from folkmoot.demo.fill import fill as fill_towns

    with installation() as here:
        try:
            made = fill_towns(here.settings, here.server, say)
        except RealTownsHere:
            raise click.ClickException(
                "There are real towns here. Demonstration accounts have public passwords, so they don't go beside them."
            ) from None
    say(f"Made {', '.join(made)}." if made else "Both towns are there already.")


COMMANDS = (demo,)

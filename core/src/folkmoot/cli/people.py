# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot admin …"""

import os
from typing import TYPE_CHECKING

import click

from folkmoot.cli.installation import installation
from folkmoot.cli.output import say

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from folkmoot.security.refusals import Refusal
    from folkmoot.tenants.interfaces import Site


@click.group()
def admin() -> None:
    """Accounts of the administration."""


@admin.command()
@click.argument("email")
@click.option("--tenant", "slug", required=True, help="Slug of the tenant.")
@click.option(
    "--role", default="administrator", show_default=True, type=click.Choice(["administrator", "manager", "operator"])
)
def create(email: str, slug: str, role: str) -> None:
    """Make an account of the administration (or give an existing one the role) and print a one-time sign-in link."""
    from folkmoot.cli.licence_room import UnknownTenant, licence_room
    from folkmoot.licences.limits import administrators_allowed

    try:
        with licence_room(slug) as room:
            allowed = administrators_allowed(room.licences.keys(room.tenant)) if room.tenant else None
    except UnknownTenant as refusal:
        raise click.ClickException(str(refusal)) from None
    site = room.tenant
    assert site is not None
    with installation() as here, here.database.tenant(site.id) as db:
        link = _link(db, site, email, role, allowed)
    say(f"{email} is {role} of {slug}. This link signs in once, within a day:")
    click.echo(address_of(site.hosts[0]) + link)


def address_of(host: str) -> str:
    """How a browser reaches a host: by HTTPS, but for this machine's own names, where `make run` listens."""
    local = host in ("localhost", "127.0.0.1") or host.endswith(".localhost")
    return f"http://{host}:{os.environ.get('PORT', '8080')}" if local else f"https://{host}"


def _link(db: "Session", site: "Site", email: str, role: str, administrators: int | None) -> str:
    import datetime

    from folkmoot.accounts.addresses import normalise_email
    from folkmoot.accounts.interfaces import NewAccount, Role
    from folkmoot.accounts.services import Accounts, one_time_link
    from folkmoot.audit.services import Audit

    address = normalise_email(email)
    if not address:
        raise click.BadParameter(f"{email!r} isn't an e-mail address.")
    accounts = Accounts(Audit(), administrators)
    account = accounts.by_email(db, address)
    if account is None:
        _check(accounts.no_room(db, Role(role)))
        now = datetime.datetime.now(datetime.UTC)
        name = address.partition("@")[0]
        account = accounts.create(db, NewAccount(address, name, site.default_locale, role=Role(role), confirmed_at=now))
    else:
        _check(accounts.set_role(db, None, account.id, Role(role)))
    assert account is not None  # nobody else makes it in this transaction
    return one_time_link(db, site, account.id)


def _check(refused: "Refusal | None") -> None:
    if refused is not None:
        raise click.ClickException(f"{refused.sentence} {refused.remedy}".strip())


COMMANDS = (admin,)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot tenant …"""

from pathlib import Path

import click

from folkmoot.cli.installation import Installation, installation
from folkmoot.cli.output import give_json, give_table, say


@click.group()
def tenant() -> None:
    """Make, list, suspend and delete tenants (the municipalities' platforms)."""


@tenant.command()
@click.argument("slug")
@click.option(
    "--host", "hosts", multiple=True, required=True, help="A host the site answers to; the first is canonical."
)
@click.option("--name", required=True, help="The municipality's name.")
@click.option("--locales", required=True, help="Languages in order, for example fr,nl; the first is the default.")
def create(slug: str, hosts: tuple[str, ...], name: str, locales: str) -> None:
    """Make a tenant."""
    from folkmoot.cli.licence_room import licence_room
    from folkmoot.tenants.creation import UnusableTenant, create_tenant

    languages = [part.strip() for part in locales.split(",") if part.strip()]
    with licence_room(None) as room:
        allowed = room.tenants_allowed()
        if allowed is not None and len(room.sites) >= allowed:
            sentence = f"The licence of this installation covers {allowed} tenants, and there are so many."
            raise click.ClickException(sentence)
        try:
            create_tenant(room.db, slug, list(hosts), name, languages)
        except UnusableTenant as reason:
            raise click.ClickException(str(reason)) from None
    say(f"Made {slug}. Next: folkmoot admin create EMAIL --tenant {slug}")


@tenant.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json: bool) -> None:
    """List all tenants."""
    from folkmoot.tenants.services import load_sites

    with installation() as here, here.database.platform() as db:
        sites = sorted(load_sites(db), key=lambda site: site.slug)
    if as_json:
        give_json([
            {"slug": site.slug, "name": dict(site.name), "hosts": list(site.hosts), "locales": list(site.locales),
             "suspended": site.suspended, "id": str(site.id)}
            for site in sites
        ])  # fmt: skip
        return
    rows = [
        (
            site.slug,
            site.text(site.name, ""),
            ", ".join(site.hosts),
            ", ".join(site.locales),
            "yes" if site.suspended else "",
        )
        for site in sites
    ]
    give_table(f"{len(sites)} tenants", ("slug", "name", "hosts", "languages", "suspended"), rows)


@tenant.command()
@click.argument("slug")
def suspend(slug: str) -> None:
    """Take a tenant's site off line; its data stays, its jobs wait."""
    _set_suspended(slug, suspended=True)


@tenant.command()
@click.argument("slug")
def resume(slug: str) -> None:
    """Bring a suspended tenant's site back."""
    _set_suspended(slug, suspended=False)


def _set_suspended(slug: str, *, suspended: bool) -> None:
    import datetime

    from folkmoot.tenants.creation import tenant_by_slug
    from folkmoot.tenants.services import touch

    with installation() as here, here.database.platform() as db:
        row = tenant_by_slug(db, slug)
        if row is None:
            raise click.ClickException(f"There is no tenant {slug}.")
        row.suspended_at = datetime.datetime.now(datetime.UTC) if suspended else None
        touch(db, row)
    say(f"{slug} is {'suspended' if suspended else 'on line'}.")


@tenant.command()
@click.argument("slug")
@click.option(
    "--certificate", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Where to write the certificate of deletion (JSON).",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Don't ask.")
def delete(slug: str, certificate: Path, yes: bool) -> None:
    """Delete a tenant with everything it holds, for good, and write a certificate of it."""
    with installation() as here:
        if certificate.exists():
            raise click.ClickException(f"{certificate} exists already; a certificate is never overwritten.")
        if not yes:
            click.confirm(f"Delete {slug} and everything in it, for good?", abort=True, err=True)
        _delete(here, slug, certificate)


def _delete(here: Installation, slug: str, certificate: Path) -> None:
    from folkmoot.tenants.deletion import UnknownTenant, delete_tenant

    try:
        report = delete_tenant(here.server.owner_url, here.settings.secret or "", here.settings.data, slug, certificate)
    except UnknownTenant as reason:
        raise click.ClickException(str(reason)) from None
    say(f"Deleted {slug}: {report.rows} rows and {report.files} files. The certificate is {certificate}.")


COMMANDS = (tenant,)

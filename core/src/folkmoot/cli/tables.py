# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot export tables"""

from pathlib import Path

import click

from folkmoot.cli.groups import exporting
from folkmoot.cli.installation import installation
from folkmoot.cli.output import say


@exporting.command("tables")
@click.option("--plugin", "plugin_id", required=True, help="Id of a module, installed or not; core for Folkmoot's own.")
@click.option("--tenant", "slug", required=True, help="Slug of the tenant.")
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write to."
)
@click.option("--format", "file_format", default="csv", show_default=True, type=click.Choice(["csv", "jsonl"]))
def tables(plugin_id: str, slug: str, folder: Path, file_format: str) -> None:
    """Write all of a module's tables for a tenant, from the catalogue alone: its code isn't needed."""
    from folkmoot.plugins.export import UnknownPlugin, export_tables
    from folkmoot.tenants.creation import tenant_by_slug

    with installation() as here:
        with here.database.platform() as db:
            tenant = tenant_by_slug(db, slug)
        if tenant is None:
            raise click.ClickException(f"There is no tenant {slug}.")
        try:
            with here.database.tenant(tenant.id) as db:
                written = export_tables(db, plugin_id, folder, file_format)
        except UnknownPlugin as reason:
            raise click.ClickException(str(reason)) from None
    for one in written:
        say(f"{one.path}: {one.rows} rows")


COMMANDS = (exporting,)

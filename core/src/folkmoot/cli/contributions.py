# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot import contributions, folkmoot export contributions"""

import datetime
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from folkmoot.cli.groups import exporting, importing
from folkmoot.cli.installation import Installation, installation
from folkmoot.cli.output import give_json, give_table, say

if TYPE_CHECKING:
    from folkmoot.contributions.exchange.importer import Report
    from folkmoot.contributions.exchange.mapping import Mapping
    from folkmoot.hookspecs.methods import PhaseInfo
    from folkmoot.plugins.manager import Plugins
    from folkmoot.tenants.interfaces import Site

SHOWN = 20
"""How many refused rows are listed for people; --json has them all."""


@importing.command("contributions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", required=True, help="Slug of the tenant.")
@click.option("--project", required=True, help="Slug of the project.")
@click.option("--phase", type=int, help="Number of the phase; needed when several phases take contributions.")
@click.option("--map", "map_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help='JSON {"column": "field" or null}; columns not named are guessed.')  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the mapping and what would happen; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_contributions(  # noqa: PLR0913, PLR0917 - click hands over every option
    context: click.Context, file: Path, tenant: str, project: str, phase: int | None, map_file: Path | None,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring contributions from FILE (CSV, JSON Lines or XLSX) into a phase.

    Rows with a parent become comments under it. Importing the same file again adds nothing, and an import that was
    stopped is taken up by starting it again.
    """
    from folkmoot.contributions.exchange.importer import Importer, plan
    from folkmoot.contributions.exchange.names import NoStatus, names
    from folkmoot.contributions.exchange.readers import UnreadableFile

    now = datetime.datetime.now(datetime.UTC)
    with installation() as here:
        where, target = _phase(here, tenant, project, phase, now)
        try:
            mapping = plan(file, map_file)
            with here.database.tenant(where.site.id) as db:
                known_names = names(db, where.plugins, where.packages, target.method)
            importer = Importer(here.database, where.site, target, known_names, now)
            if not as_json:
                _show(mapping)
            report = _run(importer, file, mapping, dry_run)
        except (UnreadableFile, NoStatus) as trouble:
            raise click.ClickException(str(trouble)) from None
    _tell(report, dry_run, as_json)
    context.exit(1 if report.refused else 0)


def _phase(
    here: Installation, tenant: str, project: str, number: int | None, now: datetime.datetime
) -> "tuple[Place, PhaseInfo]":
    """The tenant's site and the phase that takes contributions; says what is missing otherwise."""
    from folkmoot.hookspecs.methods import Capability

    where = place(here, tenant, project, now)
    taking = [
        info for info in where.phases
        if (method := where.plugins.method(info.method)) and Capability.CONTRIBUTIONS in method.capabilities
    ]  # fmt: skip
    chosen = [info for info in taking if number in (None, info.number)]
    if len(chosen) == 1:
        return where, chosen[0]
    if not taking:
        raise click.ClickException(f"No phase of {project} takes contributions.")
    numbers = ", ".join(str(info.number) for info in taking)
    raise click.ClickException(f"Choose the phase with --phase; these take contributions: {numbers}.")


@dataclass(frozen=True)
class Place:
    """A project in a tenant, with what its composition knows."""

    site: "Site"
    plugins: "Plugins"
    packages: tuple[str, ...]
    project_id: uuid.UUID
    phases: "list[PhaseInfo]"


def place(here: Installation, tenant: str, project: str, now: datetime.datetime) -> Place:
    """Find a project by the slugs; refuses with a sentence when there is none."""
    from folkmoot.db.schema import metadata
    from folkmoot.licences.services import Licences
    from folkmoot.plugins.composition import Composer
    from folkmoot.plugins.loader import discover
    from folkmoot.projects.services import Projects
    from folkmoot.tenants.services import load_sites

    assert metadata.tables
    licences, installed = Licences(), discover()
    with here.database.platform() as db:
        site = next((site for site in load_sites(db) if site.slug == tenant), None)
        if site is None:
            raise click.ClickException(f"There is no tenant {tenant}.")
        licences.load(db, partial(here.database.enter_tenant, db.connection()), [site], installed)
    composer = Composer(installed, licences, here.settings.blocked)
    composition = composer.compose(site)
    plugins = composer.plugins(composition, licences.evidence(site))
    projects = Projects(plugins)
    with here.database.tenant(site.id) as db:
        found = projects.by_slug(db, project)
        if found is None:
            raise click.ClickException(f"There is no project {project} in {tenant}.")
        packages = ("folkmoot", *composer.packages(composition))
        return Place(site, plugins, packages, found.id, list(projects.phases(db, found.id, now)))


def _show(mapping: "Mapping") -> None:
    rows = [(column, field) for column, field in mapping.fields.items()]
    rows += [(column, "kept with the contribution") for column in mapping.kept]
    give_table("Columns", ("column", "goes into"), rows, error=True)


def _run(importer: object, file: Path, mapping: "Mapping", dry_run: bool) -> "Report":
    """With a bar on a terminal; a file being read twice would be slow, so the bar follows the bytes' share of rows."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from folkmoot.contributions.exchange.importer import Importer
    from folkmoot.contributions.exchange.readers import read

    assert isinstance(importer, Importer)
    total = sum(1 for _row in read(file))
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*bar, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Checking" if dry_run else "Importing", total=total)
        return importer.run(file, mapping, dry_run=dry_run, progress=lambda row: progress.update(task, completed=row))


def _tell(report: "Report", dry_run: bool, as_json: bool) -> None:
    if as_json:
        give_json(report.as_json())
        return
    would = "would be " if dry_run else ""
    say(
        f"{report.read} rows read: {report.new} {would}new, {report.unchanged} unchanged,"
        f" {len(report.refused)} refused."
    )
    if report.alone:
        say(f"{report.alone} rows answer something that isn't here: each {would}a contribution of its own.")
    for item in report.as_json()["refused"][:SHOWN]:
        say(f"  row {item['row']}: {item['reason']}")
    if len(report.refused) > SHOWN:
        say(f"  … and {len(report.refused) - SHOWN} more; --json lists them all.")


@exporting.command("contributions")
@click.option("--tenant", required=True)
@click.option("--project", required=True)
@click.option("--phase", type=int, help="Number of the phase; all phases when left out.")
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl", "xlsx"]), default="csv", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Standard output when left out."
)
def export_contributions(tenant: str, project: str, phase: int | None, kind: str, out: Path | None) -> None:
    """Write a project's contributions and comments with their original ids; the inverse of import."""
    from folkmoot.contributions.exchange import exporter

    now = datetime.datetime.now(datetime.UTC)
    with installation() as here:
        where = place(here, tenant, project, now)
        chosen = next((info for info in where.phases if info.number == phase), None)
        if phase is not None and chosen is None:
            raise click.ClickException(f"{project} has no phase {phase}.")
        with here.database.tenant(where.site.id) as db, _target(out) as file:
            rows = exporter.rows(db, where.project_id, chosen.id if chosen else None)
            if kind == "jsonl":
                count = exporter.write_json_lines(rows, file)
            else:
                write = exporter.write_csv if kind == "csv" else exporter.write_xlsx
                count = write(rows, exporter.columns(db, where.project_id), file)
    say(f"{count} rows written.")


@contextmanager
def _target(out: Path | None) -> Iterator[IO[bytes]]:
    """A file that appears only when it is whole, or standard output."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = out.with_name(f".{out.name}.part")
    with unfinished.open("wb") as file:
        yield file
    unfinished.replace(out)


importing.add_command(import_contributions)
exporting.add_command(export_contributions)
COMMANDS = (importing, exporting)

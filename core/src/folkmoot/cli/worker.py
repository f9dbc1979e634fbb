# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot worker: runs background jobs."""

import click

from folkmoot.cli.output import say
from folkmoot.settings import load_settings


@click.command()
@click.option("--concurrency", default=4, show_default=True, type=click.IntRange(1, 64), help="Jobs at the same time.")
@click.option("--until-idle", is_flag=True, help="End when no job is waiting.")
@click.option("--supervisor", type=int, hidden=True, help="Process whose end is this worker's end.")
def worker(concurrency: int, until_idle: bool, supervisor: int | None) -> None:
    """Run background jobs: mail, audit seals, phases that open and close, retention."""
    from folkmoot.jobs.worker import run_worker
    from folkmoot.serving import die_with, site_database

    if supervisor is not None:
        die_with(supervisor)
    settings = load_settings(owner=supervisor is None)
    with site_database(settings, say) as url:
        run_worker(settings, url, concurrency=concurrency, wait=not until_idle)


COMMANDS = (worker,)

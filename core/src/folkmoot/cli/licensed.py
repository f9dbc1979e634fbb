# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commands of modules that need a key: opened by a licence file, or by the licence of a town of this installation.

Core looks first, so that code of a module that isn't open is never imported; then the module asks its own guard, with
the tokens' own bytes.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import click

from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import Command, Edition
from folkmoot_licensing import Assessment, Evidence, Mode, NotLicensed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DEFAULT_HOST = "localhost"
"""Where a file is worked on without a town (FORMAT.md, "What is compared")."""

Opener = Callable[[Evidence], click.Command]
"""What the target of a licensed module's command is: it asks the guard, and raises NotLicensed or gives the command."""


def licensed(plugin: Installed, command: Command, opener: Callable[[], Opener]) -> click.Command:
    """The command of a module that needs a key. opener: imports the module's code."""

    @click.command(
        command.name, add_help_option=False, context_settings={"ignore_unknown_options": True},
        short_help=f"Of the module {plugin.id}, which needs a licence.",
    )  # fmt: skip
    @click.option("--licence", type=FILE, help="Open it with this file, without any installation.")
    @click.option("--host", default=DEFAULT_HOST, help="The host for which the licence file is made.")
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    @click.pass_context
    def run(context: click.Context, licence: Path | None, host: str, words: tuple[str, ...]) -> None:
        found = of_file(licence, host, plugin) if licence else of_installation(plugin)
        if found is None:
            raise click.ClickException(_closed(plugin, command.name))
        try:
            opened = opener()(found)
        except NotLicensed as refusal:
            raise click.ClickException(f"{_closed(plugin, command.name)} ({refusal.code})") from None
        with opened.make_context(command.name, list(words), parent=context.parent) as inner:
            opened.invoke(inner)

    return run


def of_file(path: Path, host: str, plugin: Installed) -> Evidence:
    """The tokens of a licence file that opens the module. Raises ClickException with what is wrong with it."""
    from folkmoot.licences.words import ABSENT, FALLBACK, REFUSALS
    from folkmoot_licensing import MAX_BUNDLE, Held, Place, Refused, Roots, assess, read_bundle

    try:
        with path.open("rb") as file:
            blocks = read_bundle(file.read(MAX_BUNDLE + 1))
    except (Refused, OSError) as error:
        raise click.ClickException(f"{path.name} isn't a licence file: {error}") from None
    found = Evidence(tuple(Held(block.token) for block in blocks), (), Place((host,), ""), int(time.time()))
    judged = assess(found.tokens, roots=Roots.shipped(), place=found.place, at=found.at)
    standing = judged.standing(plugin.id, _edition(plugin))
    if standing.mode is not Mode.OPEN:
        code = _reason(judged, str(standing.code))
        sentence = ABSENT.get(code) or REFUSALS.get(code) or FALLBACK
        raise click.ClickException(f"{path.name} doesn't open the module {plugin.id} on {host}: {sentence} ({code})")
    return found


def _reason(judged: Assessment, code: str) -> str:
    """Why: where no licence of the file grants the module, what is wrong with the first that doesn't count."""
    wrong = [verdict for verdict in judged.verdicts if not verdict.counts]
    if code != "needs-licence" or not wrong:
        return code
    return str(wrong[0].code or wrong[0].state or code)


def of_installation(plugin: Installed) -> Evidence | None:
    """The tokens of the first town in which the module is open; None where there is none, or no installation at all."""
    from folkmoot.cli.licence_room import licence_room
    from folkmoot.licences.interfaces import Mode as Presence

    if not _is_set_up():
        return None
    with licence_room(None) as room:
        open_in = (site for site in room.sites if room.licences.grant(site, plugin).mode is Presence.OPEN)
        site = next(open_in, None)
        return room.licences.evidence(site) if site is not None else None


def _is_set_up() -> bool:
    """Whether there is an installation to ask: looking for a licence shouldn't make one."""
    from folkmoot.settings import default_data_folder

    if os.environ.get("FOLKMOOT_DATABASE_URL"):
        return True
    data = Path(os.environ.get("FOLKMOOT_DATA") or default_data_folder())
    return data.is_dir() and any(data.iterdir())


def _edition(plugin: Installed) -> str:
    return "none" if plugin.edition is Edition.VENDOR else str(plugin.edition)


def _closed(plugin: Installed, name: str) -> str:
    return (
        f"The command {name} belongs to the module {plugin.id}, which no licence opens here. Give a licence file with "
        "--licence FILE, or install one for a town: folkmoot licence install FILE"
    )

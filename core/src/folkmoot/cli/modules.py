# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commands that installed modules bring: known from their manifests, imported when called."""

import importlib
from functools import cache

import click

from folkmoot.plugins.manifest import LICENSED, Command


@cache
def offered() -> dict[str, tuple[str, bool, Command]]:
    """By name: the module's id, whether a licence has to open it, and the command. The first to offer a name has it."""
    from folkmoot.plugins.loader import discover

    found: dict[str, tuple[str, bool, Command]] = {}
    for plugin in discover():
        if plugin.usable and plugin.manifest is not None:
            for command in plugin.manifest.commands:
                found.setdefault(command.name, (plugin.id, plugin.edition in LICENSED, command))
    return found


def load(name: str) -> click.Command | None:
    """The command of that name; None when no module offers it. One that can't be imported says so in a sentence."""
    if name not in offered():
        return None
    module, licensed, command = offered()[name]
    if licensed:
        return _closed(name, module)
    package, _, attribute = command.target.partition(":")
    try:
        loaded = getattr(importlib.import_module(package), attribute)
    except Exception as error:
        raise click.ClickException(f"The command {name} of the module {module} can't be loaded: {error}") from error
    if not isinstance(loaded, click.Command):
        raise click.ClickException(f"The command {name} of the module {module} is no command: {command.target}")
    return loaded


def _closed(name: str, module: str) -> click.Command:
    """What core answers itself for a module that needs a key.

    The place to ask FILE of --licence, or the keys of the installation, before the module's code is imported. No
    licensed module has a command yet, so nothing opens one here.
    """

    @click.command(
        name, context_settings={"ignore_unknown_options": True, "allow_extra_args": True}, add_help_option=False
    )
    def refuse() -> None:
        raise click.ClickException(f"The command {name} belongs to the module {module}, which no licence opens here.")

    refuse.help = f"Of the module {module}, which needs a licence."
    return refuse

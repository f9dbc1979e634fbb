# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commands that installed modules bring: known from their manifests, imported when called."""

import importlib
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from folkmoot.plugins.manifest import LICENSED, Command

if TYPE_CHECKING:
    from folkmoot.plugins.loader import Installed


@cache
def offered() -> "dict[str, tuple[Installed, Command]]":
    """By name: the module and the command. The first to offer a name has it."""
    from folkmoot.plugins.loader import discover

    found: dict[str, tuple[Installed, Command]] = {}
    for plugin in discover():
        if plugin.usable and plugin.manifest is not None:
            for command in plugin.manifest.commands:
                found.setdefault(command.name, (plugin, command))
    return found


def load(name: str) -> click.Command | None:
    """The command of that name; None when no module offers it. One that can't be imported says so in a sentence.

    That of a module which needs a key is imported only when a licence opens it (folkmoot.cli.licensed).
    """
    if name not in offered():
        return None
    plugin, command = offered()[name]
    if plugin.edition in LICENSED:
        from folkmoot.cli.licensed import licensed

        return licensed(plugin, command, lambda: _target(plugin, command))
    loaded = _target(plugin, command)
    if not isinstance(loaded, click.Command):
        raise click.ClickException(f"The command {name} of the module {plugin.id} is no command: {command.target}")
    return loaded


def _target(plugin: "Installed", command: Command) -> Any:
    """What the manifest names. Raises ClickException where that can't be imported."""
    package, _, attribute = command.target.partition(":")
    try:
        return getattr(importlib.import_module(package), attribute)
    except Exception as error:
        said = f"The command {command.name} of the module {plugin.id} can't be loaded: {error}"
        raise click.ClickException(said) from error

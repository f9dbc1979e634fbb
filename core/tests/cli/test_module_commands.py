# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commands that modules bring: found in their manifests, imported when called, never in the place of core's."""

import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import modules
from folkmoot.cli.main import main
from folkmoot.plugins.manifest import Command
from folkmoot.testing.plugins import Shelf

INIT = """
from folkmoot.hookspecs import API_VERSION
from folkmoot.plugins.manifest import Command, Manifest
MANIFEST = Manifest(id="{id}", title="T", description="D", api_version=API_VERSION, commands=({commands},))
"""
GREET = "import click\n@click.command()\n@click.option('--to')\ndef greet(to):\n    click.echo(f'Hello {to}')\n"


@pytest.fixture
def offered(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """What lies on the shelf is installed for the command too."""
    monkeypatch.setattr("folkmoot.plugins.loader.discover", shelf.installed)
    modules.offered.cache_clear()
    yield shelf
    modules.offered.cache_clear()


def add(shelf: Shelf, name: str, target: str, plugin_id: str = "greeter", vendor: str = "") -> None:
    init = INIT.format(id=plugin_id, commands=f"Command('{name}', '{target}', needs_database=False)")
    package = f"fixture_{plugin_id.replace('.', '_')}"
    shelf.add(plugin_id, init=init, files={"command.py": GREET}, package=package, vendor=vendor)


def call(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_command_is_listed_and_imported_only_when_it_is_called(offered: Shelf) -> None:
    add(offered, "greet", "fixture_greeter.command:greet")
    assert "greet" in modules.offered()
    assert "fixture_greeter.command" not in sys.modules
    assert call("greet", "--to", "Ann").output == "Hello Ann\n"


def test_core_commands_stay_core_s(offered: Shelf) -> None:
    add(offered, "doctor", "fixture_greeter.command:greet")
    assert "Hello" not in call("doctor", "--to", "Ann").output


@pytest.mark.parametrize("target", ["fixture_greeter.nowhere:greet", "fixture_greeter.command:nothing", "json:dumps"])
def test_one_that_cannot_be_loaded_says_so_in_a_sentence(offered: Shelf, target: str) -> None:
    add(offered, "greet", target)
    done = call("greet")
    assert (done.exit_code, "the module greeter" in done.output) == (1, True)


def test_one_of_a_licensed_module_is_refused_before_its_code_is_imported(offered: Shelf) -> None:
    add(offered, "greet", "fixture_vendor_acme_greeter.command:greet", "vendor.acme.greeter", vendor="acme")
    done = call("greet", "--to", "Ann")
    assert (done.exit_code, "no licence opens" in done.output) == (1, True)
    assert "fixture_vendor_acme_greeter.command" not in sys.modules


@pytest.mark.parametrize(("name", "target"), [("Greet", "a:b"), ("greet", "a.b"), ("greet", "a:b()"), ("", "a:b")])
def test_what_is_no_command_is_refused(name: str, target: str) -> None:
    with pytest.raises(ValueError, match="command"):
        Command(name, target, needs_database=False)

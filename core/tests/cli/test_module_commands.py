# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commands that modules bring: found in their manifests, imported when called, never in the place of core's."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import modules
from folkmoot.cli.main import main
from folkmoot.plugins.loader import EDITION_OF
from folkmoot.plugins.manifest import Command, Edition
from folkmoot.testing.authority import Authority
from folkmoot.testing.plugins import Shelf
from folkmoot_licensing import Evidence, Place, Roots

INIT = """
from folkmoot.hookspecs import API_VERSION
from folkmoot.plugins.manifest import Command, Manifest
MANIFEST = Manifest(id="{id}", title="T", description="D", api_version=API_VERSION, commands=({commands},))
"""
GREET = "import click\n@click.command()\n@click.option('--to')\ndef greet(to):\n    click.echo(f'Hello {to}')\n"
GUARDED = """
from folkmoot_licensing import Guard, Roots
def opened(evidence):
    Guard(Roots.parse({roots!r}), edition="premium").admit(evidence, "greeter")
    return greet
"""


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


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Authority:
    """A root that takes the place of the pinned ones: nothing that an operator could set does that."""
    made = Authority()
    monkeypatch.setattr(Roots, "shipped", staticmethod(lambda: made.roots))
    return made


@pytest.fixture
def paid(offered: Shelf, authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A command of a module of the Premium edition, where nothing is installed; returns a licence file for it."""
    monkeypatch.setenv("FOLKMOOT_DATA", str(tmp_path / "nothing"))
    monkeypatch.delenv("FOLKMOOT_DATABASE_URL", raising=False)
    init = INIT.format(id="greeter", commands="Command('greet', 'fixture_paid.command:opened', needs_database=False)")
    source = GREET + GUARDED.format(roots=authority.roots_json)
    offered.add("greeter", init=init, files={"command.py": source}, package="fixture_paid", vendor="")
    monkeypatch.setitem(EDITION_OF, "fixture-paid", Edition.PREMIUM)
    file = tmp_path / "premium.lic"
    file.write_text(authority.bundle(authority.licence(edition="premium")))
    return file


def test_one_of_a_licensed_module_is_refused_before_its_code_is_imported(paid: Path) -> None:
    done = call("greet", "--to", "Ann")
    assert (done.exit_code, "no licence opens" in done.output) == (1, True)
    assert "fixture_paid.command" not in sys.modules


def test_a_licence_file_opens_it(paid: Path) -> None:
    done = call("greet", "--to", "Ann", "--licence", str(paid))
    assert (done.exit_code, done.output) == (0, "Hello Ann\n")
    assert call("greet", "--licence", str(paid), "--help").output.startswith("Usage: main greet")
    assert call("greet", "--licence", str(paid), "--other").exit_code == 2
    assert call("greet", "--licence", f"{paid}.missing").exit_code == 2


def test_one_that_opens_nothing_is_refused_before_any_code_is_imported(paid: Path, authority: Authority) -> None:
    paid.write_text(authority.bundle(authority.licence(edition="standard")))
    done = call("greet", "--licence", str(paid))
    assert (done.exit_code, "(needs-licence)" in done.output) == (1, True)
    paid.write_text(authority.bundle(authority.licence(edition="premium", begins=-40, ends=-10)))
    done = call("greet", "--licence", str(paid))
    assert (done.exit_code, "(lapsed)" in done.output) == (1, True)
    assert "fixture_paid.command" not in sys.modules


def test_a_core_that_says_yes_to_everything_opens_nothing(paid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Evidence((), (), Place(("localhost",), ""), 0)
    monkeypatch.setattr("folkmoot.cli.licensed.of_file", lambda *_: found)
    done = call("greet", "--licence", str(paid))
    assert (done.exit_code, "(needs-licence)" in done.output) == (1, True)


@pytest.mark.parametrize(("name", "target"), [("Greet", "a:b"), ("greet", "a.b"), ("greet", "a:b()"), ("", "a:b")])
def test_what_is_no_command_is_refused(name: str, target: str) -> None:
    with pytest.raises(ValueError, match="command"):
        Command(name, target, needs_database=False)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What plugins may and may not do, seen from outside: imports, process-wide state, tables, what absence leaves."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from tests.boundaries.documents import DOCS, ROOT, imported, modules

import folkmoot.interfaces
from folkmoot.db.base import Base
from folkmoot.db.server import Server
from folkmoot.plugins.loader import Installed, discover
from folkmoot.testing import Town
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.plugins import Shelf

HERE = Path(__file__).parent
PLUGINS = [plugin for plugin in discover() if plugin.usable]
OWN_TEMPLATES = re.compile(r"""{%\s*(?:extends|import|from|include)\s+["']([^"']+)["']""")
NAUGHTY = """
from sqlalchemy import event
import folkmoot.web.routes
from folkmoot.accounts.models import Account
from folkmoot.hookspecs.methods import ParticipationMethod
class Member(Account):
    pass
@event.listens_for(Account, "before_insert")
def look(mapper, connection, target):
    pass
folkmoot.web.routes.LANGUAGE_PREFIX = ""
ParticipationMethod.icon = "other"
"""


def allowed_modules() -> list[str]:
    """The list in docs/hooks.md."""
    listed = (DOCS / "hooks.md").read_text().partition("## What is public")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(folkmoot[\w.]*)` \|", listed, re.MULTILINE)


def home_of(plugin: Installed) -> Path:
    """The folder of a plugin's package."""
    package = sys.modules[plugin.package].__file__
    assert package is not None
    return Path(package).parent


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.id)
def test_plugins_import_only_the_public_contract(plugin: Installed) -> None:
    allowed = allowed_modules()
    assert len(allowed) > 5
    for path, tree in modules(home_of(plugin)):
        for name in imported(tree):
            if not name.startswith("folkmoot."):
                continue
            assert any(f"{name}.".startswith(f"{module}.") for module in allowed), f"{path.relative_to(ROOT)}: {name}"
            if name.startswith("folkmoot.interfaces."):
                assert name.rpartition(".")[2] in folkmoot.interfaces.__all__, f"{path.relative_to(ROOT)}: {name}"


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.id)
def test_plugins_use_only_public_templates(plugin: Installed) -> None:
    listed = (DOCS / "hooks.md").read_text().partition("In templates:")[2].partition("\n\n")[0]
    layouts = re.findall(r"`(layouts/[a-z]+\.jinja2)`", listed)
    assert len(layouts) > 1
    public = (*layouts, "macros/", f"{plugin.package.partition('.')[0]}:")
    for path in home_of(plugin).rglob("*.jinja2"):
        strange = [name for name in OWN_TEMPLATES.findall(path.read_text()) if not name.startswith(public)]
        assert strange == [], path.name


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[str]]]:
    """What the installed plugins leave in a process, and after them what the naughty one leaves."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    package = shelf.add("naughty", NAUGHTY)
    found: list[dict[str, list[str]]] = fresh_process("process_state.py", str(shelf.folder), package)
    return found


def test_plugins_leave_no_trace_in_the_process(traces: list[dict[str, list[str]]]) -> None:
    assert traces[0] == {"attributes": [], "listeners": [], "heirs": []}


def test_the_look_for_traces_finds_them(traces: list[dict[str, list[str]]]) -> None:
    found = traces[1]
    assert found["heirs"] == ["fixture_naughty.plugin.Member"]
    assert found["listeners"] == ["before_insert"]
    assert {"folkmoot.web.routes.LANGUAGE_PREFIX", "folkmoot.hookspecs.methods.ParticipationMethod.icon"} <= set(
        found["attributes"]
    )


def fresh_process(script: str, *arguments: str, **variables: str) -> Any:
    """The JSON that a script of this folder prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        check=False,
        env=kept | variables,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def core_tables() -> set[str]:
    """Tables of core's models."""
    mappers = Base.registry.mappers
    return {mapper.local_table.name for mapper in mappers if mapper.class_.__module__.partition(".")[0] == "folkmoot"}


def test_tables_of_plugins_begin_with_their_ids(server: Server) -> None:
    owned = {plugin.manifest.table_prefix: plugin.package for plugin in PLUGINS if plugin.manifest}
    for mapper in Base.registry.mappers:
        module, table = mapper.class_.__module__, mapper.local_table.name
        if table not in core_tables() and any(module.startswith(f"{plugin.package}.") for plugin in PLUGINS):
            mine = next(prefix for prefix, package in owned.items() if module.startswith(f"{package}."))
            assert table.startswith(mine), module
    assert [name for name in core_tables() if name.startswith(tuple(owned))] == []


def test_every_table_of_a_plugin_is_in_the_catalogue_with_all_its_columns(server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        owners = dict(map(tuple, connection.execute(text("SELECT name, plugin_id FROM catalogue_table"))))
        written = {
            (row.table_name, row.name)
            for row in connection.execute(text("SELECT table_name, name FROM catalogue_column WHERE kind <> ''"))
        }
        real = connection.execute(
            text(
                "SELECT c.table_name, c.column_name, t.plugin_id FROM information_schema.columns AS c"
                " JOIN catalogue_table AS t ON t.name = c.table_name WHERE c.table_schema = current_schema()"
            )
        ).all()
    engine.dispose()
    assert {(table, column) for table, column, _ in real} <= written
    for plugin in PLUGINS:
        assert plugin.manifest is not None
        prefix = plugin.manifest.table_prefix
        mine = [table for table in Base.metadata.tables if table.startswith(prefix)]
        assert {table: owners.get(table) for table in mine} == dict.fromkeys(mine, plugin.id)
    assert "ideation" in owners.values()


@pytest.fixture
def site_variables(server: Server, tmp_path: Path) -> dict[str, str]:
    """What a web worker's environment holds."""
    return {"FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_SECRET": SECRET, "FOLKMOOT_DATA": str(tmp_path)}


def test_an_absent_module_leaves_nothing(town: Town, site_variables: dict[str, str]) -> None:
    asked = (town.host, "ideation", "folkmoot_essential.ideation", "/en/ideas")
    present = fresh_process("absence.py", *asked, **site_variables)
    assert "folkmoot_essential.ideation.plugin" in present["imported"]
    assert "ideation.show" in present["routes"]
    assert present["tasks"]
    assert "/en/ideas" in present["home"]
    assert present["answers"] == [[200, False], [200, False]]

    absent = fresh_process("absence.py", *asked, FOLKMOOT_BLOCKED_PLUGINS="ideation", **site_variables)
    assert "/en/ideas" not in absent.pop("home")
    assert absent == {"imported": [], "routes": [], "tasks": [], "answers": [[200, False], [404, True]]}

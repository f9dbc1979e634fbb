# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the documentation says is what the code does."""

import ast
import dataclasses
import inspect
import re
from types import ModuleType

import click
import pytest
from pydantic.fields import FieldInfo
from tests.boundaries import documents
from tests.boundaries.documents import CORE, DOCS, ROOT, SOURCES
from zope.interface.interface import InterfaceClass, Method

import folkmoot.interfaces
from folkmoot.cli.main import main
from folkmoot.hookspecs import access, back_office, contributions, flow, methods, operations, pages
from folkmoot.hookspecs.methods import IParticipationMethod
from folkmoot.settings import Settings

HOOKS = documents.functions_marked(CORE / "hookspecs", "hookspec")
CONTRACT = (DOCS / "hooks.md").read_text()
MOST_LINES = 400
TYPES = {"PostgresAddress": "PostgreSQL address", "str | None": "text", "str": "text", "Path": "folder",
         "Path | None": "folder", "bool": "0 or 1", "int": "whole number"}  # fmt: skip


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_every_hook_is_documented_with_its_exact_signature(hook: str) -> None:
    assert f"\n### `{documents.signature(HOOKS[hook])}`\n" in CONTRACT


def test_no_hook_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^### `(folkmoot_\w+)", CONTRACT, re.MULTILINE)) == set(HOOKS)


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_every_hook_has_a_plugin_of_this_repository_that_uses_it(hook: str) -> None:
    used = {name for root in (ROOT / "plugins").glob("*/src") for name in documents.functions_marked(root, "hookimpl")}
    assert hook in used


def test_every_question_of_a_method_is_documented() -> None:
    for name, about in IParticipationMethod.namesAndDescriptions():
        asked = f"`{name}{about.getSignatureString()}`" if isinstance(about, Method) else f"`{name}`"
        assert asked in CONTRACT, asked


@pytest.mark.parametrize("family", [access, back_office, contributions, flow, methods, operations, pages])
def test_every_value_is_documented_with_its_fields(family: ModuleType) -> None:
    for name, value in inspect.getmembers(family, dataclasses.is_dataclass):
        if value.__module__ != family.__name__:
            continue
        parameters = inspect.signature(value).parameters.values()
        fields = ", ".join(f"`{p.replace(annotation=p.empty)!s}`" for p in parameters)
        assert f"| `{name}` | {_plain(fields)} |" in _plain(CONTRACT), name


def _plain(text: str) -> str:
    """Defaults as a reader writes them: the member's name, nothing for what a factory makes."""
    return re.sub(r"<(\w+\.\w+): [^>]+>", r"\1", text).replace("=<factory>", "")


def test_every_service_and_value_of_the_interfaces_is_documented() -> None:
    for name in folkmoot.interfaces.__all__:
        assert f"`{name}`" in CONTRACT, name
        service = getattr(folkmoot.interfaces, name)
        if isinstance(service, InterfaceClass):
            line = next(line for line in CONTRACT.splitlines() if line.startswith(f"| `{name}` |"))
            assert set(re.findall(r"`(\w+)`", line)) == {name, *service.names()}, name


def settings_table() -> str:
    """Every setting as docs/settings.md must have it; print it after a change:

    PYTHONPATH=. .venv/bin/python -c "from tests.boundaries.test_docs import *; print(settings_table())"
    """
    lines = ["| variable | what it holds | default | meaning |", "| --- | --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        variable = f"FOLKMOOT_{name.upper()}"
        lines.append(f"| `{variable}` | {_held(name)} | {_default(field)} | {field.description} |")
    return "\n".join(lines)


def _held(name: str) -> str:
    annotations = {
        node.target.id: ast.unparse(node.annotation)
        for node in ast.walk(ast.parse((CORE / "settings.py").read_text()))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return TYPES[annotations[name]]


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "the user's data folder"
    if field.default in (None, ""):
        return "none"
    return f"`{int(field.default) if isinstance(field.default, bool) else field.default}`"


def test_every_setting_is_documented_with_type_default_and_meaning() -> None:
    assert settings_table() in (DOCS / "settings.md").read_text()


def commands(group: click.Group = main, before: str = "folkmoot") -> dict[str, click.Command]:
    """Every command of the command line by its full name."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        full = f"{before} {name}"
        found |= commands(command, full) if isinstance(command, click.Group) else {full: command}
    return found


def test_every_command_is_mentioned() -> None:
    text = "\n".join(page.read_text() for page in documents.pages())
    assert [name for name in commands() if not re.search(rf"{name}\b", text)] == []


def test_every_command_in_the_documentation_exists_with_its_options() -> None:
    known = commands()
    for page in documents.pages():
        for line in _command_lines(page):
            name = max((name for name in known if re.match(rf"{name}\b", line)), key=len, default="")
            assert name, f"{page.name}: {line}"
            options = {option for parameter in known[name].params for option in parameter.opts}
            assert set(re.findall(r"(?<=\s)--[\w-]+", line)) <= options | {"--help"}, f"{page.name}: {line}"


def _command_lines(page: documents.Path) -> list[str]:
    lines = [line for block in documents.code_blocks(page, "sh") for line in block.text.splitlines()]
    return [found for line in lines for found in re.findall(r"(?:^|\s)(folkmoot [a-z].*)", line.partition("#")[0])]


def test_every_room_is_on_the_map() -> None:
    text = (DOCS / "map.md").read_text()
    rooms = [path for path in CORE.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert [room.name for room in rooms if f"`{room.name}/`" not in text] == []
    files = [path.name for path in CORE.glob("*.py") if path.name != "__init__.py"]
    assert [name for name in files if f"`{name}`" not in text] == []


def test_paths_on_the_map_exist() -> None:
    named = re.findall(r"`((?:core|plugins|tests|licensing|sdk|tools)/[^` ]*)`", (DOCS / "map.md").read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_links_in_the_documentation_resolve() -> None:
    for page in documents.pages():
        prose = documents.FENCE.sub("", page.read_text())
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "adr" / "README.md").read_text()
    assert [path.name for path in (DOCS / "adr").glob("0*.md") if path.name not in listed] == []


def test_no_source_file_is_longer_than_it_may_be() -> None:
    kinds = ("*.py", "*.jinja2", "*.js", "*.css")
    places = [*SOURCES, ROOT / "tests", ROOT / "core" / "tests", *(ROOT / "plugins").glob("*/tests"), ROOT / "tools"]
    files = [path for place in places for kind in kinds for path in place.rglob(kind) if "vendor" not in path.parts]
    assert {str(p.relative_to(ROOT)): n for p in files if (n := len(p.read_text().splitlines())) > MOST_LINES} == {}


def test_every_module_says_what_it_is_about() -> None:
    silent = [path for root in SOURCES for path, tree in documents.modules(root) if not ast.get_docstring(tree)]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_no_file_is_a_drawer_for_anything() -> None:
    drawers = re.compile(r"(^|_)(utils?|helpers?|common|misc)(_|$)")
    everywhere = [path for root in [*SOURCES, ROOT / "tests", ROOT / "tools"] for path in root.rglob("*.py")]
    found = [path for path in everywhere if drawers.search(path.stem.lower()) or drawers.search(path.parent.name)]
    assert [str(path.relative_to(ROOT)) for path in found] == []

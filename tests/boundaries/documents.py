# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reading documentation and source as data, for the tests that hold one against the other."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CORE = ROOT / "core" / "src" / "folkmoot"
SOURCES = sorted(path for path in ROOT.glob("*/src/*") if path.is_dir()) + sorted(
    path for path in ROOT.glob("plugins/*/src/*") if path.is_dir()
)
FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block of a page; name is what follows the language, a file's name."""

    language: str
    name: str
    text: str


def code_blocks(page: Path, language: str = "") -> list[CodeBlock]:
    """The fenced blocks of a page, of one language or all."""
    found = (CodeBlock(m["language"], m["name"] or "", m["text"]) for m in FENCE.finditer(page.read_text()))
    return [block for block in found if language in ("", block.language)]


def pages() -> list[Path]:
    """Every page of documentation, with those at the root."""
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every module below a package, parsed."""
    for path in sorted(root.rglob("*.py")):
        yield path, ast.parse(path.read_text(), str(path))


@cache
def functions_marked(root: Path, marker: str) -> dict[str, ast.FunctionDef]:
    """Functions that bear a decorator, by name; those of a licensed plugin are methods of one class."""
    return {
        node.name: node
        for _, tree in modules(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(mark) == marker for mark in node.decorator_list)
    }


def signature(function: ast.FunctionDef) -> str:
    """A function as it is written, without quotes around annotations."""
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{function.name}({ast.unparse(function.args)}){returns}".replace("'", "")


def imported(tree: ast.Module) -> Iterator[str]:
    """Dotted names of everything a module imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Puts the page together: one HTML file with its style and its script inside, and a policy that allows nothing else.

Each module becomes a function of its own, so that names stay apart: imports are read from the modules before it, and
its exports are what the function gives back. Only the forms of import and export that the sources use are understood.
"""

import re
from base64 import b64encode
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b", re.MULTILINE)
FIRST_LINES = re.compile(r"\A// SPDX[^\n]*\n// SPDX[^\n]*\n")


@cache
def page() -> bytes:
    """The file verify.html: the same bytes for the same sources. Raises ValueError when the sources don't fit."""
    source = files(__package__).joinpath("source")
    script, style = _script(_modules(source)), source.joinpath("page.css").read_text("utf-8")
    shell = source.joinpath("shell.html").read_text("utf-8")
    for name, value in (
        ("SCRIPT-HASH", _hash(script)), ("STYLE-HASH", _hash(style)), ("STYLE", style), ("SCRIPT", script),
    ):  # fmt: skip
        shell = _put(shell, f"@@{name}@@", value)
    return shell.encode("utf-8")


def _put(shell: str, mark: str, value: str) -> str:
    if shell.count(mark) != 1:
        raise ValueError(f"shell.html holds {mark} {shell.count(mark)} times instead of once.")
    return shell.replace(mark, value)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _modules(folder: Traversable, within: str = "") -> dict[str, str]:
    """The text of each module by its path."""
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{within}{entry.name}"
        if entry.is_dir():
            found |= _modules(entry, f"{name}/")
        elif name.endswith(".js"):
            found[name] = entry.read_text("utf-8")
    return found


def _script(modules: dict[str, str]) -> str:
    needs = {
        name: [normpath(join(dirname(name), path)) for _, path in IMPORT.findall(text)]
        for name, text in modules.items()
    }
    parts = [_function(name, modules[name]) for name in TopologicalSorter(needs).static_order()]
    script = f'"use strict";\nconst folkmoot = {{}};\n{"".join(parts)}'
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("The script holds a text that would end it inside HTML.")
    return script


def _function(name: str, text: str) -> str:
    def read(match: re.Match[str]) -> str:
        return f'const {{{match[1]}}} = folkmoot["{normpath(join(dirname(name), match[2]))}"];\n'

    exported = ", ".join(match[2] for match in EXPORT.finditer(text))
    body = EXPORT.sub(r"\1 \2", IMPORT.sub(read, FIRST_LINES.sub("", text)))
    if LEFT_OVER.search(body):
        raise ValueError(f"{name} imports or exports in a way that isn't understood here.")
    return f'folkmoot["{name}"] = (() => {{\n{body}return {{ {exported} }};\n}})();\n'

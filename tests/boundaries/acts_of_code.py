# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The verbs that code writes into the audit log, read from the code itself: whatever `IAudit.record` can be given."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

VERB = 2
"""Where record(db, actor, verb, ...) has it. Activities have their kind there, which has no dot."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unreadable(Exception):
    """A verb that can't be read from the code; the text says where."""


@dataclass
class Room:
    """A folder of code whose functions call each other by name."""

    folder: Path

    @cached_property
    def modules(self) -> dict[Path, ast.Module]:
        """Its files, read."""
        return {file: ast.parse(file.read_text("utf-8")) for file in sorted(self.folder.rglob("*.py"))}

    @cached_property
    def calls(self) -> dict[Path, list[tuple[Function | None, ast.Call]]]:
        """Every call in its files with the function that it stands in."""
        return {file: list(calls(module, None)) for file, module in self.modules.items()}

    def verbs(self) -> set[str]:
        """All that it may write. Raises Unreadable."""
        return {verb for file in self.modules for verb in self._of(file) if "." in verb}

    def _of(self, file: Path) -> Iterator[str]:
        for around, call in self.calls[file]:
            if called(call) == "record" and len(call.args) > VERB:
                yield from self._said(call.args[VERB], around, file)

    def _said(self, value: ast.expr, around: Function | None, file: Path) -> list[str]:
        if isinstance(value, ast.Constant):
            return [str(value.value)]
        if isinstance(value, ast.JoinedStr):
            return self._joined(value, around, file)
        if isinstance(value, ast.Name):
            return self._named(value.id, around, file)
        return [verb for one in _among(value, file) for verb in self._said(one, around, file)]

    def _joined(self, value: ast.JoinedStr, around: Function | None, file: Path) -> list[str]:
        found = [""]
        for part in value.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            found = [before + after for before in found for after in self._said(inner, around, file)]
        return found

    def _named(self, name: str, around: Function | None, file: Path) -> list[str]:
        """What a name may be: assigned here or above, or given by those who call."""
        inside = list(ast.walk(around)) if around else []
        for place in (inside, self.modules[file].body):
            values = [one.value for one in place if isinstance(one, ast.Assign) and _is(one, name)]
            if values:
                return [verb for value in values for verb in self._said(value, around, file)]
        if around is None or name not in _parameters(around):
            return []  # imported: a kind, as verbs are written where they are used
        return self._given(around, name, file)

    def _given(self, to: Function, name: str, at: Path) -> list[str]:
        found, bound, place = [], _parameters(to)[:1] == ["self"], _parameters(to).index(name)
        for file in self.modules:
            private = to.name.startswith("_") and file != at
            for around, call in () if private else self.calls[file]:
                if called(call) != to.name:
                    continue
                by_name = [one.value for one in call.keywords if one.arg == name]
                by_place = call.args[place - bound : place - bound + 1]
                for value in by_name or by_place:
                    found += self._said(value, around, file)
        return found


def calls(within: ast.AST, around: Function | None) -> Iterator[tuple[Function | None, ast.Call]]:
    """Every call in some code with the innermost function that it stands in."""
    for one in ast.iter_child_nodes(within):
        if isinstance(one, ast.Call):
            yield around, one
        yield from calls(one, one if isinstance(one, Function) else around)


def _among(value: ast.expr, file: Path) -> list[ast.expr]:
    """The values of which an expression is one. Raises Unreadable."""
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    if isinstance(value, ast.Dict):
        return value.values
    if isinstance(value, ast.Subscript):
        return [value.value]
    if isinstance(value, ast.Attribute):
        return []  # a kind of activity, such as writing.KIND
    raise Unreadable(f"{file}:{value.lineno}")


def called(call: ast.Call) -> str:
    """The name by which something is called."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def _parameters(function: Function) -> list[str]:
    return [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]


def _is(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Small collections, and the command with the demonstration's licence."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from plugins.premium.tests.inventing import Write

from folkmoot.db.server import Server
from folkmoot.testing.commands import Run, command_in_process, installation_variables
from folkmoot.testing.fixtures import SECRET


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write lines (text as it is, anything else as JSON) to a file; returns it."""

    def call(lines: Iterable[Any]) -> Path:
        path = tmp_path / "rows.jsonl"
        told = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(told) + b"\n")
        return path

    return call


@pytest.fixture
def licence(tmp_path: Path) -> Path:
    """The demonstration's licence for Premium, as a file."""
    from folkmoot.demo.licences import demonstration_licence

    path = tmp_path / "premium.lic"
    path.write_bytes(demonstration_licence("premium"))
    return path


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation whose database is the tests' own."""
    return installation_variables(server, tmp_path / "data", SECRET)


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command with these arguments on the tests' installation."""
    with command_in_process(environment, monkeypatch) as call:
        yield call


@pytest.fixture
def run_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command where nothing is installed: no database, an empty folder."""
    monkeypatch.delenv("FOLKMOOT_DATABASE_URL", raising=False)
    monkeypatch.delenv("FOLKMOOT_OWNER_DATABASE_URL", raising=False)
    with command_in_process({"FOLKMOOT_DATA": str(tmp_path / "nothing")}, monkeypatch) as call:
        yield call

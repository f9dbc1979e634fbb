# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The command on the tests' database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.db.server import Server
from folkmoot.testing.commands import Run, command_in_process, installation_variables
from folkmoot.testing.fixtures import SECRET


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation whose database is the tests' own."""
    return installation_variables(server, tmp_path / "data", SECRET)


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command with these arguments."""
    with command_in_process(environment, monkeypatch) as call:
        yield call

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The command as operators run it: a process of its own on the tests' database."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot.db.server import Server
from folkmoot.testing.fixtures import SECRET

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation whose database is the tests' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return kept | {
        "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_OWNER_DATABASE_URL": server.owner_url,
        "FOLKMOOT_DATA": str(tmp_path / "data"), "FOLKMOOT_SECRET": SECRET,
    }  # fmt: skip


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run the command with these arguments."""

    def call(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        Path(environment["FOLKMOOT_DATA"]).mkdir(exist_ok=True)
        return subprocess.run(
            [sys.executable, "-m", "folkmoot.cli", *arguments], env=environment | variables, capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip

    return call

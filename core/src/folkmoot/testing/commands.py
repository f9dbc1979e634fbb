# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The command `folkmoot` in this process and on the tests' database: starting a new process costs seconds."""

import logging
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli.main import main
from folkmoot.db.server import Server

Run = Callable[..., subprocess.CompletedProcess[str]]


def installation_variables(server: Server, data: Path, secret: str) -> dict[str, str]:
    """The environment of an installation whose database is the tests' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return kept | {
        "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_OWNER_DATABASE_URL": server.owner_url,
        "FOLKMOOT_DATA": str(data), "FOLKMOOT_SECRET": secret,
    }  # fmt: skip


@contextmanager
def command_in_process(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Yields run(*arguments, **variables); what the command changes of the process is put back afterwards."""
    root, terminated = logging.getLogger(), signal.getsignal(signal.SIGTERM)
    handlers, level = root.handlers[:], root.level
    Path(environment["FOLKMOOT_DATA"]).mkdir(exist_ok=True)

    def call(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            for name, value in (environment | variables).items():
                patch.setenv(name, value)
            result = CliRunner().invoke(main, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)

    yield call
    root.handlers[:], root.level = handlers, level
    signal.signal(signal.SIGTERM, terminated)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All tests use the shipped fixtures; tests on real data say so when the data isn't here."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code: what is too slow is measured in tests/bench, not by a deadline.
settings.register_profile("folkmoot", deadline=None)
settings.load_profile("folkmoot")

pytest_plugins = ["folkmoot.testing.fixtures"]

SHARED = Path(__file__).parent.parent / "shared"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real elections and citizens' texts, read in place; a town's clone doesn't have it."""
    folder = SHARED / "data"
    if not folder.is_dir():
        if os.environ.get("FOLKMOOT_REQUIRE_REAL_DATA"):
            pytest.fail(f"the real data isn't at {folder.name} beside the project, and this run requires it")
        pytest.skip("real data isn't beside this clone")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests on real data could not run."""
    skipped = [item for item in terminalreporter.stats.get("skipped", []) if "real data" in str(item.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests on real data could not run: ../shared/data isn't here.")

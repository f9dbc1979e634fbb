# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""docs/how-to/recount-a-vote.md: its file is counted by its own commands, and they say what the page says."""

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.boundaries.documents import DOCS, code_blocks

from folkmoot.cli.main import main

PAGE = DOCS / "how-to" / "recount-a-vote.md"


def test_the_page_counts_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = code_blocks(PAGE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "square.pb").write_text(next(one.text for one in blocks if one.text.startswith("META")))
    commands = next(one.text for one in blocks if one.language == "bash").splitlines()
    greedy, shares, declared = [CliRunner().invoke(main, shlex.split(line)[1:]) for line in commands]
    assert [one.exit_code for one in (greedy, shares, declared)] == [0, 0, 0]
    assert "It costs 50; 0 were left in its turn." in greedy.stdout
    assert json.loads(shares.stdout)["winners"] == ["benches", "fountain"]
    assert "make it win, one fewer doesn't" in declared.stdout

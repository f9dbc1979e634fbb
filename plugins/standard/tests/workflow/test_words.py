# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""French and Dutch are complete, and what stands on the pages is in them."""

import importlib.util
from pathlib import Path

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot_standard import workflow

from .conftest import Desk

ROOT = Path(__file__).parents[4]
PACKAGE = Path(workflow.__file__).parent  # where it is installed: from a wheel, the sources' folder isn't there


@pytest.mark.parametrize("locale", ["fr", "nl"])
def test_every_text_is_translated(locale: str) -> None:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools/catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert list(tool.faults(PACKAGE, locale)) == []


def test_the_desk_speaks_the_language_of_its_reader(desk: Desk, idea: Posted) -> None:
    desk.execute("UPDATE account SET locale = 'nl' WHERE id = :id", id=desk.manager.id)
    browser = desk.browser("manager")
    assert "Met de aangevinkte bijdragen" in browser.get("/admin/workflow")
    assert "Interne notities" in browser.get(f"/admin/workflow/contributions/{idea.number}")

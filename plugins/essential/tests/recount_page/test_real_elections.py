# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Real elections come out in the page as in the Python engine, order and ties included."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from folkmoot_essential.counting import read, rule

from .elections import COUNT, as_page
from .test_agreement import counted

pytestmark = [pytest.mark.browser, pytest.mark.real_data]
RULES = (
    ("greedy", {}), ("greedy-per-cost", {}), ("phragmen", {}), ("equal-shares", {}),
    ("equal-shares", {"utility": "cardinality"}), ("equal-shares", {"utility": "points"}),
    ("equal-shares", {"completion": "utilitarian"}), ("equal-shares", {"completion": "add1-utilitarian"}),
    ("phragmen", {"overshoot": "skip"}),
)  # fmt: skip
SMALL = 500
"""Distinct ballots. Handing more of them to a browser takes longer than counting them."""


def test_real_elections_come_out_alike(modules: Tab, shared_data: Path) -> None:
    folder = shared_data / "pb"
    files = [
        one["file"] for one in json.loads((folder / "manifest.json").read_text())["files"] if one["distinct"] <= SMALL
    ]
    elections = {name: read(folder / "instances" / name).election for name in files}
    asked = [(name, rule(*one)) for name in files for one in RULES]
    found = modules.evaluate(COUNT, [as_page(elections[name], chosen, "7") for name, chosen in asked])
    for (name, chosen), browser in zip(asked, found, strict=True):
        browser.pop("why", None)
        assert browser == counted(elections[name], chosen, "7"), (name, chosen.as_json())
    assert len(files) > 15

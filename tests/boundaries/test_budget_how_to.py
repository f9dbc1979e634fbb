# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""docs/how-to/run-a-participatory-budget.md: its first part is gone through, its command run, its names looked up."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.boundaries.documents import DOCS, ROOT
from tests.walks.browsers import walk_town
from tests.walks.furniture import furnish

from folkmoot.cli.main import main
from folkmoot.platform import Platform
from folkmoot.testing import Town

PAGE = (DOCS / "how-to" / "run-a-participatory-budget.md").read_text()
NAMED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SOURCES = (ROOT / "core" / "src", ROOT / "plugins" / "essential" / "src")


def part(heading: str) -> str:
    """The text below a heading."""
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_everything_in_bold_is_called_so_on_the_screens() -> None:
    files = [path for root in SOURCES for kind in ("*.jinja2", "*.py") for path in root.rglob(kind)]
    texts = "\n".join(path.read_text() for path in files)
    names = {" ".join(name.split()) for name in NAMED.findall(PAGE)} - {"bold"}
    assert len(names) > 15
    assert [name for name in sorted(names) if f"'{name}'" not in texts and f'"{name}"' not in texts] == []


def test_the_first_part_makes_a_draft_of_four_phases(town: Town) -> None:
    names = NAMED.findall(part("A draft in a few questions"))
    browser = town.browser(town.account("administrator"))
    page = browser.get("/admin")
    for name in names[:3]:
        page = page.click(re.escape(name), index=0)
    form = page.forms["guide"]
    form["title.en"], form["money"] = "Our quarter", "100000"
    page = form.submit().follow()
    assert names[3] in page.text
    page = page.forms["guide"].submit().follow().forms["guide"].submit().follow()
    form = page.forms["guide"]
    form["auditor"] = "The court of audit"
    page = form.submit().follow()
    assert names[4] in page.text
    page = page.forms["guide"].submit().follow()
    assert names[5] in page.text
    kinds = re.search(r"four phases \((.+?)\)", PAGE)
    assert kinds
    assert methods(page.click(re.escape("Phases and settings"))) == re.findall(r"\*(\w+)\*", kinds[1])


def methods(page: Any) -> list[str]:
    """The kinds of a project's phases, as the back office names them, in small letters."""
    facts = page.html.select(".desk-phase-facts > span:first-child")
    return [fact.get_text(strip=True).lower() for fact in facts]


def test_a_certified_vote_is_recounted_by_its_command(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = furnish(walk_town(platform))
    desk = made.town.browser(made.people["manager"]).get(f"/admin/voting/{made.phases['vote-certified'].id}")
    facts = {term.get_text(): term.find_next("dd").get_text(strip=True) for term in desk.html.select("dt")}
    key = facts["Public key of the vote"]
    head = desk.html.select_one("td[data-label=Fingerprint]").get_text(strip=True)
    (tmp_path / "recount.zip").write_bytes(made.town.browser().get("/en/projects/walk-voted/1/recount.zip").body)
    monkeypatch.chdir(tmp_path)
    line = next(line for line in part("Afterwards").splitlines() if "verify-count" in line)
    words = shlex.split(line.replace("KEY", key).replace("HEAD", head))
    done = CliRunner().invoke(main, words[1:])
    assert done.exit_code == 0, done.output
    assert "The recount agrees" in part("Afterwards")
    assert "The recount agrees" in done.output

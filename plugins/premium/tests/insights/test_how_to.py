# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""docs/how-to/analyse-contributions.md: its first part is gone through, and what it names is called so on screen."""

import re
from pathlib import Path

import folkmoot_premium

from .conftest import Room, submit

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "how-to" / "analyse-contributions.md").read_text()
NAMED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def part(heading: str) -> str:
    """The text below a heading."""
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_everything_in_bold_is_called_so_on_the_screens() -> None:
    files = [path for kind in ("*.jinja2", "*.py") for path in Path(folkmoot_premium.__path__[0]).rglob(kind)]
    texts = "\n".join(path.read_text() for path in files)
    names = {" ".join(name.split()) for name in NAMED.findall(PAGE)}
    assert len(names) > 10
    assert [name for name in sorted(names) if f"'{name}'" not in texts and f'"{name}"' not in texts] == []


def test_the_first_part_leads_from_the_back_office_to_a_map(room: Room) -> None:
    room.fill()
    insights, new, _settings, start, _stop, see, drawn = NAMED.findall(part("From a press to themes"))
    browser = room.browser("manager")
    page = browser.get("/admin").click(insights, index=0).click(new, index=0)
    page = submit(page, start).follow()
    assert "Waits for a worker" in page
    room.work()
    page = browser.get(page.request.path).follow()
    assert "24 texts" in page
    page = browser.get(page.request.path.split("/runs/")[0]).click(see, index=0)
    assert "<svg viewBox" in page.click(f"^{drawn}$", index=0)

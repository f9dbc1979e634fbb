# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Take the pictures of an analyst's hour for docs/walk.md: `python -m pytest tools/insights_pictures.py -n 0 -s`.

In the demonstration town, on the statements in ../shared/data; the way through the pages is that of the test
`test_analysts_hour.py`. Needs chromium: tools/install_chromium.sh.
"""

import dataclasses
import io
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright
from plugins.premium.tests.insights import test_analysts_hour as hour
from plugins.premium.tests.insights.conftest import Room, submit
from tests.browser.chromium import launch
from tests.browser.serving import served

from folkmoot.demo.fill import fill_town
from folkmoot.demo.havenbrug.town import HAVENBRUG
from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.testing import Town
from folkmoot.testing.licences import install_demonstration_licence

ROOT = Path(__file__).parents[1]
DATA, PICTURES = ROOT.parent / "shared" / "data", ROOT / "docs" / "pictures"
SEEN, KEPT, COLOURS = (1280, 900), (960, 675), 96
TITLES = {
    "Vorteile für (kleine) Elektroautos": "Vorteile für kleine Elektroautos",
    '"Klimarat: Ich bin bereit': "Preise, die das Klima schonen",
    "Bei jeder Wohnung bzw Haus": "Wohnungen ohne Pflichtparkplatz",
    "Die Selbstversorgung mit erneuerbaren": "Selbstversorgung mit erneuerbarer Energie",
}
"""What an analyst calls a sheet, by the beginning of its core sentence; the others keep the title that is proposed."""


@pytest.fixture
def havenbrug(platform: Platform) -> Room:
    """The demonstration town, with an analyst."""
    slug = f"havenbrug-{uuid.uuid4().hex[:6]}"
    fill_town(platform, dataclasses.replace(HAVENBRUG, slug=slug, hosts=(f"{slug}.localhost",)))
    platform.refresh()
    place = platform.place(f"{slug}.localhost")
    assert place is not None
    town = Town(platform, slug, f"{slug}.localhost", place.site.id)
    install_demonstration_licence(town, "premium")
    return Room(town)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WebOb leaves a large body's file open
def test_pictures(havenbrug: Room, platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a file to a dossier, and a picture of each stage."""
    monkeypatch.setattr(hour, "EVERY", 1)
    browser = havenbrug.browser()
    address = hour.upload(browser, hour.rows_of(DATA))
    browser.post(f"{address}/start", {"csrf_token": hour.token_of(browser, address)}, status=303)
    havenbrug.work()
    sheets = hour.compose(browser, address, hour.merge(browser, address))
    for sheet in sheets:
        page = browser.get(sheet)
        submit(page, "Save as ready", title=_title(page))
    here, one = (f"/admin{told.split('/admin', 1)[1]}" for told in (address, sheets[0]))
    for name, path in (
        ("duplicates", f"{here}/duplicates"), ("sheets", f"{here}/sheets"), ("sheet", one),
        ("dossier", f"{here}/dossier"),
    ):  # fmt: skip
        _keep(name, next(_shots(havenbrug, platform, path)))


def _title(page: Any) -> str:
    """The title that a sheet gets."""
    form = next(one for one in page.forms.values() if "core" in one.fields)
    chosen = page.html.select_one("input[name=core][checked]")
    said = chosen.find_parent("label").get_text(" ", strip=True) if chosen else ""
    return next((title for start, title in TITLES.items() if said.startswith(start)), str(form["title"].value))


def _shots(room: Room, platform: Platform, path: str) -> Iterator[bytes]:
    with served(platform) as port, sync_playwright() as playwright:
        base = f"http://{room.town.host}:{port}"
        context = launch(playwright).new_context(viewport={"width": SEEN[0], "height": SEEN[1]})
        token = room.town.sign_in(room.administrator)
        context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": base}])
        tab = context.new_page()
        tab.goto(base + path, timeout=120_000)
        tab.wait_for_load_state("networkidle", timeout=120_000)
        yield tab.screenshot(timeout=120_000)


def _keep(name: str, shot: bytes) -> None:
    picture = Image.open(io.BytesIO(shot)).convert("RGB").resize(KEPT, Image.Resampling.LANCZOS).quantize(COLOURS)
    picture.save(PICTURES / f"insights-{name}.png", optimize=True)
    print(name, (PICTURES / f"insights-{name}.png").stat().st_size)

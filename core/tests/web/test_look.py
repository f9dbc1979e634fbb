# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Guards of the look: weight, old browsers, writing direction, strict CSP, icons that exist."""

import gzip
import json
import re
from pathlib import Path

import pytest

import folkmoot

PACKAGE = Path(folkmoot.__file__).parent
STATIC = PACKAGE / "web/static"
KILOBYTE = 1024
VENDOR = {
    "htmx": "vendor/htmx.org-2.0.11/htmx.min.js",
    "leaflet": "vendor/leaflet-1.9.4/leaflet.js",
    "cluster": "vendor/leaflet.markercluster-1.5.3/leaflet.markercluster.js",
}


def weight(*names: str) -> float:
    """What the files weigh on the wire, in kilobytes, each packed by itself."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names) / KILOBYTE


def templates() -> list[str]:
    """All HTML templates of core."""
    paths = [path for path in sorted(PACKAGE.rglob("*.jinja2")) if not path.name.endswith(".txt.jinja2")]
    return [str(path.relative_to(PACKAGE)) for path in paths]


def markup(name: str) -> str:
    """A template without its comments."""
    return re.sub(r"\{#.*?#\}", "", (PACKAGE / name).read_text(), flags=re.DOTALL)


def style_sheets() -> list[Path]:
    return sorted((STATIC / "core").glob("*.css"))


def test_public_pages_keep_their_budget() -> None:
    public_css = ("core/core.css", "core/font.css")
    assert weight(*public_css) <= 13.5  # leaves 0.5 of the 14 KB for the tenant's theme
    assert weight("core/core.js", VENDOR["htmx"]) <= 25
    assert (STATIC / "vendor/figtree-5.3.0/figtree-latin-wght-normal.woff2").stat().st_size <= 24 * KILOBYTE


def test_pages_with_a_map_keep_their_budget() -> None:
    assert weight("core/core.css", "core/font.css", "core/map.css", "vendor/leaflet-1.9.4/leaflet.css") <= 18
    assert weight("core/core.js", "core/map.js", *VENDOR.values()) <= 90


def test_the_back_office_keeps_its_budget() -> None:
    assert weight("core/core.css", "core/font.css", "core/admin.css") <= 24
    assert weight("core/core.js", "core/admin.js", "core/editor.js", VENDOR["htmx"]) <= 140


@pytest.mark.parametrize("sheet", style_sheets(), ids=lambda path: path.name)
def test_style_sheets_work_in_old_browsers_and_both_directions(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert not re.findall(r"@layer|:has\(|color-mix\(|oklch\(|@container|@import|&", css)
    sides = "left|right|top|bottom"
    physical = (
        rf"(?:^|[;{{\s])(?:(?:margin|padding|border)-(?:{sides})|{sides})(?:-[a-z]+)?\s*:|text-align:(?:left|right)"
    )
    assert not re.findall(physical, css)


@pytest.mark.parametrize("name", templates())
def test_templates_hold_no_inline_style_or_script(name: str) -> None:
    html = markup(name)
    assert not re.findall(r'\sstyle=|<style|\son[a-z]+="|hx-on|javascript:', html)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("name", templates())
def test_every_icon_named_in_a_template_exists(name: str) -> None:
    html = markup(name)
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "core/icons.svg").read_text()))
    asked = set(re.findall(r"""(?:\bicon\(|icon_name=|'icon': )['"]([a-z0-9]+)['"]""", html))
    asked |= set(re.findall(r'icons(?:\.svg"\))? }}#([a-z0-9-]+)"', html))
    assert asked <= drawn


def test_the_vendored_files_are_those_of_the_lock() -> None:
    lock = json.loads((STATIC / "vendor/vendor.lock.json").read_text())["packages"]
    listed = {
        f"{package['name'].rsplit('/', 1)[-1]}-{package['version']}/{Path(file).name}"
        for package in lock
        if package["to"] == "static"
        for file in [*package["files"], "LICENSE"]
    }
    found = {str(path.relative_to(STATIC / "vendor")) for path in (STATIC / "vendor").rglob("*") if path.is_file()}
    assert found - {"vendor.lock.json", "sbom.cdx.json"} == listed
    assert all(package["integrity"].startswith("sha512-") for package in lock)

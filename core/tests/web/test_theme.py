# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whatever two colours a town chooses, its pages stay legible."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.web import colour, theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOWNS = [("#0d6b66", "#f4b740"), ("#8c1d40", "#ffcf56"), ("#ffd400", "#e2007a")]
EXTREMES = [("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#000000", "#000000"), ("#ffffff", "#ffffff")]
LIGHT, DARK = 14, 8  # tokens in each set
DARK_CANVAS, DARK_SURFACE, DARK_SUNKEN = "#14181b", "#1e2428", "#262c30"


def check_light(brand: str, accent: str) -> None:
    tokens = theme.light_tokens(brand, accent)
    assert colour.contrast(tokens["brand"], tokens["on-brand"]) >= 5.0
    assert colour.contrast(tokens["brand-hover"], tokens["on-brand"]) >= 7.5
    for ground in ("#ffffff", "#f7f6f3", "#eceae5"):
        assert colour.contrast(tokens["brand-ink"], ground) >= 5.0
    assert colour.contrast(tokens["brand-ink"], tokens["brand-soft"]) >= 4.5
    for ground in (tokens["brand-deep"], tokens["brand-deep-2"]):
        assert colour.contrast("#ffffff", ground) >= 4.5
        assert colour.contrast(tokens["on-brand-deep-muted"], ground) >= 4.5
    assert colour.contrast(tokens["on-accent"], tokens["accent"]) >= 4.5
    assert colour.contrast(tokens["on-accent"], tokens["accent-hover"]) >= 4.5


def check_dark(brand: str, accent: str) -> None:
    tokens = {**theme.light_tokens(brand, accent), **theme.dark_tokens(brand, accent)}
    for name in ("brand", "brand-hover"):
        assert colour.contrast(tokens[name], tokens["on-brand"]) >= 4.5
    for ground in (DARK_CANVAS, DARK_SURFACE, DARK_SUNKEN):
        assert colour.contrast(tokens["brand-ink"], ground) >= 5.5
    assert colour.contrast(tokens["brand-ink"], tokens["brand-soft"]) >= 4.5
    for ground in (tokens["brand-deep"], tokens["brand-deep-2"]):
        assert colour.contrast(tokens["on-brand-deep-muted"], ground) >= 4.5


@given(COLOURS, COLOURS)
def test_any_two_colours_are_legible(brand: str, accent: str) -> None:
    check_light(brand, accent)
    check_dark(brand, accent)


@pytest.mark.parametrize(("brand", "accent"), TOWNS + EXTREMES)
def test_the_sample_towns_and_the_extremes_are_legible(brand: str, accent: str) -> None:
    check_light(brand, accent)
    check_dark(brand, accent)


@given(COLOURS)
def test_the_way_through_oklch_and_back_keeps_the_colour(asked: str) -> None:
    there = colour.to_oklch(asked)
    back = colour.from_oklch(there.lightness, there.chroma, there.hue)
    assert all(abs(int(asked[at : at + 2], 16) - int(back[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


@given(COLOURS, COLOURS)
def test_the_style_sheet_holds_nothing_but_custom_properties(brand: str, accent: str) -> None:
    css = theme.theme_css(brand, accent)
    assert len(re.findall(r"--[a-z0-9-]+:#[0-9a-f]{6};", css)) == LIGHT + 2 * DARK
    frame = re.sub(r"--[a-z0-9-]+:#[0-9a-f]{6};", "", css)
    assert frame == (
        ":root{}@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){}}"
        "@media screen{:root[data-theme=dark]{}}\n"
    )


@pytest.mark.parametrize("asked", ["", "red", "#fff", "#12345", "#1234567", "#gggggg", "#123456;}", "url(x)"])
def test_anything_but_a_hex_colour_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        theme.theme_css(asked, "#f4b740")


def test_the_address_changes_with_the_colours_but_not_with_their_spelling() -> None:
    assert theme.theme_hash("#0D6B66", "#F4B740") == theme.theme_hash("#0d6b66", "#f4b740")
    assert theme.theme_hash("#0d6b66", "#f4b740") != theme.theme_hash("#0d6b67", "#f4b740")


def test_a_legible_colour_is_kept_and_a_loud_one_is_named() -> None:
    kept = {change.token for change in theme.adjustments("#0d6b66", "#f4b740")}
    assert "brand" not in kept
    loud = {change.token: change for change in theme.adjustments("#ffd400", "#e2007a")}
    assert loud["brand"].asked == "#ffd400"
    assert colour.contrast(loud["brand"].used, "#ffffff") >= 5.0

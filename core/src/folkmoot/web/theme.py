# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A tenant's theme: two colours in, a complete set of tokens out, each checked for contrast.

The tokens are plain hex colours, which old phones understand too.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.web.colour import contrast, from_oklch, normal, reach, to_oklch

WHITE, CANVAS, SUNKEN = "#ffffff", "#f7f6f3", "#eceae5"
DARK_SUNKEN = "#262c30"
# What each pair of colours must reach (design/FRONTEND.md, section 7).
BUTTON, BUTTON_HOVER, LINK, DARK_LINK, DARK_BUTTON, TEXT_ON_ACCENT = 5.0, 7.5, 5.0, 5.5, 4.6, 4.5

Tokens = dict[str, str]


@dataclass(frozen=True)
class Adjustment:
    """One thing that was changed for legibility: the token, the tenant's colour and the one used instead."""

    token: str
    asked: str
    used: str


def light_tokens(brand: str, accent: str) -> Tokens:
    """The tenant's tokens on light paper."""
    base, warm = to_oklch(brand), to_oklch(accent)
    deep, calm = min(0.36, base.lightness), min(base.chroma, 0.085)
    button = reach(brand, WHITE, BUTTON, -0.01)
    return {
        "brand": button,
        "on-brand": WHITE,
        "brand-hover": reach(button, WHITE, BUTTON_HOVER, -0.01),
        "brand-deep": from_oklch(deep, calm, base.hue),
        "brand-deep-2": from_oklch(deep + 0.055, calm, base.hue),
        "on-brand-deep": WHITE,
        "on-brand-deep-muted": from_oklch(0.90, min(base.chroma, 0.03), base.hue),
        "brand-ink": reach(button, SUNKEN, LINK, -0.01),
        "brand-soft": from_oklch(0.958, min(base.chroma, 0.022), base.hue),
        "brand-line": from_oklch(0.84, min(base.chroma, 0.05), base.hue),
        "accent": accent,
        "on-accent": on_accent(accent),
        "accent-hover": accent_hover(accent),
        "accent-soft": from_oklch(0.955, min(warm.chroma, 0.04), warm.hue),
    }


def dark_tokens(brand: str, accent: str) -> Tokens:
    """What is different on dark paper."""
    base, warm = to_oklch(brand), to_oklch(accent)
    calm = min(base.chroma, 0.05)
    hover = from_oklch(0.56, min(base.chroma, 0.09), base.hue)
    return {
        "brand": reach(from_oklch(0.50, min(base.chroma, 0.09), base.hue), WHITE, DARK_BUTTON, -0.01),
        "brand-hover": reach(hover, WHITE, DARK_BUTTON, -0.01),
        "brand-deep": from_oklch(0.25, calm, base.hue),
        "brand-deep-2": from_oklch(0.31, calm, base.hue),
        "brand-ink": reach(from_oklch(0.78, min(base.chroma, 0.10), base.hue), DARK_SUNKEN, DARK_LINK, 0.01),
        "brand-soft": from_oklch(0.29, min(base.chroma, 0.035), base.hue),
        "brand-line": from_oklch(0.42, calm, base.hue),
        "accent-soft": from_oklch(0.30, min(warm.chroma, 0.04), warm.hue),
    }


def on_accent(accent: str) -> str:
    """The text on the accent: a dark shade of it, else whichever of black and white reads better."""
    warm = to_oklch(accent)
    shade = reach(from_oklch(0.25, min(warm.chroma, 0.04), warm.hue), accent, 7.0, -0.01)
    return shade if contrast(shade, accent) >= TEXT_ON_ACCENT else max(("#000000", WHITE), key=_against(accent))


def accent_hover(accent: str) -> str:
    """The accent under the pointer: lighter under dark text, darker under white, so that the text stays legible."""
    warm = to_oklch(accent)
    if on_accent(accent) == WHITE:
        return from_oklch(max(0.05, warm.lightness - 0.045), warm.chroma, warm.hue)
    return from_oklch(max(warm.lightness, min(0.95, warm.lightness + 0.045)), warm.chroma, warm.hue)


def _against(ground: str) -> Callable[[str], float]:
    return lambda colour: contrast(colour, ground)


@lru_cache(maxsize=256)
def theme_css(brand: str, accent: str) -> str:
    """The style sheet of a tenant with these two colours: custom properties, light and dark; paper is light."""
    brand, accent = normal(brand), normal(accent)
    light, dark = _rule(light_tokens(brand, accent)), _rule(dark_tokens(brand, accent))
    return (
        f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )


def _rule(tokens: Tokens) -> str:
    return "".join(f"--{name}:{value};" for name, value in tokens.items())


@lru_cache(maxsize=1024)
def theme_hash(brand: str, accent: str) -> str:
    """Names the style sheet in its address; changes with its content, so browsers may keep it for ever."""
    return hashlib.sha256(theme_css(brand, accent).encode()).hexdigest()[:12]


def adjustments(brand: str, accent: str) -> tuple[Adjustment, ...]:
    """What had to be changed so that everybody can read it; empty where the tenant's colours are used as they are."""
    brand, accent = normal(brand), normal(accent)
    tokens = light_tokens(brand, accent)
    pairs = [("brand", brand, tokens["brand"]), ("brand-ink", brand, tokens["brand-ink"])]
    pairs += [("brand-dark", brand, dark_tokens(brand, accent)["brand"])]
    return tuple(Adjustment(token, asked, used) for token, asked, used in pairs if asked != used)

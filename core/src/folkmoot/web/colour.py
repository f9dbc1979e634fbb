# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Colours and their contrast.

OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020), because there the lightness can be moved
while the hue stays. Contrast is that of WCAG 2.2, success criterion 1.4.3.
"""

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
# Where the sRGB curve (IEC 61966-2-1) turns from a line into a power, in gamma and in linear light.
KNEE_GAMMA, KNEE_LIGHT = 0.04045, 0.0031308
# How far a channel may lie outside 0 to 1 and still be shown: less than rounding to 8 bits.
SLACK = 0.0005


@dataclass(frozen=True)
class Oklch:
    """A colour by lightness (0 to 1), chroma and hue (radians)."""

    lightness: float
    chroma: float
    hue: float


def normal(colour: str) -> str:
    """The colour as "#rrggbb" in small letters; ValueError for anything else."""
    lowered = colour.strip().lower()
    if not HEX.fullmatch(lowered):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return lowered


def to_linear(channel: float) -> float:
    """One sRGB channel (0 to 1) as linear light."""
    return channel / 12.92 if channel <= KNEE_GAMMA else float(((channel + 0.055) / 1.055) ** 2.4)


def to_gamma(light: float) -> float:
    """Linear light (0 to 1) as an sRGB channel."""
    return 12.92 * light if light <= KNEE_LIGHT else float(1.055 * light ** (1 / 2.4) - 0.055)


def channels(colour: str) -> tuple[float, float, float]:
    """The linear red, green and blue of "#rrggbb"."""
    red, green, blue = (to_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def to_oklch(colour: str) -> Oklch:
    """The colour "#rrggbb" in OKLCH."""
    red, green, blue = channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def linear_rgb(colour: Oklch) -> tuple[float, float, float]:
    """Linear red, green and blue; outside 0 to 1 where the screen can't show the colour."""
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The nearest "#rrggbb" of this lightness and hue: the chroma goes down until the screen can show it."""
    rgb = linear_rgb(Oklch(lightness, chroma, hue))
    for _ in range(60):
        if all(-SLACK <= channel <= 1 + SLACK for channel in rgb):
            break
        chroma *= 0.95
        rgb = linear_rgb(Oklch(lightness, chroma, hue))
    return "#" + "".join(f"{round(255 * to_gamma(min(1.0, max(0.0, channel)))):02x}" for channel in rgb)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def reach(colour: str, ground: str, wanted: float, step: float) -> str:
    """The same hue, its lightness moved by steps until the contrast with the ground is at least what is wanted."""
    start = to_oklch(colour)
    lightness = start.lightness
    while 0 < lightness < 1:
        found = from_oklch(lightness, start.chroma, start.hue)
        if contrast(found, ground) >= wanted:
            return found
        lightness += step
    return "#000000" if step < 0 else "#ffffff"

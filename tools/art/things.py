# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Things that stand in a street. Each takes its foot (x, y) and a scale, and returns SVG text."""

from collections.abc import Sequence
from random import Random

from shapes import circle, ellipse, line, rect, ring, shape

INK = "#27343d"
WOOD = "#8a6d4a"
LEAF = "#4f8a55"
LEAF_LIGHT = "#6ea565"
LEAF_PALE = "#88b873"
LEAF_DEEP = "#3f7a52"
TEAL = "#0d6b66"
GOLD = "#f4b740"
BRICK = "#c65b45"
CORAL = "#e9775f"
CREAM = "#f5efe2"
SLATE = "#5f7f8c"
SKINS = ("#c98d63", "#8d5a3c", "#e3b08c", "#b07750", "#f0c6a4")


def house(
    x: float, base: float, width: float, height: float, fill: str, window: str, gable: int, chance: Random
) -> str:
    """A canal house; gable 0 is pointed, 1 stepped, 2 a bell."""
    top = base - height
    drawing = rect(x, top, width, height, fill) + roof(x, top, width, fill, gable)
    columns = max(1, int(width // 17))
    gap = width / (columns * 2 + 1)
    for y in range(int(top) + 9, int(base) - 20, 20):
        for column in range(columns):
            colour = window if chance.random() > 0.2 else "#ffe3a3"
            drawing += rect(round(x + gap * (1 + 2 * column), 1), y, round(gap, 1), 11, colour, 1)
    return drawing


def roof(x: float, top: float, width: float, fill: str, gable: int) -> str:
    if gable == 0:
        return shape(f"M{x:g} {top:g}l{width / 2:g} {-width * 0.42:g} {width / 2:g} {width * 0.42:g}z", fill)
    if gable == 1:
        step = width / 6
        rise, run = f"v{-step:g}h{step:g}", f"h{step:g}v{step:g}"
        return shape(f"M{x:g} {top:g}{rise}{rise}v{-step:g}h{2 * step:g}v{step:g}{run}{run}z", fill)
    half = f"{width * 0.5:g}"
    return shape(
        f"M{x:g} {top:g}q{width * 0.12:g} {-width * 0.4:g} {half} {-width * 0.5:g}"
        f" {width * 0.38:g} {width * 0.1:g} {half} {half}z",
        fill,
    )


def tree(x: float, y: float, scale: float = 1, leaf: str = LEAF, light: str = LEAF_LIGHT) -> str:
    crown = circle(x, y - 44 * scale, 22 * scale, leaf) + circle(x - 13 * scale, y - 32 * scale, 14 * scale, leaf)
    shine = circle(x + 14 * scale, y - 33 * scale, 15 * scale, light)
    shine += circle(x + 4 * scale, y - 52 * scale, 13 * scale, light)
    return rect(x - 2.5 * scale, y - 26 * scale, 5 * scale, 26 * scale, "#6b4a35") + crown + shine


def bush(x: float, y: float, scale: float, colour: str) -> str:
    return (
        circle(x, y, 12 * scale, colour)
        + circle(x + 13 * scale, y + 2 * scale, 9 * scale, colour)
        + circle(x - 12 * scale, y + 3 * scale, 8 * scale, colour)
    )


def bike(x: float, y: float, scale: float, colour: str) -> str:
    s = scale
    wheels = "".join(ring(x + dx * s, y - 17 * s, 17 * s, "#23303a", 3.2 * s) for dx in (-26, 26))
    left, right, hub = x - 26 * s, x + 26 * s, y - 17 * s
    frame = line(
        f"M{left:g} {hub:g}l{14 * s:g} {-24 * s:g}l{28 * s:g} 0l{-16 * s:g} {24 * s:g}l{-12 * s:g} {-24 * s:g}"
        f"m{-14 * s:g} {24 * s:g}l{26 * s:g} 0",
        colour,
        4 * s,
    )
    saddle = line(f"M{x - 10 * s:g} {y - 38 * s:g}l{-3 * s:g} {-9 * s:g}m{-7 * s:g} 0h{14 * s:g}", colour, 4 * s)
    fork = line(f"M{right:g} {hub:g}l{-11 * s:g} {-33 * s:g}l{9 * s:g} {-4 * s:g}", colour, 4 * s)
    return wheels + frame + saddle + fork


def lamp(x: float, y: float, height: float, glow: str = "#ffd98a") -> str:
    top = y - height
    halo = circle(x, top + 4, 34, glow, 0.35) + circle(x, top + 4, 18, glow, 0.55)
    return (
        halo
        + rect(x - 2, top, 4, height, INK, 2)
        + rect(x - 9, top - 6, 18, 8, INK, 4)
        + circle(x, top + 5, 5, "#fff3cf")
    )


def bench(x: float, y: float, scale: float, colour: str = "#b5713f") -> str:
    s = scale
    slats = "".join(rect(x - 42 * s, y - up * s, 84 * s, 6 * s, colour, 3 * s) for up in (24, 34, 44))
    legs = "".join(rect(x + dx * s, y - 44 * s, 5 * s, 44 * s, INK, 2) for dx in (-36, 31))
    arms = rect(x - 46 * s, y - 34 * s, 10 * s, 4 * s, INK, 2) + rect(x + 36 * s, y - 34 * s, 10 * s, 4 * s, INK, 2)
    return slats + legs + arms


def person(x: float, y: float, scale: float, coat: str, skin: str = SKINS[0], hair: str = "#3a2a24") -> str:
    s = scale
    head = circle(x, y - 50 * s, 8 * s, skin)
    fringe = shape(f"M{x - 8.5 * s:g} {y - 51 * s:g}a{8.5 * s:g} {8.5 * s:g} 0 0 1 {17 * s:g} 0z", hair)
    legs = "".join(rect(x + dx * s, y - 20 * s, 6 * s, 20 * s, "#2d3e50", 2) for dx in (-7, 1))
    return legs + rect(x - 9 * s, y - 41 * s, 18 * s, 24 * s, coat, 7 * s) + head + fringe


def bust(x: float, y: float, scale: float, coat: str, skin: str = SKINS[0], hair: str = "#3a2a24") -> str:
    """Somebody sitting behind a table whose top is at y."""
    s = scale
    head = circle(x, y - 36 * s, 11 * s, skin)
    fringe = shape(f"M{x - 11.5 * s:g} {y - 37 * s:g}a{11.5 * s:g} {11.5 * s:g} 0 0 1 {23 * s:g} 0z", hair)
    body = shape(
        f"M{x - 19 * s:g} {y:g}v{-8 * s:g}q0 {-17 * s:g} {19 * s:g} {-17 * s:g}t{19 * s:g} {17 * s:g}v{8 * s:g}z", coat
    )
    return body + head + fringe


def boat(x: float, y: float, colour: str) -> str:
    cabin = (
        rect(x + 34, y - 22, 34, 22, CREAM, 3)
        + rect(x + 40, y - 16, 9, 8, SLATE, 1)
        + rect(x + 54, y - 16, 9, 8, SLATE, 1)
    )
    return shape(f"M{x:g} {y:g}h96l-16 22h-64z", colour) + cabin


def bus(x: float, y: float, colour: str, glass: str = "#dcebea") -> str:
    """A bus of 270 × 104 whose wheels stand on y."""
    body = rect(x, y - 124, 270, 104, colour, 14) + rect(x, y - 52, 270, 8, GOLD)
    windows = "".join(rect(x + dx, y - 108, 44, 36, glass, 5) for dx in (16, 68, 120, 172))
    door = rect(x + 224, y - 108, 36, 66, glass, 5) + rect(x + 241, y - 108, 2, 66, colour)
    wheels = "".join(circle(x + dx, y - 19, 19, "#23303a") + circle(x + dx, y - 19, 8, "#8f9aa0") for dx in (60, 206))
    return body + windows + door + wheels


def bunting(x: float, y: float, width: float, dip: float, colours: Sequence[str]) -> str:
    """A string of flags that hangs `dip` units between two points of equal height."""
    count = int(width // 22)
    drawing = line(f"M{x:g} {y:g}q{width / 2:g} {dip * 2:g} {width:g} 0", INK, 1.6)
    for index in range(count):
        part = (index + 0.5) / count
        flag_x, flag_y = x + width * part, y + 4 * dip * part * (1 - part)
        drawing += shape(f"M{flag_x - 7:g} {flag_y:g}h14l-7 15z", colours[index % len(colours)])
    return drawing


def books(x: float, y: float, width: float, colours: Sequence[str]) -> str:
    """A row of books standing on y."""
    drawing = ""
    for index in range(int(width // 10)):
        height = 26 + (index * 7) % 4 * 3
        drawing += rect(x + index * 10, y - height, 8, height, colours[(index * 5) % len(colours)], 1)
    return drawing


def puddle(x: float, y: float, across: float) -> str:
    return ellipse(x, y, across, across * 0.16, "#a7d0d6", 0.85)

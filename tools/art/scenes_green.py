# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Scenes in parks, gardens and squares."""

from random import Random

from backdrop import Scene
from shapes import circle, ellipse, line, rect, ring, shape
from things import (
    BRICK,
    CORAL,
    CREAM,
    GOLD,
    INK,
    LEAF,
    LEAF_DEEP,
    LEAF_LIGHT,
    LEAF_PALE,
    SKINS,
    SLATE,
    TEAL,
    WOOD,
    bench,
    bush,
    person,
    puddle,
    tree,
)


def park(_: Random) -> str:
    trees = tree(70, 250, 1.25) + tree(392, 256, 1.4, LEAF_DEEP, LEAF) + tree(318, 240, 0.9, LEAF_LIGHT, LEAF_PALE)
    bushes = bush(130, 262, 1, "#7fb069") + bush(450, 276, 1.2, "#7fb069")
    return trees + bench(214, 276, 1) + bushes + person(270, 282, 1, CORAL)


def benches(_: Random) -> str:
    sitter = person(268, 276, 1.05, TEAL, SKINS[2], "#d9d6d0")
    return (
        tree(80, 260, 1.4)
        + tree(420, 256, 1.2, LEAF_LIGHT, LEAF_PALE)
        + bench(240, 280, 1.5)
        + sitter
        + line("M298 282l-10 -36", WOOD, 4)
    )


def swings(_: Random) -> str:
    frame = line("M110 268L150 156M190 268L150 156M290 268l40-112m40 112L330 156M150 160h180", INK, 6)
    ropes = line("M200 160v78M228 238v-78M268 160v60", WOOD, 3)
    seats = rect(194, 236, 42, 7, BRICK, 3) + ring(268, 232, 16, INK, 8)
    trees = tree(50, 256, 1.1) + tree(436, 250, 1.1, LEAF_LIGHT, LEAF_PALE)
    return trees + frame + ropes + seats + person(396, 284, 0.8, GOLD) + circle(98, 284, 11, BRICK)


def planting(_: Random) -> str:
    mound = ellipse(238, 268, 56, 13, "#7a5a40") + rect(235, 176, 6, 92, "#6b4a35")
    stakes = rect(212, 206, 5, 62, "#b98a5a") + rect(260, 206, 5, 62, "#b98a5a") + line("M214 222h48", GOLD, 3)
    crown = circle(238, 160, 25, LEAF_LIGHT) + circle(222, 174, 15, LEAF_LIGHT) + circle(254, 172, 17, LEAF_PALE)
    crown += circle(244, 146, 14, LEAF_PALE)
    spades = line("M176 286l16-56", WOOD, 4) + shape("M167 284l14 4-6 16q-10-2-12-8z", "#8f9aa0")
    can = shape("M330 262h26v26h-26z", SLATE) + line("M356 268l16-8M332 262q11-16 22 0", SLATE, 4)
    barrow = shape("M48 258h62l-14 22H60z", BRICK) + circle(54, 286, 9, INK) + line("M96 278l30-16M84 280v12", WOOD, 4)
    soil = ellipse(79, 258, 28, 8, "#7a5a40")
    people = person(160, 284, 1.1, CORAL, SKINS[1]) + person(312, 286, 1.05, TEAL, SKINS[2], "#b5713f")
    return (
        tree(430, 250, 1.2, LEAF_DEEP, LEAF)
        + stakes
        + mound
        + crown
        + people
        + spades
        + can
        + soil
        + barrow
        + person(392, 290, 0.75, GOLD, SKINS[3])
    )


def garden(_: Random) -> str:
    glass = rect(322, 168, 120, 84, "#d5ebe8", 2) + shape("M316 170l66-40 66 40z", "#bfe0dc")
    glass += line("M322 168v84M362 168v84M402 168v84M442 168v84M322 210h120M316 170l66-40 66 40", CREAM, 4)
    beds = ""
    for index, (x, y) in enumerate(((22, 236), (168, 236), (60, 268), (220, 268))):
        beds += rect(x, y, 124, 22, "#b98a5a", 3) + rect(x + 5, y - 3, 114, 9, "#6b4a35", 3)
        leaf = (LEAF, LEAF_PALE, LEAF_LIGHT, LEAF_DEEP)[index]
        fruit = (CORAL, GOLD, BRICK, CREAM)[index]
        for step in range(6):
            beds += circle(x + 14 + step * 19, y - 7, 9, leaf) + circle(x + 17 + step * 19, y - 9, 3, fruit)
    sun = "".join(
        line(f"M{x} 234v-{high}", LEAF_DEEP, 4) + circle(x, 234 - high, 13, GOLD) + circle(x, 234 - high, 6, "#6b4a35")
        for x, high in ((34, 74), (62, 92), (88, 66))
    )
    return glass + sun + beds + person(392, 286, 1, CORAL, SKINS[1]) + person(184, 298, 0.8, GOLD)


def fountain(_: Random) -> str:
    floor = ellipse(240, 268, 190, 30, "#cdbfa8") + ellipse(240, 268, 150, 22, "#9fc7cf")
    jets = ""
    for x, high in ((150, 46), (195, 74), (240, 98), (285, 74), (330, 46)):
        jets += line(f"M{x} 266v-{high}", "#e6f5f6", 6) + line(
            f"M{x} {266 - high}q-14 4-16 22M{x} {266 - high}q14 4 16 22", "#e6f5f6", 3
        )
        jets += ellipse(x, 268, 15, 4, "#e6f5f6", 0.9)
    children = person(216, 282, 0.75, CORAL, SKINS[1]) + person(266, 284, 0.8, GOLD, SKINS[4], "#b5713f")
    others = person(120, 288, 0.7, TEAL, SKINS[3]) + person(404, 276, 1, SLATE, SKINS[0])
    return (
        tree(44, 250, 1.2)
        + tree(446, 246, 1.1, LEAF_LIGHT, LEAF_PALE)
        + floor
        + jets
        + puddle(370, 286, 26)
        + children
        + others
    )


def square(_: Random) -> str:
    tiles = "".join(line(f"M{x} 300L{240 + (x - 240) * 0.45:g} 214", "#c3b59d", 1.5) for x in range(-240, 760, 60))
    tiles += "".join(line(f"M0 {y}h480", "#c3b59d", 1.5) for y in (226, 244, 270))
    tower = rect(216, 66, 48, 150, "#b7977a") + shape("M210 68l30-58 30 58z", SLATE) + circle(240, 96, 14, CREAM)
    tower += line("M240 96v-8M240 96l6 4", INK, 2.4) + rect(230, 176, 20, 40, "#5b3f36", 9)
    trees = "".join(
        tree(x, y, s, *leaf)
        for x, y, s, leaf in (
            (150, 236, 0.95, (LEAF, LEAF_LIGHT)),
            (332, 236, 0.95, (LEAF_LIGHT, LEAF_PALE)),
            (70, 262, 1.35, (LEAF_DEEP, LEAF)),
            (412, 262, 1.35, (LEAF, LEAF_LIGHT)),
        )
    )
    return (
        tower
        + tiles
        + trees
        + bench(150, 286, 0.8)
        + person(252, 276, 1, CORAL)
        + person(284, 280, 0.95, TEAL, SKINS[1])
        + person(216, 258, 0.7, GOLD, SKINS[2])
    )


def wildflowers(chance: Random) -> str:
    path = shape("M210 300q10-50 40-88h24q-6 44 46 88z", "#d9cbb0")
    drawing = ""
    for _ in range(95):
        x, y = chance.randint(4, 476), chance.randint(226, 298)
        if abs(x - 258) < 20 + (y - 212) * 0.52:
            continue
        size = 1.6 + (y - 212) / 34
        colour = chance.choice((CORAL, GOLD, CREAM, "#8e7cc3", BRICK, CREAM))
        drawing += line(f"M{x} {y}v-{size * 4:g}", LEAF_DEEP, size * 0.7) + circle(x, y - size * 4, size, colour)
    return (
        path + tree(36, 240, 1, LEAF_DEEP, LEAF) + tree(440, 236, 0.9) + drawing + person(262, 262, 0.9, TEAL, SKINS[1])
    )


def raingarden(_: Random) -> str:
    basin = ellipse(230, 268, 170, 26, "#7fa06a") + ellipse(230, 270, 140, 17, "#8fbcc6")
    reeds = ""
    for x, high in ((90, 44), (104, 58), (118, 40), (330, 52), (346, 66), (362, 46), (376, 36), (206, 34), (218, 44)):
        reeds += line(f"M{x} 276q2-{high / 2:g} 0-{high}", LEAF_DEEP, 3) + rect(
            x - 3, 276 - high - 9, 6, 15, "#6b4a35", 3
        )
    drops = "".join(
        line(f"M{x} {y}l-5 16", "#f2f7f7", 2.2, 0.8) for x in range(20, 480, 46) for y in (30 + x % 37, 118 + x % 53)
    )
    rings = "".join(ellipse(x, y, 13, 3, "#c9e2e6") for x, y in ((160, 268), (240, 276), (290, 266)))
    walker = line("M428 232v36", INK, 3) + person(428, 292, 1, GOLD, SKINS[0])
    cover = shape(
        "M390 236a38 34 0 0 1 76 0q-6-6-12.7 0-6-6-12.7 0-6-6-12.6 0-6-6-12.7 0-6-6-12.7 0-6-6-12.6 0z", BRICK
    )
    return (
        tree(44, 250, 1.3) + tree(290, 240, 0.9, LEAF_LIGHT, LEAF_PALE) + basin + rings + reeds + walker + cover + drops
    )


SCENES = {
    "park": Scene(park, 3),
    "bench": Scene(benches, 17, "rose", (90, 60)),
    "play": Scene(swings, 5, "rose", (400, 64)),
    "tree-planting": Scene(planting, 31, "soft", (86, 58)),
    "garden": Scene(garden, 37, "day", (230, 56)),
    "fountain": Scene(fountain, 41, "day", (84, 54), "#d8cbb6"),
    "square": Scene(square, 43, "rose", (380, 52), "#d8cbb6"),
    "wildflowers": Scene(wildflowers, 47, "soft", (394, 58), "#93b874"),
    "rain-garden": Scene(raingarden, 53, "rain", (396, 56), "#9db886"),
}

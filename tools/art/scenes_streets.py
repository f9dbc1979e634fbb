# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Scenes in streets: on the way to school, to work and home."""

from random import Random

from backdrop import Scene
from shapes import circle, ellipse, line, moved, rect, shape
from things import (
    BRICK,
    CORAL,
    CREAM,
    GOLD,
    INK,
    LEAF_LIGHT,
    LEAF_PALE,
    SKINS,
    SLATE,
    TEAL,
    WOOD,
    bike,
    bunting,
    bus,
    bush,
    lamp,
    person,
    tree,
)


def bikelane(_: Random) -> str:
    lane = rect(0, 246, 480, 54, "#c9624f") + "".join(rect(x, 270, 34, 4, "#fff") for x in range(10, 480, 70))
    trees = tree(60, 240, 0.95) + tree(430, 240, 1.05)
    return lane + rect(0, 240, 480, 6, "#e9e4da") + trees + bike(250, 286, 1.35, TEAL) + person(372, 262, 0.95, GOLD)


def lights(_: Random) -> str:
    path = shape("M150 300l66-86h40l70 86z", "#d9cbb0")
    lamps = lamp(120, 268, 112) + lamp(196, 232, 72) + lamp(356, 276, 124)
    return path + lamps + person(262, 272, 0.9, CORAL) + bush(60, 268, 1.2, "#3d6b57") + bush(430, 278, 1.3, "#3d6b57")


def market(_: Random) -> str:
    stalls = ""
    for number, x in enumerate((34, 186, 338)):
        posts = rect(x + 3, 170, 5, 96, "#6b4a35") + rect(x + 102, 170, 5, 96, "#6b4a35")
        colours = (TEAL, "#f9f4e8") if number == 1 else (BRICK, "#f9f4e8")
        awning = "".join(
            shape(f"M{x + strip * 18.4:g} 150h18.4v26a9.2 9.2 0 0 1-18.4 0z", colours[strip % 2]) for strip in range(6)
        )
        table = rect(x - 3, 226, 116, 40, "#b98a5a", 3) + rect(x, 190, 110, 8, WOOD)
        goods = (CORAL, "#7fb069", GOLD, BRICK, "#7fb069", GOLD)
        fruit = "".join(circle(x + 12 + index * 18, 224, 9, colour) for index, colour in enumerate(goods))
        stalls += posts + table + awning + fruit
    return stalls + person(164, 290, 0.95, SLATE) + person(322, 292, 0.95, CORAL, SKINS[1])


def day_bus(_: Random) -> str:
    return (
        rect(0, 250, 480, 50, "#5c666b")
        + rect(0, 246, 480, 5, "#e9e4da")
        + bus(104, 282, TEAL)
        + person(414, 250, 0.95, CORAL, SKINS[1])
        + person(62, 250, 0.95, GOLD)
    )


def night_bus(chance: Random) -> str:
    stars = "".join(
        circle(chance.randint(6, 474), chance.randint(8, 92), chance.choice((1, 1.4, 2)), "#fff6dc") for _ in range(34)
    )
    moon = circle(82, 56, 24, "#fff0c4") + circle(93, 50, 21, "#24335a")
    road = rect(0, 250, 480, 50, "#333d4a") + rect(0, 245, 480, 6, "#6a7480")
    beam = shape("M436 246l44 16v34h-20z", "#ffe3a3", 0.3) + circle(429, 249, 5, "#fff3cf")
    shelter = rect(14, 156, 112, 8, INK, 3) + rect(20, 164, 4, 82, INK) + rect(116, 164, 4, 82, INK)
    glow = (
        rect(24, 164, 92, 80, "#ffe9b0", 0)
        + rect(34, 226, 60, 6, WOOD, 2)
        + rect(40, 232, 4, 14, INK)
        + rect(84, 232, 4, 14, INK)
    )
    people = person(58, 248, 0.9, CORAL, SKINS[1]) + person(90, 248, 0.9, TEAL, SKINS[2])
    sign = rect(140, 160, 4, 86, INK) + circle(142, 152, 13, GOLD) + rect(136, 147, 12, 8, INK, 2)
    return stars + moon + road + moved(glow) + shelter + people + sign + bus(166, 284, TEAL, "#ffe3a3") + beam


def crossing(_: Random) -> str:
    road = shape("M120 300l70-88h100l70 88z", "#5c666b")
    stripes = "".join(shape(f"M{x} 274h26l3 14h-32z", "#fff") for x in (150, 196, 242, 288))
    people = person(226, 274, 1.1, GOLD) + person(262, 276, 0.8, BRICK)
    return road + stripes + lamp(88, 266, 118) + people + tree(414, 258, 1.2)


def school_street(_: Random) -> str:
    school = (
        rect(62, 122, 356, 110, "#d98a4e")
        + shape("M186 122l54-50 54 50z", "#b96a55")
        + rect(54, 116, 372, 9, "#8d4b46")
    )
    windows = "".join(rect(x, 142, 34, 40, "#dcebea", 2) + rect(x + 16, 142, 2, 40, CREAM) for x in (82, 132, 314, 364))
    clock = circle(240, 104, 13, CREAM) + line("M240 104v-8M240 104l6 3", INK, 2.4)
    door = rect(214, 158, 52, 74, TEAL, 4) + rect(239, 158, 2, 74, CREAM) + rect(204, 230, 72, 6, "#cfc0a3")
    street = rect(0, 236, 480, 64, "#b9b4a6") + rect(0, 234, 480, 6, "#e9e4da")
    flags = bunting(0, 108, 190, 8, (BRICK, GOLD, TEAL, CREAM)) + bunting(290, 108, 190, 8, (TEAL, CREAM, BRICK, GOLD))
    chalk = line("M150 292h26v-16h-26zM176 284h22M198 292h26v-16h-26z", CREAM, 2.4)
    barrier = rect(22, 250, 84, 13, CREAM, 3) + "".join(shape(f"M{x} 263l8-13h9l-8 13z", BRICK) for x in (26, 50, 74))
    barrier += rect(28, 262, 6, 28, INK, 2) + rect(94, 262, 6, 28, INK, 2)
    children = person(252, 280, 0.78, GOLD, SKINS[1]) + person(288, 286, 0.8, CORAL, SKINS[2], "#b5713f")
    children += person(326, 278, 0.74, "#8e7cc3", SKINS[3]) + person(130, 288, 1.05, SLATE, SKINS[0])
    return school + windows + clock + door + street + flags + chalk + children + barrier + bike(410, 290, 0.95, BRICK)


def underpass(_: Random) -> str:
    wall = rect(0, 70, 480, 160, "#9aa3a5")
    arches = "M0 70h480v160h-72v-60a60 60 0 0 0-120 0v60H192v-60a60 60 0 0 0-120 0v60H0z"
    painting = circle(238, 130, 38, GOLD) + shape("M198 230q0-52 40-52t40 52z", TEAL)
    painting += shape("M408 90q60 20 72 80v60h-30q10-80-42-140z", BRICK) + shape("M0 96q44 4 60 60t-14 74H0z", CORAL)
    painting += circle(30, 130, 14, "#fbece3") + circle(446, 196, 16, GOLD)
    holes = shape("M72 170a60 60 0 0 1 120 0v60H72zM288 170a60 60 0 0 1 120 0v60H288z", "#3b4347")
    painter = person(240, 288, 1, BRICK) + rect(262, 254, 4, 30, WOOD) + rect(256, 246, 16, 9, TEAL, 3)
    return wall + shape(arches, "#8a9396") + painting + holes + painter


def skate(_: Random) -> str:
    deck = rect(0, 44, 480, 34, "#a3a8a6") + rect(0, 36, 480, 9, "#8a9396") + rect(0, 78, 480, 5, "#7d8587")
    pillars = "".join(rect(x, 80, 36, 150, "#b9b4a6") + rect(x - 8, 80, 52, 12, "#a3a8a6") for x in (40, 222, 404))
    sprayed = shape("M222 140h36v56h-36z", CORAL) + circle(240, 168, 12, GOLD) + shape("M40 150h36v46l-36-20z", TEAL)
    sprayed += shape("M404 132h36v30l-36 24z", BRICK)
    ramp = (
        shape("M96 286V226q44 4 60 60z", "#d9d2c4")
        + rect(90, 220, 10, 66, "#c3b9a8")
        + shape("M330 286l40-34h84v34z", "#d9d2c4")
    )
    rider = (
        moved(person(0, 0, 1, GOLD, SKINS[1]), 214, 262)
        + rect(192, 262, 46, 6, BRICK, 3)
        + circle(200, 271, 4, INK)
        + circle(230, 271, 4, INK)
    )
    friend = person(410, 252, 0.95, TEAL, SKINS[2], "#b5713f") + person(296, 284, 0.9, CORAL)
    return deck + pillars + sprayed + ramp + rider + friend + ellipse(214, 282, 30, 4, "#8d9692")


def table(_: Random) -> str:
    flags = bunting(-10, 92, 250, 12, (BRICK, CREAM, GOLD, TEAL)) + bunting(
        240, 92, 250, 12, (TEAL, CREAM, BRICK, GOLD)
    )
    back = "".join(
        person(x, 258, 0.95, coat, SKINS[index % 5], hair)
        for index, (x, coat, hair) in enumerate(
            (
                (70, CORAL, "#3a2a24"),
                (126, SLATE, "#d9d6d0"),
                (184, GOLD, "#3a2a24"),
                (240, TEAL, "#b5713f"),
                (296, BRICK, "#1f1a18"),
                (352, "#8e7cc3", "#3a2a24"),
                (408, "#a9b7a1", "#d9d6d0"),
            )
        )
    )
    cloth = rect(34, 240, 412, 14, "#fbf7ee", 3) + "".join(
        shape(f"M{x} 254h46l-23 16z", "#f1e8d8") for x in range(34, 434, 46)
    )
    food = "".join(
        ellipse(x, 240, 15, 4, CREAM) + circle(x, 236, 6, colour)
        for x, colour in ((90, BRICK), (160, "#7fb069"), (230, GOLD), (300, CORAL), (370, "#7fb069"))
    )
    jugs = "".join(rect(x, 226, 9, 16, "#9fc7cf", 2) for x in (124, 264, 404))
    return (
        flags
        + back
        + rect(50, 254, 6, 40, WOOD)
        + rect(424, 254, 6, 40, WOOD)
        + cloth
        + food
        + jugs
        + tree(462, 250, 0.9, LEAF_LIGHT, LEAF_PALE)
    )


SCENES = {
    "bike": Scene(bikelane, 8, "soft", (80, 60), "#bcd09c"),
    "lamp": Scene(lights, 12, "evening", (392, 56), "#4d6a62"),
    "market": Scene(market, 6, "day", (60, 56), "#d8cbb6"),
    "bus": Scene(day_bus, 9, "soft", (420, 50), "#cfc7b6"),
    "night-bus": Scene(night_bus, 59, "night", (82, 56), "#4a5560"),
    "crossing": Scene(crossing, 14, "dusk", (420, 70), "#b8c79b"),
    "school-street": Scene(school_street, 61, "day", (52, 52), "#b9b4a6", houses=False),
    "mural": Scene(underpass, 2, "day", (90, 36), "#b9b4a6", houses=False),
    "skate": Scene(skate, 67, "soft", (152, 122), "#b9b4a6"),
    "street-table": Scene(table, 71, "dusk", (410, 54), "#d8cbb6"),
}

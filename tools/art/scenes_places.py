# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Scenes on the water, and inside or in front of public buildings."""

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
    bike,
    boat,
    books,
    bunting,
    bust,
    person,
    tree,
)

GEAR = "M378 60v8M378 112v8M348 90h8M400 90h8M357 69l5 5M394 106l5 5M399 69l-5 5M362 106l-5 5"
SPINES = (BRICK, GOLD, TEAL, CORAL, SLATE, "#a9c48b", "#e7b76b", "#7a8f6f")


def swimming(_: Random) -> str:
    deck = rect(248, 238, 170, 10, "#b98a5a", 3) + "".join(rect(x, 246, 6, 40, WOOD) for x in (262, 328, 400))
    ladder = line("M300 238v-26m18 26v-26m-18 8h18m-18 9h18", "#e9e4da", 4)
    swimmer = circle(190, 272, 9, SKINS[0]) + line("M170 282h40", "#dff0f2", 4)
    return boat(60, 236, BRICK) + deck + ladder + person(372, 240, 0.95, GOLD) + swimmer


def crane(_: Random) -> str:
    tower = rect(226, 98, 16, 120, "#b5472f") + rect(200, 204, 70, 14, "#8d3a28", 3)
    arm = line("M234 98L392 66M234 98L150 120M234 62L392 66M234 62v36M234 62L150 120", "#b5472f", 7)
    load = line("M378 68v84", INK, 3) + rect(362, 150, 32, 26, "#b98a5a", 3) + rect(140, 112, 32, 26, "#8d3a28", 3)
    return tower + arm + load + boat(40, 240, SLATE)


def bridge(_: Random) -> str:
    stone = shape("M0 206h480v18H0z", "#8d6a58")
    stone += shape("M60 224h360v40h-28a70 56 0 0 0-130 0h-44a70 56 0 0 0-130 0H60z", "#a97c66")
    rail = line("M0 190h480", INK, 4) + "".join(line(f"M{x} 190v16", INK, 3) for x in range(10, 480, 26))
    return stone + rail + person(190, 206, 0.9, GOLD) + bike(300, 206, 0.7, BRICK) + boat(190, 258, TEAL)


def canal(_: Random) -> str:
    barge = (
        shape("M24 236h196l-14 30H44z", "#3f5d6b") + rect(56, 204, 128, 34, CREAM, 4) + rect(50, 198, 140, 9, BRICK, 3)
    )
    barge += "".join(rect(x, 213, 18, 14, SLATE, 2) for x in (68, 98, 128, 158)) + rect(30, 226, 20, 10, "#b98a5a", 2)
    pots = "".join(circle(x, 222, 7, colour) for x, colour in ((34, LEAF_LIGHT), (44, CORAL)))
    kayak = (
        shape("M262 272q64 14 128 0-64-12-128 0z", GOLD)
        + rect(318, 246, 16, 24, TEAL, 7)
        + circle(326, 238, 8, SKINS[1])
    )
    kayak += shape("M317.5 237a8.5 8.5 0 0 1 17 0z", "#3a2a24") + line("M292 236l66 34", WOOD, 3.5)
    tall = shape("M318 234h120l-20 24h-84z", BRICK) + line("M372 234v-118", WOOD, 5)
    tall += shape("M378 124q54 40 46 92h-46z", CREAM) + shape("M366 134q-38 40-34 82h34z", "#f1dfc4")
    return tall + barge + pots + kayak


def stage(_: Random) -> str:
    deck = rect(120, 196, 240, 16, WOOD, 3) + rect(128, 212, 6, 22, INK) + rect(346, 212, 6, 22, INK)
    frame = rect(126, 96, 6, 102, INK) + rect(348, 96, 6, 102, INK) + rect(120, 90, 240, 8, INK, 3)
    cloth = shape("M132 98h50q4 60-50 96z", BRICK) + shape("M348 98h-50q-4 60 50 96z", BRICK)
    beams = shape("M180 98l30 98h60l-30-98z", "#fff3cf", 0.35)
    actors = person(222, 196, 0.95, GOLD, SKINS[1]) + person(264, 196, 0.95, "#8e7cc3", SKINS[4], "#b5713f")
    coats = (TEAL, CORAL, SLATE, GOLD, BRICK, "#a9b7a1", CORAL, TEAL)
    crowd = "".join(
        rect(35 + index * 57, 268, 10, 10, SKINS[index % 5])
        + circle(40 + index * 57, 260, 12.5, ("#3a2a24", "#8a5a34", "#d9d6d0", "#1f1a18")[index % 4])
        + shape(f"M{18 + index * 57} 300q0-28 22-28t22 28z", coat)
        for index, coat in enumerate(coats)
    )
    flags = bunting(-6, 60, 128, 10, (GOLD, CREAM, CORAL)) + bunting(358, 60, 128, 10, (CORAL, CREAM, GOLD))
    return cloth + beams + frame + deck + actors + flags + crowd


def quarter(_: Random) -> str:
    sheds = ""
    for x, colour in ((24, "#b96a55"), (116, "#8d4b46")):
        sheds += rect(x, 132, 86, 84, colour) + shape(f"M{x - 4} 134l47-38 47 38z", "#7a5148")
        sheds += "".join(rect(x + dx, 150, 16, 22, CREAM, 2) for dx in (12, 36, 60)) + rect(
            x + 28, 184, 30, 32, "#5b3f36", 2
        )
    homes = "".join(
        rect(x, y, 62, 216 - y, colour, 3)
        + "".join(rect(x + dx, y + dy, 14, 14, "#dcebea", 1) for dx in (8, 24, 40) for dy in range(14, 190 - y, 24))
        + "".join(circle(x + dx, y, 8, LEAF_LIGHT) for dx in (8, 22, 38, 54))
        for x, y, colour in ((318, 92, "#a9b7a1"), (386, 118, "#e9ddc7"))
    )
    quay = rect(0, 206, 480, 24, "#a9c48b") + rect(0, 228, 480, 6, "#8c7a66")
    trees = tree(222, 220, 0.95) + tree(272, 222, 1.1, LEAF_LIGHT, LEAF_PALE) + tree(462, 222, 0.8, LEAF_DEEP, LEAF)
    return (
        sheds
        + homes
        + quay
        + trees
        + person(246, 228, 0.8, CORAL)
        + person(314, 228, 0.8, TEAL, SKINS[1])
        + boat(70, 258, TEAL)
        + line("M330 268h60M210 280h40", "#a7d0d6", 3)
    )


def library(_: Random) -> str:
    front = rect(70, 92, 340, 176, "#e9ddc7") + shape("M56 96h368l-184-62z", BRICK)
    front += "".join(rect(x, 116, 14, 130, "#f9f4e8") + rect(x - 4, 110, 22, 8, "#d3c3a6") for x in (96, 150, 316, 370))
    door = rect(196, 150, 88, 96, "#5b3f36", 4) + books(203, 199, 76, SPINES) + rect(200, 199, 80, 5, WOOD)
    door += books(203, 242, 76, SPINES[2:]) + rect(200, 241, 80, 5, WOOD)
    return front + door + rect(50, 264, 380, 10, "#cfc0a3") + person(130, 290, 0.9, TEAL) + person(330, 292, 0.9, GOLD)


def reading_room(_: Random) -> str:
    room = rect(0, 0, 480, 300, "#f3e6cf") + rect(0, 236, 480, 64, "#c79a6b") + rect(0, 232, 480, 5, "#b5835a")
    window = (
        rect(180, 40, 120, 150, "#cfe7ee", 60)
        + shape("M180 150h120v40H180z", "#a9c48b")
        + circle(266, 84, 14, "#ffd36b")
    )
    window += shape("M190 150v-26l12-10 12 10v-12h18v16l14-14 14 14v-8h22v30z", "#c98a6a")
    window += line("M240 42v148M181 106h118", CREAM, 5)
    shelves = ""
    for left in (14, 318):
        shelves += rect(left, 34, 148, 200, "#7a5538", 4)
        for shelf, bottom in enumerate((90, 138, 186, 230)):
            shelves += rect(left + 8, bottom - 42, 132, 42, "#5b3f2b") + books(
                left + 12, bottom, 124, SPINES[shelf:] + SPINES[:shelf]
            )
            shelves += rect(left + 6, bottom - 1, 136, 6, "#94704a")
    readers = bust(188, 252, 1, TEAL, SKINS[2], "#d9d6d0") + bust(292, 252, 1, CORAL, SKINS[1])
    desk = rect(140, 250, 200, 11, "#a87445", 4) + rect(156, 260, 9, 40, "#8a5c35") + rect(315, 260, 9, 40, "#8a5c35")
    light = (
        line("M240 250v-26", INK, 4)
        + shape("M218 226l10-18h24l10 18z", GOLD)
        + ellipse(240, 250, 42, 5, "#ffe9b0", 0.8)
    )
    open_books = shape("M172 250l16-6 16 6zM276 250l16-6 16 6z", "#fffaf0")
    return room + window + shelves + readers + desk + light + open_books + person(428, 292, 0.95, GOLD, SKINS[3])


def repair(_: Random) -> str:
    room = rect(0, 0, 480, 300, "#e6eee6") + rect(0, 238, 480, 62, "#c9b48f") + rect(60, 36, 230, 104, "#c99d66", 6)
    tools = (
        line("M90 58v36M90 58q-9-9 0-14q9 5 0 14", SLATE, 5)
        + line("M126 56v44", BRICK, 7)
        + line("M126 100v20", "#8f9aa0", 4)
    )
    tools += (
        line("M158 54h28v10h-28zM172 64v46", SLATE, 5)
        + ring(222, 76, 16, TEAL, 6)
        + line("M258 52l-12 60M258 52l10 60", BRICK, 5)
    )
    poster = rect(330, 44, 96, 92, GOLD, 6) + ring(378, 90, 20, INK, 9) + line(GEAR, INK, 9)
    string = bunting(0, 14, 480, 8, (BRICK, CREAM, TEAL, GOLD))
    people = (
        bust(108, 226, 1.25, TEAL, SKINS[3], "#d9d6d0")
        + bust(226, 226, 1.25, CORAL, SKINS[1])
        + bust(352, 226, 1.25, SLATE, SKINS[2], "#b5713f")
    )
    desk = rect(36, 222, 408, 13, "#a87445", 4) + rect(56, 234, 11, 66, "#8a5c35") + rect(414, 234, 11, 66, "#8a5c35")
    toaster = rect(144, 196, 46, 27, "#cfd6d6", 7) + rect(152, 192, 30, 5, INK, 2) + circle(182, 210, 3, BRICK)
    radio = (
        rect(270, 190, 56, 33, BRICK, 5)
        + circle(286, 207, 10, CREAM)
        + rect(302, 198, 18, 6, CREAM, 2)
        + line("M316 190l14-24", INK, 3)
    )
    desk_lamp = (
        line("M404 222v-30l-20-22", INK, 5)
        + shape("M372 180l14-18 14 12-8 12z", TEAL)
        + ellipse(378, 222, 26, 4, "#fff3cf")
    )
    return (
        room
        + tools
        + poster
        + string
        + people
        + desk
        + toaster
        + radio
        + desk_lamp
        + circle(64, 216, 7, CREAM)
        + rect(57, 211, 14, 12, CREAM, 2)
    )


def lake(_: Random) -> str:
    far = shape("M0 214q70-34 150-20t150-8 180 10v20z", "#8fae78") + "".join(
        tree(x, 214, 0.6, LEAF_DEEP, LEAF) for x in (196, 226, 262, 440, 466)
    )
    mill = (
        shape("M78 214l12-96h40l12 96z", "#b96a55")
        + shape("M86 118q24-34 48 0z", "#7a5148")
        + rect(100, 178, 20, 36, "#5b3f36", 9)
    )
    mill += rect(102, 138, 16, 18, CREAM, 2) + line(
        "M110 108L56 54M110 108l54-54M110 108l-54 54M110 108l54 54", WOOD, 5
    )
    sails = "".join(
        shape(
            f"M110 108m{dx * 12} {dy * 12}l{dx * 40} {dy * 40}l{-dy * 13} {dx * 13}l{-dx * 40} {-dy * 40}z", CREAM, 0.92
        )
        for dx, dy in ((1, -1), (1, 1), (-1, 1), (-1, -1))
    )
    jetty = rect(286, 240, 194, 9, "#b98a5a", 3) + "".join(rect(x, 248, 6, 40, WOOD) for x in (298, 358, 418, 462))
    rowing = (
        shape("M150 262q50 12 100 0l-14 18h-72z", BRICK)
        + line("M214 266l38-20", WOOD, 4)
        + bust(198, 264, 0.8, TEAL, SKINS[1])
    )
    reeds = "".join(
        line(f"M{x} 300q3-{high / 2:g} 0-{high}", LEAF_DEEP, 3) + rect(x - 3, 294 - high, 6, 15, "#6b4a35", 3)
        for x, high in ((14, 52), (30, 68), (46, 46), (60, 58), (76, 36))
    )
    walkers = person(396, 241, 0.9, CORAL, SKINS[2], "#d9d6d0") + person(426, 241, 0.65, GOLD, SKINS[2])
    return far + mill + sails + jetty + rowing + reeds + walkers


def solar(_: Random) -> str:
    hall = rect(60, 150, 360, 110, "#e9ddc7") + shape("M44 154L96 84h288l52 70z", "#7a5148")
    panels = "".join(
        shape(f"M{108 + index * 52} 94h44l7 22h-50z", "#24476b")
        + shape(f"M{100 + index * 52} 120h50l7 24h-58z", "#2d5680")
        for index in range(5)
    )
    windows = "".join(rect(x, 182, 44, 40, "#8fb3bd", 3) for x in (84, 146, 290, 352))
    return hall + panels + windows + rect(216, 186, 48, 74, "#5b3f36", 3) + tree(34, 266, 1) + tree(450, 266, 1.1)


SCENES = {
    "harbour": Scene(swimming, 21, "dusk", (360, 78), water=True),
    "crane": Scene(crane, 19, "rose", (80, 66), water=True),
    "bridge": Scene(bridge, 23, "day", (400, 60), water=True),
    "canal": Scene(canal, 73, "soft", (258, 54), water=True),
    "stage": Scene(stage, 79, "dusk", (240, 60), "#b9a58c"),
    "quarter": Scene(quarter, 83, "day", (250, 58), houses=False, water=True),
    "library": Scene(library, 4, "soft", (430, 48), "#c7d3a8", houses=False),
    "reading-room": Scene(reading_room, 89, indoors=True),
    "repair-cafe": Scene(repair, 97, indoors=True),
    "lake": Scene(lake, 101, "soft", (352, 66), houses=False, water=True),
    "solar": Scene(solar, 1, "day", (420, 50), "#b7cf95", houses=False),
}

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sky, sun, hills, a row of houses, and ground or water: what every outdoor scene shares."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from shapes import HEIGHT, WIDTH, circle, line, rect, shape
from things import house

SKIES = {
    "day": ("#cfe7ee", "#eaf4f1", "#ffd36b"),
    "dusk": ("#f7c9a0", "#fde9cf", "#f0803c"),
    "evening": ("#33466b", "#7d7ea6", "#ffe9b0"),
    "night": ("#1d2b4a", "#4b5685", "#fff0c4"),
    "soft": ("#dde9d8", "#f3f4e6", "#ffd36b"),
    "rose": ("#f3d3cf", "#fbece3", "#e9775f"),
    "rain": ("#b9c8cf", "#e1e8e6", "#d7dfdd"),
}
DARK_SKIES = frozenset({"evening", "night"})
FRONTS = ("#c65b45", "#d98a4e", "#e7b76b", "#8d4b46", "#a9b7a1", "#5f7f8c", "#e9ddc7", "#b96a55", "#7a8f6f")
NIGHT_FRONTS = ("#7c4450", "#8a5a52", "#94764f", "#5d3c4c", "#6c7484", "#455b76", "#8c8791", "#71495a", "#596978")
Foreground = Callable[[Random], str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `seed` fixes the houses, so that a picture never changes by itself."""

    foreground: Foreground
    seed: int
    sky: str = "day"
    sun: tuple[float, float] = (400, 58)
    ground: str = "#a9c48b"
    houses: bool = True
    water: bool = False
    indoors: bool = False


def draw(scene: Scene) -> str:
    """The whole picture as an SVG document."""
    chance = Random(scene.seed)
    content = "" if scene.indoors else outdoors(scene, chance)
    content += scene.foreground(chance)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{content}</svg>"
    )


def outdoors(scene: Scene, chance: Random) -> str:
    top, bottom, sun = SKIES[scene.sky]
    content = (
        f'<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="{top}"/>'
        f'<stop offset="1" stop-color="{bottom}"/></linearGradient></defs>'
    )
    content += rect(0, 0, WIDTH, HEIGHT, "url(#sky)") + circle(*scene.sun, 30, sun)
    content += shape(
        "M0 190q60-40 130-18t120-10 110 8 120-16v150H0z", "#ffffff", 0.28 if scene.sky not in DARK_SKIES else 0.1
    )
    if scene.houses:
        content += street(scene, chance)
    return content + (harbour_water(chance) if scene.water else land(scene.ground))


def street(scene: Scene, chance: Random) -> str:
    dark = scene.sky in DARK_SKIES
    content, x = "", -8
    while x < WIDTH:
        width, height = chance.choice([34, 40, 46, 52]), chance.randint(60, 112)
        front = chance.choice(NIGHT_FRONTS if scene.sky == "night" else FRONTS)
        content += house(x, 214, width, height, front, "#46567a" if dark else "#f5efe2", chance.randint(0, 2), chance)
        x += width
    return content


def land(ground: str) -> str:
    return rect(0, 212, WIDTH, 88, ground) + shape("M0 262q120-26 240-10t240-14v62H0z", "#ffffff", 0.16)


def harbour_water(chance: Random) -> str:
    content = rect(0, 212, WIDTH, 88, "#6fa9b5") + rect(0, 208, WIDTH, 7, "#8c7a66")
    for _ in range(9):
        y, x = 226 + chance.randint(0, 64), chance.randint(-10, 430)
        content += line(f"M{x} {y}h{chance.randint(24, 70)}", "#a7d0d6", 3)
    return content

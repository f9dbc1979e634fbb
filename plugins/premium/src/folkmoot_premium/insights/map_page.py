# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The themes of a run as a map: a tile for each, as large as its share. The same stands below it as a list."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.tiles import Tile, tiles

PAGE = "folkmoot_premium:insights/templates/map.jinja2"
WIDTH, HEIGHT = 1_000, 540
LETTER = 13
"""Units of a letter of a name in a tile."""
ROOM_FOR_NAME, NARROWEST = 100, 110
COLOURS = 6


@dataclass(frozen=True)
class Shown:
    """A tile with its theme. lines: its name, as many letters a line as there is room for; none in a small tile."""

    tile: Tile
    theme: themes.ThemeView
    lines: list[str]


@view_config(route_name="insights.map", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False)
def drawn(context: Finished, request: Request) -> dict[str, Any]:
    """The map."""
    seen = themes.overview(request.db, context.run.id)
    found = tiles([one.size for one in seen.themes], WIDTH, HEIGHT)
    shown = [Shown(tile, seen.themes[tile.index], lines(seen.themes[tile.index].name, tile)) for tile in found]
    return {
        **frame.values(request, context.run, "map"), "seen": seen, "shown": shown, "width": WIDTH, "height": HEIGHT,
        "colours": COLOURS,
    }  # fmt: skip


def lines(name: str, tile: Tile) -> list[str]:
    """A name broken into lines that fit a tile; what doesn't fit ends in an ellipsis."""
    if tile.height < ROOM_FOR_NAME or tile.width < NARROWEST:
        return []
    letters, most = (tile.width - 24) // LETTER, (tile.height - 72) // 28
    found: list[str] = [""]
    for word in name.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= letters:
            found[-1] = longer
        else:
            found.append(word)
    kept = [one for one in found if one]
    fits = len(kept) <= most
    return [_cut(one, letters, whole=fits or number < most - 1) for number, one in enumerate(kept[:most])]


def _cut(line: str, letters: int, *, whole: bool) -> str:
    if len(line) <= letters and whole:
        return line
    return f"{line[: max(1, letters - 1)].rstrip(',')}…"

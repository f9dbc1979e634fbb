# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Names in the tiles of the map."""

from folkmoot_premium.insights.map_page import lines
from folkmoot_premium.insights.tiles import Tile

NAME = "nachhaltige Landwirtschaft, Förderung, fördern"


def test_a_name_takes_as_many_lines_as_its_tile_has() -> None:
    assert lines(NAME, Tile(0, 0, 0, 215, 260)) == ["nachhaltige", "Landwirtschaf…", "Förderung,", "fördern"]
    assert lines(NAME, Tile(0, 0, 0, 215, 160)) == ["nachhaltige", "Landwirtschaf…", "Förderung…"]
    assert lines(NAME, Tile(0, 0, 0, 90, 260)) == []

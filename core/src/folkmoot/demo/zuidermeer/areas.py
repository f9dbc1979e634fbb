# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The quarters of Zuidermeer, around a lake that nobody has ever seen."""

from folkmoot.demo.words import Area, same

NORTH_WEST, NORTH, NORTH_EAST = (51_071_000, 3_402_000), (51_073_200, 3_420_500), (51_070_400, 3_438_000)
WEST, MILL, EAST = (51_060_500, 3_400_000), (51_061_800, 3_419_000), (51_060_200, 3_441_000)
SOUTH_WEST, SOUTH, SOUTH_EAST = (51_049_500, 3_403_500), (51_048_000, 3_421_200), (51_050_100, 3_437_500)
LANE, DYKE = (51_061_000, 3_409_500), (51_060_900, 3_430_000)
NORTH_LANE, SOUTH_LANE = (51_072_000, 3_411_000), (51_048_700, 3_412_000)

AREAS = (
    Area("rietveld", same("Rietveld"), (NORTH_WEST, NORTH_LANE, LANE, WEST)),
    Area("centrum", same("Centrum"), (NORTH_LANE, NORTH, MILL, LANE)),
    Area("meerzijde", same("Meerzijde"), (NORTH, NORTH_EAST, EAST, DYKE, MILL)),
    Area("kerkhoek", same("Kerkhoek"), (WEST, LANE, SOUTH_LANE, SOUTH_WEST)),
    Area("nieuwland", same("Nieuwland"), (LANE, MILL, SOUTH, SOUTH_LANE)),
    Area("oostpolder", same("Oostpolder"), (MILL, DYKE, EAST, SOUTH_EAST, SOUTH)),
)

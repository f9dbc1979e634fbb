# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The quarters of Havenbrug. The town is invented: its outlines lie across a real coast, but mean nothing there."""

from folkmoot.demo.words import Area, same

NORTH_WEST, NORTH, NORTH_MIDDLE, NORTH_EAST = (
    (51_213_000, 3_175_000),
    (51_214_200, 3_192_500),
    (51_212_800, 3_209_500),
    (51_210_500, 3_228_000),
)
WEST, BRIDGE, STATION, EAST = (
    (51_199_800, 3_172_200),
    (51_200_400, 3_193_800),
    (51_199_200, 3_208_800),
    (51_198_400, 3_230_100),
)
SOUTH_WEST, SOUTH, SOUTH_MIDDLE, SOUTH_EAST = (
    (51_187_200, 3_174_800),
    (51_186_000, 3_192_200),
    (51_185_800, 3_210_200),
    (51_187_600, 3_227_600),
)
QUAY, TRACKS, TOWPATH, RING_ROAD, PARK_GATE, MILL = (
    (51_207_000, 3_191_000),
    (51_206_000, 3_211_000),
    (51_193_200, 3_195_500),
    (51_192_500, 3_207_500),
    (51_201_200, 3_183_000),
    (51_199_600, 3_219_000),
)

AREAS = (
    Area("noordkade", same("Noordkade"), (NORTH_WEST, NORTH, QUAY, BRIDGE, PARK_GATE, WEST)),
    Area("oude-haven", same("Oude Haven"), (NORTH, NORTH_MIDDLE, TRACKS, STATION, BRIDGE, QUAY)),
    Area("stationsbuurt", same("Stationsbuurt"), (NORTH_MIDDLE, NORTH_EAST, EAST, MILL, STATION, TRACKS)),
    Area("lindenpark", same("Lindenpark"), (WEST, PARK_GATE, BRIDGE, TOWPATH, SOUTH, SOUTH_WEST)),
    Area("zuiderveld", same("Zuiderveld"), (BRIDGE, STATION, RING_ROAD, SOUTH_MIDDLE, SOUTH, TOWPATH)),
    Area("molenwijk", same("Molenwijk"), (STATION, MILL, EAST, SOUTH_EAST, SOUTH_MIDDLE, RING_ROAD)),
)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tiles whose areas are as sizes are, as near to squares as they go (squarified treemap), in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Tile:
    """A rectangle. index: of the size that it shows."""

    index: int
    left: int
    top: int
    width: int
    height: int


@dataclass
class _Room:
    left: Fraction
    top: Fraction
    width: Fraction
    height: Fraction


def tiles(sizes: Sequence[int], width: int, height: int) -> list[Tile]:
    """A tile for each size above nought, in their order, which must be from the largest down."""
    told = [(index, Fraction(size)) for index, size in enumerate(sizes) if size > 0]
    total = sum((size for _index, size in told), Fraction())
    scale = Fraction(width * height) / total if total else Fraction()
    room = _Room(Fraction(), Fraction(), Fraction(width), Fraction(height))
    found: list[Tile] = []
    rest = [(index, size * scale) for index, size in told]
    while rest:
        row = _row(rest, min(room.width, room.height))
        found += _laid(row, room)
        rest = rest[len(row) :]
    return found


def _row(rest: Sequence[tuple[int, Fraction]], side: Fraction) -> Sequence[tuple[int, Fraction]]:
    """As many tiles along the shorter side as make the worst of them no longer than before."""
    taken = 1
    while taken < len(rest) and _worst(rest[: taken + 1], side) <= _worst(rest[:taken], side):
        taken += 1
    return rest[:taken]


def _worst(row: Sequence[tuple[int, Fraction]], side: Fraction) -> Fraction:
    """The largest proportion of a tile's sides, were these laid along `side`."""
    area = sum((size for _index, size in row), Fraction())
    depth = area / side
    return max(max(size / depth / depth, depth * depth / size) for _index, size in row)


def _laid(row: Sequence[tuple[int, Fraction]], room: _Room) -> list[Tile]:
    area = sum((size for _index, size in row), Fraction())
    upright = room.width >= room.height
    depth = area / (room.height if upright else room.width)
    along, found = Fraction(), []
    for index, size in row:
        length = size / depth
        left, top = (room.left, room.top + along) if upright else (room.left + along, room.top)
        right, bottom = (left + depth, top + length) if upright else (left + length, top + depth)
        found.append(Tile(index, round(left), round(top), round(right) - round(left), round(bottom) - round(top)))
        along += length
    if upright:
        room.left, room.width = room.left + depth, room.width - depth
    else:
        room.top, room.height = room.top + depth, room.height - depth
    return found

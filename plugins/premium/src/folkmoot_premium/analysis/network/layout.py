# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Where the words of a network lie: linked ones near each other, the same place each time.

Springs and repulsion (Fruchterman and Reingold 1991) from a spiral on which the first lies in the middle; then labels
that cover each other are pushed apart. Plain Python, so that no library's thread or version moves anything.
"""

from collections.abc import Sequence
from itertools import combinations
from math import cos, pi, sin, sqrt

SIZE = 1000
"""Places are whole numbers from 0 to this, both ways."""
ROUNDS, PUSHES = 120, 200
BY_RANK = 0.8
"""How much of a place is the rank among all, the rest is the distance."""
GOLDEN = pi * (3 - sqrt(5))
LETTER, HEIGHT = 15, 46
"""How wide a letter and how high a label is."""
NEAREST = 0.01
TOUCH = 0.5
"""Labels that cover each other by so little only touch."""

Places = list[list[float]]


def layout(labels: Sequence[str], linked: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """A place for each label. linked: two labels by their numbers and how strongly."""
    if not labels:
        return []
    places = [
        [sqrt((one + 0.5) / len(labels)) * turn(one * GOLDEN) for turn in (cos, sin)] for one in range(len(labels))
    ]  # fmt: skip
    for turn in range(ROUNDS):
        _turn(places, linked, 0.1 * (1 - turn / ROUNDS))
    spread = _spread(places)
    _apart(spread, [_half_width(label) for label in labels])
    return [(round(x), round(y)) for x, y in spread]


def _turn(places: Places, linked: Sequence[tuple[int, int, float]], heat: float) -> None:
    """Everything pushes everything away, links pull, and a little pulls to the middle."""
    ideal = 1.2 / sqrt(len(places))
    moves = [[-0.3 * x * ideal, -0.3 * y * ideal] for x, y in places]
    for one, other in combinations(range(len(places)), 2):
        far = _far(places, one, other)
        _pull(places, moves, (one, other), -ideal * ideal / (far * far))
    for one, other, strength in linked:
        _pull(places, moves, (one, other), strength * _far(places, one, other) / ideal)
    for place, (x, y) in zip(places, moves, strict=True):
        far = max(sqrt(x * x + y * y), NEAREST * NEAREST)
        place[0] += x / far * min(far, heat)
        place[1] += y / far * min(far, heat)


def _far(places: Places, one: int, other: int) -> float:
    x, y = places[other][0] - places[one][0], places[other][1] - places[one][1]
    return max(sqrt(x * x + y * y), NEAREST)


def _pull(places: Places, moves: Places, two: tuple[int, int], strength: float) -> None:
    one, other = two
    for axis in (0, 1):
        way = (places[other][axis] - places[one][axis]) * strength
        moves[one][axis] += way
        moves[other][axis] -= way


def _spread(places: Places) -> Places:
    """Over the whole of the picture, with room for half a label at each side.

    Mostly by rank, so that a word without links can't push all others into a heap.
    """
    found: Places = [[SIZE / 2, SIZE / 2] for _ in places]
    for axis, edge in ((0, 90), (1, 40)):
        values = [round(place[axis], 9) for place in places]
        low, width = min(values), max(values) - min(values)
        if width > NEAREST:
            order = sorted(range(len(values)), key=lambda number: (values[number], number))
            for rank, number in enumerate(order):
                share = BY_RANK * rank / (len(values) - 1) + (1 - BY_RANK) * (values[number] - low) / width
                found[number][axis] = edge + share * (SIZE - 2 * edge)
    return found


def _half_width(label: str) -> float:
    return min(SIZE / 4, LETTER * len(label) / 2 + LETTER)


def _apart(places: Places, widths: Sequence[float]) -> None:
    """Push labels that cover each other apart, up and down, until none does or the picture is full."""
    for _ in range(PUSHES):
        moved = False
        for one, other in combinations(range(len(places)), 2):
            covered = HEIGHT - abs(places[one][1] - places[other][1])
            if covered > TOUCH and abs(places[one][0] - places[other][0]) < widths[one] + widths[other]:
                upper, lower = (one, other) if places[one][1] <= places[other][1] else (other, one)
                places[upper][1] = max(HEIGHT / 2, places[upper][1] - covered / 2)
                places[lower][1] = min(SIZE - HEIGHT / 2, places[lower][1] + covered / 2)
                moved = True
        if not moved:
            break
    for place, width in zip(places, widths, strict=True):
        place[0] = min(SIZE - width, max(width, place[0]))

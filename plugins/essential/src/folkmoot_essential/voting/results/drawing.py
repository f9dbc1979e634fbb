# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The picture of a count's rounds: SVG made on the server, without script or style, in the colours of the style sheet.

Lines of text over bars as wide as the picture, so that it is readable on a phone. It has a title and a description for
those who don't see it; the page has the same numbers in a table. Coordinates are whole tenths: no amount becomes a
binary fraction, not even to draw it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH = 320
ROW, BAR, TOP = 38, 12, 24
HEADING = 30
LETTERS = 13
"""About the width of two letters."""


@dataclass(frozen=True)
class Words:
    """What is said of a picture. id: unique on the page."""

    id: str
    title: str
    description: str


@dataclass(frozen=True)
class Piece:
    """A part of a bar. kind: a class of results.css (before, won, added, not, standing, out)."""

    kind: str
    start: int
    size: int


@dataclass(frozen=True)
class Line:
    """A bar with its text above it. end: what stands at the right. full: the number at the bar's right edge. heading:
    starts a new group of bars."""

    name: str
    end: str
    pieces: Sequence[Piece]
    full: int
    heading: str = ""


def bars(words: Words, lines: Sequence[Line], mark: str, mark_text: str) -> Markup:
    """One bar for each line. mark: where an upright line stands on each (see `tenths`); mark_text: what it means."""
    body: list[Markup] = []
    y = TOP
    for line in lines:
        if line.heading:
            body.append(_text("results-heading", 0, y + 18, line.heading))
            y += HEADING
        body += [_bar(line, y), Markup('<path class="results-mark" d="M{} {}v{}"/>').format(mark, y + 18, BAR + 4)]
        y += ROW
    return _picture(words, [_text("results-mark-text", WIDTH, 13, mark_text, "end"), *body], y)


def tenths(value: int, full: int) -> str:
    """Where a number lies on the picture's width, in whole tenths of its unit; what is larger lies at the edge."""
    place = min(max(value, 0), full) * WIDTH * 10 // max(full, 1)
    return f"{place // 10}.{place % 10}" if place % 10 else str(place // 10)


def _bar(line: Line, y: int) -> Markup:
    track = Markup('<rect class="results-track" y="{}" width="{}" height="{}"/>').format(y + 20, WIDTH, BAR)
    piece = Markup('<rect class="results-{}" x="{}" y="{}" width="{}" height="{}"/>')
    drawn = [
        piece.format(one.kind, tenths(one.start, line.full), y + 20, _width(one, line.full), BAR)
        for one in line.pieces
        if one.size
    ]
    name = Markup('<svg y="{}" width="{}" height="20" overflow="hidden">{}</svg>').format(
        y, _room(line.end), _text("results-name", 0, 14, _shortened(line.name, _room(line.end)))
    )
    return name + _text("results-end", WIDTH, y + 14, line.end, "end") + track + Markup("").join(drawn)


def _room(end: str) -> int:
    """How wide the text at the left may be: what the one at the right leaves."""
    return max(WIDTH - 8 * len(end) - 8, WIDTH // 3)


def _shortened(name: str, room: int) -> str:
    """A name that mostly fits; the table has it whole. Where letters are wider the picture's edge cuts it."""
    most = room * 2 // LETTERS
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _width(one: Piece, full: int) -> str:
    """From edge to edge, and never nothing: what is there is seen."""
    size = max(min(one.start + one.size, full) - min(one.start, full), 0)
    return tenths(size, full) if size * WIDTH >= full else "1"


def _text(kind: str, x: int, y: int, said: str, anchor: str = "start") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(kind, x, y, anchor, said)


def _picture(words: Words, body: Sequence[Markup], height: int) -> Markup:
    head = Markup(
        '<svg class="results-picture" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>'
    ).format(WIDTH, height, words.id, words.id, words.id, words.title, words.id, words.description)
    return head + Markup("").join(body) + Markup("</svg>")

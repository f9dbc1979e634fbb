# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Charts drawn on the server as SVG: columns over time and lines, in the colours of the style sheet.

Each is one picture with a title and a description for those who don't see it; the page has the same numbers as a
table. No style attributes and no scripts, as the content security policy wants: classes and coordinates only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 520, 210
LEFT, RIGHT, TOP, BOTTOM = 62, 8, 14, 32
MOST_LABELS = 4
MOST_DOTS = 40
"""With more points than this a line has no dots."""

Write = Callable[[int], str]


@dataclass(frozen=True)
class Series:
    """One thing that is drawn: its name, and a number for each piece of time; None where it is hidden.

    tone: which of the style sheet's colours it has.
    """

    name: str
    values: Sequence[int | None]
    tone: int = 1


@dataclass(frozen=True)
class Words:
    """What is written around a drawing. id: unique on the page. number: how a whole number is written."""

    id: str
    title: str
    description: str
    number: Write


def columns(words: Words, series: Sequence[Series], labels: Sequence[str]) -> Markup:
    """A column for each label, of the series on top of one another."""
    sums = [sum(one.values[place] or 0 for one in series) for place in range(len(labels))]
    top = ceiling(max(sums, default=0))
    body = [_axis(words, top), _labels(labels)]
    body += [_column(words, series, labels, place, top) for place in range(len(labels)) if sums[place]]
    return _picture(words, body)


def lines(words: Words, series: Sequence[Series], labels: Sequence[str]) -> Markup:
    """A line for each series; where a number is hidden the line is broken and a ring stands at the bottom."""
    top = ceiling(max((value or 0 for one in series for value in one.values), default=0))
    body = [_axis(words, top), _labels(labels)]
    body += [_line(words, one, labels, top) for one in series]
    return _picture(words, body)


def ceiling(highest: int) -> int:
    """The round number that an axis ends with: a multiple of its step."""
    step = step_of(highest)
    return max(step, -(-highest // step) * step)


def step_of(highest: int) -> int:
    """The distance of an axis' marks: 1, 2 or 5 times a power of ten, so that there are at most five."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 5 * factor * power:
                return factor * power
        power *= 10


def _picture(words: Words, body: Sequence[Markup]) -> Markup:
    head = Markup(
        '<svg class="report-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>'
    ).format(WIDTH, HEIGHT, words.id, words.id, words.id, words.title, words.id, words.description)
    return head + Markup("").join(body) + Markup("</svg>")


def _axis(words: Words, top: int) -> Markup:
    step = step_of(top)
    grid = Markup('<path class="report-grid{}" d="M{} {}H{}"/>')
    mark = grid + Markup('<text class="report-axis" x="{}" y="{}" text-anchor="end">{}</text>')
    return Markup("").join(
        mark.format(
            "" if value else " report-base",
            LEFT,
            _place(y),
            WIDTH - RIGHT,
            LEFT - 8,
            _place(y + 4),
            words.number(value),
        )
        for value in range(0, top + 1, step)
        for y in [_height(value, top)]
    )


def _labels(labels: Sequence[str]) -> Markup:
    text = Markup('<text class="report-axis" x="{}" y="{}" text-anchor="middle">{}</text>')
    chosen = label_places(len(labels))
    return Markup("").join(text.format(_place(_across(at, len(labels))), HEIGHT - 10, labels[at]) for at in chosen)


def label_places(count: int) -> list[int]:
    """Which labels are written below: evenly spread, so that none runs into another."""
    if count <= MOST_LABELS:
        return list(range(count))
    distance = -(-count // MOST_LABELS)
    return list(range(distance // 2, count, distance))


def _column(words: Words, series: Sequence[Series], labels: Sequence[str], place: int, top: int) -> Markup:
    width = min(48.0, (WIDTH - LEFT - RIGHT) / len(labels) * 0.72)
    left, below, drawn = _across(place, len(labels)) - width / 2, _height(0, top), []
    rect = Markup('<rect class="part part-{}" x="{}" y="{}" width="{}" height="{}"/>')
    for one in series:
        size = (one.values[place] or 0) / top * (HEIGHT - TOP - BOTTOM)
        below -= size
        if size:
            drawn.append(rect.format(one.tone, _place(left), _place(below), _place(width), _place(size)))
    told = ", ".join(f"{one.name}: {words.number(one.values[place] or 0)}" for one in series)
    return Markup("<g><title>{}: {}</title>{}</g>").format(labels[place], told, Markup("").join(drawn))


def _line(words: Words, one: Series, labels: Sequence[str], top: int) -> Markup:
    count = len(one.values)
    path = Markup('<polyline class="report-line report-line-{}" points="{}"/>')
    found = [
        path.format(
            one.tone, " ".join(f"{_place(_across(at, count))},{_place(_height(value, top))}" for at, value in run)
        )
        for run in _runs(one.values)
    ]
    return Markup("").join([*found, *_dots(words, one, labels, top)])


def _dots(words: Words, one: Series, labels: Sequence[str], top: int) -> Iterator[Markup]:
    dot = Markup('<circle class="report-dot report-dot-{}" cx="{}" cy="{}" r="{}"><title>{}: {} {}</title></circle>')
    ring = Markup('<circle class="report-hidden" cx="{}" cy="{}" r="3.5"/>')
    alone = {run[0][0] for run in _runs(one.values) if len(run) == 1}
    for at, value in enumerate(one.values):
        x = _place(_across(at, len(one.values)))
        if value is None:
            yield ring.format(x, _place(_height(0, top) - 6))
        elif at in alone or len(one.values) <= MOST_DOTS:
            y = _place(_height(value, top))
            yield dot.format(one.tone, x, y, 4, labels[at], words.number(value), one.name)


def _runs(values: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """Stretches of numbers that are shown, each with its places."""
    found: list[list[tuple[int, int]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((at, value))
    return [run for run in found if run]


def _across(place: int, count: int) -> float:
    """The middle of a piece of time."""
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / max(1, count)


def _height(value: int, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _place(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.1f}".rstrip("0").rstrip(".")

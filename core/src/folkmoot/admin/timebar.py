# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The phases of a project on a bar of time: parallel ones in lanes below each other, and what looks odd about them."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _

WIDTH = 1000
DAY = datetime.timedelta(days=1)
SHORT, LONG, GAP = DAY, 730 * DAY, 90 * DAY
OPEN_END = 30 * DAY
"""How far beyond the last date an open-ended phase is drawn."""


@dataclass(frozen=True)
class Bar:
    """One phase on the bar; x and width in units of WIDTH, lane counted from 0."""

    phase: PhaseInfo
    x: int
    width: int
    lane: int


@dataclass(frozen=True)
class Timebar:
    """All bars, the span they cover and where now is (None when it lies outside)."""

    bars: tuple[Bar, ...]
    begins: datetime.datetime
    ends: datetime.datetime
    lanes: int
    now: int | None


def timebar(phases: Sequence[PhaseInfo], now: datetime.datetime) -> Timebar | None:
    """The bar of a project's phases, or None without phases."""
    if not phases:
        return None
    begins = min(phase.opens_at for phase in phases)
    latest = max(phase.closes_at or phase.opens_at for phase in phases)
    open_ended = any(phase.closes_at is None for phase in phases)
    ends = max(latest, now if open_ended else latest) + (OPEN_END if open_ended else datetime.timedelta())
    bars: list[Bar] = []
    free: list[datetime.datetime] = []
    for phase in sorted(phases, key=lambda found: found.opens_at):
        closes = phase.closes_at or ends
        lane = next((index for index, end in enumerate(free) if end <= phase.opens_at), len(free))
        free[lane : lane + 1] = [closes]
        x = _place(phase.opens_at, begins, ends)
        bars.append(Bar(phase, x, max(6, _place(closes, begins, ends) - x - 2), lane))
    marker = _place(now, begins, ends) if begins <= now <= ends else None
    return Timebar(tuple(bars), begins, ends, len(free), marker)


def _place(moment: datetime.datetime, begins: datetime.datetime, ends: datetime.datetime) -> int:
    return round(WIDTH * ((moment - begins) / max(ends - begins, DAY)))


Warnings = dict[uuid.UUID, list[tuple[str, dict[str, str]]]]


def oddities(phases: Sequence[PhaseInfo]) -> Warnings:
    """Sentences (marked, with values) about intervals that are allowed but rarely meant."""
    ordered = sorted(phases, key=lambda phase: phase.opens_at)
    found: Warnings = {phase.id: _of_one(phase) for phase in ordered}
    for phase, following in pairwise(ordered):
        if phase.closes_at is None:
            text = _("It has no end, and another phase begins after it: the two will be open at the same time.")
            found[phase.id].append((text, {}))
        last = _last_to_close([known for known in ordered if known.opens_at < following.opens_at])
        gap = following.opens_at - last.closes_at if last and last.closes_at else None
        if last and gap is not None and gap > GAP:
            found[last.id].append((_("After it, nothing is open for %(days)s days."), {"days": str(gap.days)}))
    return {phase_id: texts for phase_id, texts in found.items() if texts}


def _last_to_close(phases: Sequence[PhaseInfo]) -> PhaseInfo | None:
    """The phase that closes last, or None when one of them never does."""
    closing = [(phase.closes_at, phase) for phase in phases if phase.closes_at is not None]
    return max(closing, key=lambda pair: pair[0])[1] if closing and len(closing) == len(phases) else None


def _of_one(phase: PhaseInfo) -> list[tuple[str, dict[str, str]]]:
    if phase.closes_at is None:
        return []
    length = phase.closes_at - phase.opens_at
    if length < SHORT:
        return [(_("It is open for less than a day."), {})]
    if length > LONG:
        return [(_("It is open for more than two years."), {})]
    return []

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How long it takes to find near-duplicates, so that a progress bar goes with the clock; measured at 10,000 and 100,000
texts by tests/bench/insights_scale.py."""

PREPARING = 7.2e-7
"""Seconds a letter for its runs, which are rare, and which pairs share some."""
COMPARING, GROWTH = 5.1e-8, 0.3
"""Seconds a letter for comparing pairs, times texts to a power: among more texts each has more that are worth it."""


def seconds(letters: int, texts: int) -> float:
    """Of one thread, for all of it."""
    return letters * (PREPARING + _comparing(texts))


def preparing(texts: int) -> float:
    """The share of the time, 0 to 1, before the first pair is compared."""
    return PREPARING / (PREPARING + _comparing(texts))


def _comparing(texts: int) -> float:
    return float(COMPARING * texts**GROWTH)

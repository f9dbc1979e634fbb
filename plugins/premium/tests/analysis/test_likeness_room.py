# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Near-duplicates: the same are found whatever memory there is, and the bar knows how the work grows."""

import tracemalloc

import pytest
from plugins.premium.tests.inventing import invented

from folkmoot_premium.analysis import Progress
from folkmoot_premium.analysis.likeness import candidates, lasting
from folkmoot_premium.analysis.likeness.duplicates import likenesses
from folkmoot_premium.analysis.likeness.grams import plain

MEGABYTE = 1 << 20


def texts(number: int) -> list[str]:
    """Many that share words, and two that say the same words over and over."""
    often = ["ab cd " * 700, "ab cd " * 690 + "ef"]
    return list(dict.fromkeys(plain(text) for text in [*(row.text for row in invented(number)), *often]))


def test_runs_that_do_not_fit_are_counted_again_and_the_same_is_found() -> None:
    given = texts(900)
    kept = list(likenesses(given, Progress()))
    assert kept == list(likenesses(given, Progress(), most_kept=0))
    assert (len(given) - 2, len(given) - 1) in {(one, other) for one, other, _score in kept}, "more than 255 times"


def test_pairs_are_the_same_in_however_many_parts_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    given = texts(240)
    together = list(likenesses(given, Progress()))
    monkeypatch.setattr(candidates, "FIRSTS", 7)
    assert list(likenesses(given, Progress())) == together
    assert [pair[:2] for pair in together] == sorted({pair[:2] for pair in together})


def test_memory_does_not_grow_with_the_pairs() -> None:
    given = texts(900)
    tracemalloc.start()
    found = sum(1 for _pair in likenesses(given, Progress()))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found > 4_000
    assert most < 60 * MEGABYTE, f"{most // MEGABYTE} MB for {found} pairs"


def test_the_bar_knows_that_comparing_grows_faster_than_the_texts() -> None:
    given, heard = texts(240), list[float]()
    progress = Progress(lambda _step, share: heard.append(share))
    progress.plan({"duplicates": 1.0})
    progress.begin("duplicates")
    list(likenesses(given, progress))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert lasting.preparing(len(given)) in heard
    assert lasting.preparing(100_000) < lasting.preparing(10_000) < lasting.preparing(240)
    assert lasting.seconds(3_000_000, 100_000) > lasting.seconds(3_000_000, 10_000)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""How long it takes: measured many times, and the best counts, since a busy machine is no fault of the code."""

import time
from collections.abc import Callable

import pytest
from licensing.tests.vendor import HERE, NOW, Vendor, assess

from folkmoot_licensing import MAX_BUNDLE, Code, Refused, read_bundle
from folkmoot_licensing.chain import forget
from folkmoot_licensing.tokens import open_envelope


def _best(times: int, run: Callable[[], object], enough: float = 0) -> float:
    """The shortest of so many runs, in milliseconds; no more of them once one took less than `enough`."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        run()
        best = min(best, (time.perf_counter() - begun) * 1000)
        if best < enough:
            break
    return best


def _code(run: Callable[[], object]) -> Code | None:
    try:
        run()
    except Refused as refused:
        return refused.code
    return None


def test_what_is_too_large_is_refused_at_once(vendor: Vendor) -> None:
    large = "A" * (50 * 2**20)
    for header in (large + ".AA.AA", large.encode() + b".AA.AA", "é" + large):
        assert _code(lambda header=header: open_envelope(header)) is Code.SIZE
        assert _best(20, lambda header=header: _code(lambda: open_envelope(header))) < 5
        assert _best(20, lambda header=header: _code(lambda: read_bundle(header))) < 5
        assert _best(20, lambda header=header: vendor.judge(header)) < 5


def test_the_largest_header_that_may_pass_costs_little(vendor: Vendor) -> None:
    assert _best(50, lambda: vendor.judge("A" * 16_380 + ".A.A")) < 5


@pytest.mark.parametrize("unit", [b"\n", b" ", b" \n", b"a\n", b"-----BEGIN FOLKMOOT ", b"-----\n",
                                  b"-----BEGIN FOLKMOOT LICENCE-----\na.b.c\n-----END FOLKMOOT LICENCE-----\n"])
def test_no_file_of_the_largest_size_takes_long(unit: bytes) -> None:
    data = b"-----BEGIN FOLKMOOT LICENCE-----\n" + unit * ((MAX_BUNDLE - 100) // len(unit))
    assert _best(5, lambda: _code(lambda: read_bundle(data)), enough=200) < 500


def test_a_good_licence_is_judged_within_a_millisecond(vendor: Vendor) -> None:
    held = [vendor.certificate, vendor.licence()]

    def judge() -> None:
        assert assess(held, roots=vendor.roots, place=HERE, at=NOW).verdicts[0].counts

    def judge_unseen() -> None:
        forget()
        judge()

    assert _best(3000, judge_unseen, enough=1) < 1
    assert _best(1000, judge, enough=0.5) < 1

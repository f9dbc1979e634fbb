# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What the licences that a site holds are worth to it, at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from folkmoot_licensing.chain import Chain
from folkmoot_licensing.holdings import Accepted, Held, Place, refuse_clashes, sort_holdings
from folkmoot_licensing.refusals import Code
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import DAY, Mode, State
from folkmoot_licensing.verdicts import Judge, Verdict
from folkmoot_licensing.withdrawal import withdrawal

NEEDS_LICENCE = "needs-licence"
_RANK = {Mode.OPEN: 2, Mode.SUNSET: 1, Mode.ABSENT: 0}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a module may do, by the best licence that grants it; `code` is that licence's state or `needs-licence`."""

    mode: Mode
    code: str
    until: int | None
    verdict: Verdict | None
    lapsed_at: int | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All verdicts at the moment `at` (seconds since 1970).

    `clock_suspect`: the computer's clock is behind what was signed before, and `at` is later than it said.
    `revocations`: the number of the list that holds for each namespace. `refused`: fingerprint, code and message of
    each certificate or list that failed. `floor`: keep it, and pass it the next time. `next_change`: the next second in
    which the clock alone may change a verdict.
    """

    at: int
    clock_suspect: bool
    verdicts: tuple[Verdict, ...]
    revocations: dict[str, int]
    refused: tuple[tuple[str, Code, str], ...]
    floor: int
    next_change: int | None

    def standing(self, module: str, edition: str) -> Standing:
        """What the licences make of a module of this edition: "standard", "premium", or "none" for a vendor's."""
        granting = [one for one in self.verdicts if one.licence is not None and one.licence.grants(module, edition)]
        best = max(granting, default=None, key=_merit)
        if best is None:
            return Standing(Mode.ABSENT, NEEDS_LICENCE, None, None, None)
        assert best.state is not None
        return Standing(best.mode, best.state.value, best.until, best, best.lapsed_at)


def assess(held: Iterable[Held | str], *, roots: Roots, place: Place, at: int,
           trusted: Iterable[str] = (), floor: int = 0) -> Assessment:
    """Judge everything that a site holds, together.

    `at`: now, in seconds since 1970. `trusted`: self-signed vendor certificates that this site's operator trusts.
    `floor`: the moment below which the clock can't be, from an assessment before. Bad artefacts raise nothing: each
    bad licence has a verdict with its code, each bad certificate or list an item in `refused`.
    """
    holdings = tuple(one if isinstance(one, Held) else Held(one) for one in held)
    chain = Chain(roots, max(at, floor))
    sorted_out = sort_holdings(holdings, trusted, chain)
    licences = refuse_clashes(sorted_out.licences)
    known = max(floor, chain.latest - DAY)
    now = max(at, known)
    lists = withdrawal(sorted_out.lists)
    accepted = [one for _, one in licences if isinstance(one, Accepted)]
    judge = Judge.over(accepted, place, now, lists)
    verdicts = tuple(judge.verdict(one, outcome) for one, outcome in licences)
    return Assessment(now, at < now, verdicts, lists.numbers, tuple(sorted_out.refused), known,
                      judge.next_change(accepted))


def _merit(verdict: Verdict) -> tuple[int, bool, bool, int, int]:
    """Open before sunset before absent; of equals what counts, what is only to come, and what lasts longest."""
    return (_RANK[verdict.mode], verdict.counts, verdict.state is State.NOT_YET, verdict.until or 0,
            verdict.lapsed_at or 0)

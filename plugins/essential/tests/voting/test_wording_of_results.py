# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Each reason has its sentence, and so has each problem of a ballot."""

import re

from folkmoot_essential.counting.explaining import Reason
from folkmoot_essential.ledger import limits
from folkmoot_essential.voting.ballot.ballot_wording import SENTENCES
from folkmoot_essential.voting.results.results_wording import WHY


def test_every_reason_has_a_sentence() -> None:
    assert set(WHY) == set(Reason)


def test_every_problem_of_a_ballot_has_a_sentence() -> None:
    codes = set(re.findall(r"`([a-z]+-?[a-z]*)`", limits.BallotProblem.__doc__ or ""))
    whole = {code for code in codes if not code.endswith("-") and not code.startswith("too-")}
    parts = {f"{code}{end}" for code in codes if code.endswith("-") for end in ("too-small", "too-large")}
    assert len(whole) >= 8
    assert len(parts) == 8
    assert whole | parts <= set(SENTENCES)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Each reason has its sentence, and so has each problem of a ballot."""

import re
from types import SimpleNamespace

import pytest

from folkmoot_essential.counting.explaining import Reason
from folkmoot_essential.ledger import limits
from folkmoot_essential.voting.ballot.ballot_wording import SENTENCES
from folkmoot_essential.voting.results.results_wording import WHY, why


def test_every_reason_has_a_sentence() -> None:
    assert set(WHY) == set(Reason)


def test_every_problem_of_a_ballot_has_a_sentence() -> None:
    codes = set(re.findall(r"`([a-z]+-?[a-z]*)`", limits.BallotProblem.__doc__ or ""))
    whole = {code for code in codes if not code.endswith("-") and not code.startswith("too-")}
    parts = {f"{code}{end}" for code in codes if code.endswith("-") for end in ("too-small", "too-large")}
    assert len(whole) >= 8
    assert len(parts) == 8
    assert whole | parts <= set(SENTENCES)


@pytest.mark.parametrize(("price", "said"), [("950000/44", "€215.91"), ("21591", "€215.91"), ("100", "€1")])
def test_what_each_paid_at_most_is_never_said_too_low(price: str, said: str) -> None:
    request = SimpleNamespace(
        gettext=lambda text, **values: text % values, locale="en", site=SimpleNamespace(currency="EUR")
    )
    told = {"reason": Reason.FUNDED, "price": price, "full_payers": 44}
    assert f"each at most {said}." in why(told, {}, request)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What organisers choose becomes a rule by which no money goes to what nobody asked for."""

import pytest

from folkmoot.testing import Town

from .conftest import make_vote


@pytest.mark.parametrize("counting", ["greedy", "equal-shares", "phragmen"])
def test_nothing_is_funded_that_nobody_chose(town: Town, counting: str) -> None:
    """Two options would fit the purse; one has a vote."""
    vote = make_vote(town, counting=counting)
    vote.turn()
    vote.cast(town.account(), 2)
    vote.end()
    result = vote.certify().result
    assert result["contests"][0]["winners"] == ["opt-2"]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Votes whose districts leave money to the town: the page counts them as the command does."""

import pytest
from playwright.sync_api import Page as Tab
from plugins.essential.tests.ledger.leftovers import a_flowing_town

from .bundles import bundle, judged, judgement, resigned, value

pytestmark = pytest.mark.browser
RULES = (
    ("approval", "greedy", {}), ("approval", "equal-shares", {"completion": "utilitarian"}),
    ("approval", "phragmen", {}), ("cumulative", "equal-shares", {"utility": "points"}),
)  # fmt: skip


def test_good_bundles_agree(modules: Tab) -> None:
    towns = [a_flowing_town(kind, name, seed=place, **more) for place, (kind, name, more) in enumerate(RULES)]
    found = judged(modules, *(bundle(one) for one in towns), bundle(towns[0], "L0"))
    assert [one["status"] for one in found] == [3] * (len(towns) + 1), found


def test_leftovers_that_no_vote_can_have_are_refused(modules: Tab) -> None:
    town = a_flowing_town("approval", "greedy")
    for wrong in ("north", "", 1):
        made = resigned(town, value("vote.json", lambda vote, wrong=wrong: vote.update(leftovers=wrong)))
        assert judgement(modules, made)[0] == 4

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Two engines, written apart, count alike: winners in order, money, and every tie with what broke it."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from folkmoot_essential.counting import CannotCount, Election, Rule
from folkmoot_essential.counting.rules import METHODS

from .elections import COUNT, as_page, drawn, shared

pytestmark = pytest.mark.browser
HOW_MANY = 1_000


def counted(one: Election, chosen: Rule, seed: str) -> dict[str, Any]:
    """What the Python engine says."""
    try:
        outcome = chosen.count(one, seed)
    except CannotCount:
        return {"refused": "CannotCount"}
    ties = [tie.as_json() for tie in outcome.ties]
    return {"winners": list(outcome.winners), "spent": str(outcome.spent), "ties": ties}


PRICES = """() => {
  const { Purses } = folkmoot["rules/purses.js"];
  const { price } = folkmoot["rules/price.js"];
  let state = 1;
  const random = most => (state = (state * 48271) % 2147483647) % most;
  const answers = [];
  for (let turn = 0; turn < 300; turn++) {
    const weights = Array.from({ length: 1 + random(8) }, () => 1 + random(4));
    const purses = new Purses(weights, { n: 600n, d: BigInt(1 + random(7)) });
    weights.forEach((_, group) => purses.set(group, BigInt(random(600))));
    const supporters = { groups: [...weights.keys()], points: weights.map(() => 1 + random(3)) };
    const cost = BigInt(1 + random(900));
    const found = [0, 1e-3, 0.5, 0.999, 1, 1.001, 2, 1e9, Infinity].map(factor => {
      const paid = price(cost, supporters, purses, factor * Number(cost << 80n) / weights.reduce((a, b) => a + b));
      return paid && { rho: Number(paid.missing) / Number(paid.shares), exact: weights.reduce((sum, weight, group) => {
        const [left, asked] = [purses.left[group] * paid.shares, paid.missing * BigInt(supporters.points[group])];
        return sum + BigInt(weight) * (left < asked ? left : asked);
      }, 0n) === cost * purses.unit * paid.shares };
    });
    answers.push(found);
  }
  return answers;
}"""
"""Prices of options at random, each begun from guesses that are far too low, right, and far too high."""


def test_a_thousand_random_elections_come_out_alike(modules: Tab) -> None:
    chance = Random("folkmoot recount page 1")
    asked = [drawn(chance) for _ in range(HOW_MANY)]
    expected = [counted(*one) for one in asked]
    found = modules.evaluate(COUNT, [as_page(*one) for one in asked])
    for one, python, browser in zip(asked, expected, found, strict=True):
        browser.pop("why", None)
        assert browser == python, as_page(*one)
    ties = Counter(tie["by"] for one in expected for tie in one.get("ties", ()))
    assert all(ties[by] > 20 for by in ("cost", "votes", "lot", "id")), ties
    counts = Counter(
        chosen.method.name for (_, chosen, _), one in zip(asked, expected, strict=True) if one.get("winners")
    )
    assert all(counts[name] > 30 for name in METHODS), counts


def test_money_that_runs_out_comes_out_alike(modules: Tab) -> None:
    chance = Random("folkmoot recount page 2")
    asked = [shared(chance) for _ in range(300)]
    found = modules.evaluate(COUNT, [as_page(*one) for one in asked])
    for one, browser in zip(asked, found, strict=True):
        browser.pop("why", None)
        assert browser == counted(*one), as_page(*one)


def test_a_price_is_exactly_the_cost_whatever_was_guessed_before(modules: Tab) -> None:
    answers = modules.evaluate(PRICES)
    for found in answers:
        assert all(one == found[0] for one in found), found
        assert found[0] is None or found[0]["exact"] is True
    assert 30 < sum(found[0] is not None for found in answers) < 270

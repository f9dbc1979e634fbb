# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What may be told of a result beyond its totals, so that few ballots stay as secret as promised."""

from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger.contests import recountable
from folkmoot_essential.ledger.levels import FEWEST, Level
from folkmoot_essential.ledger.vote import Vote


def reasons(vote: Vote, rule: Rule, level: str, ballots: int) -> bool:
    """Whether reasons and rounds are told: they follow from what is published, or the ballots are many enough.

    ballots: of the contest. Where fewer than FEWEST were cast and the rule looks at whole ballots, what supporters had
    left would say something of single ones.
    """
    return recountable(vote, rule) or comparisons(level, ballots)


def comparisons(level: str, ballots: int) -> bool:
    """Whether other rules may be told, which look at the ballots whatever the vote's own rule does."""
    return level != Level.TOTALS or ballots >= FEWEST

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Counting votes and budgets exactly: a plain library without web, database or any import of Folkmoot.

`reading.read` makes an Election of a file and says what is wrong with it; `rules.rule` names a way of counting with
every parameter, and `Rule.count` gives an Outcome that explains itself. Amounts are integers in the smallest unit of
the money, everything else is an integer or a fraction, so that whoever counts again gets the same.
"""

from folkmoot_essential.counting.election import Ballot, BallotKind, Election, Limits, Project
from folkmoot_essential.counting.outcome import Outcome, Tie
from folkmoot_essential.counting.problems import Problem
from folkmoot_essential.counting.reading import Reading, Unreadable, read, read_bytes
from folkmoot_essential.counting.rules import CannotCount, Rule, WrongParameter, names, rule

__all__ = [
    "Ballot", "BallotKind", "CannotCount", "Election", "Limits", "Outcome", "Problem", "Project", "Reading", "Rule",
    "Tie", "Unreadable", "WrongParameter", "names", "read", "read_bytes", "rule",
]  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Counting votes and budgets exactly: a plain library without web, database or any import of Folkmoot.

`reading.read` makes an Election of a file and says what is wrong with it; `rules.rule` names a way of counting with
every parameter, and `Rule.count` gives an Outcome with its trace. `explain` says of each option why it won or didn't,
`votes_missing` how many more votes it needed, `compare` how other rules come out; `writing.pabulib.write` makes a file
that others count too. Amounts are integers in the smallest unit of the money, everything else is an integer or a
fraction, so that whoever counts again gets the same.
"""

from folkmoot_essential.counting.comparing import Comparison, compare
from folkmoot_essential.counting.election import Ballot, BallotKind, Election, Limits, Project
from folkmoot_essential.counting.explaining import Explanation, Explanations, Reason, explain, votes_missing
from folkmoot_essential.counting.outcome import Outcome, Tie
from folkmoot_essential.counting.problems import Problem
from folkmoot_essential.counting.reading import Reading, Unreadable, read, read_bytes
from folkmoot_essential.counting.rules import CannotCount, Rule, WrongParameter, names, rule

__all__ = [
    "Ballot", "BallotKind", "CannotCount", "Comparison", "Election", "Explanation", "Explanations", "Limits", "Outcome",
    "Problem", "Project", "Reading", "Reason", "Rule", "Tie", "Unreadable", "WrongParameter", "compare", "explain",
    "names", "read", "read_bytes", "rule", "votes_missing",
]  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a count gives: the winners, what they cost, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
Step = Mapping[str, Value]
"""One round of a trace, ready for JSON: ids and numbers as text ("12400", "151/3"), counts of voters as integers."""


@dataclass(frozen=True)
class Tie:
    """Projects that a rule couldn't tell apart. by: what decided (cost, votes, lot, id)."""

    round: int
    candidates: tuple[str, ...]
    chosen: str
    by: str

    def as_json(self) -> dict[str, Value]:
        """As the command gives it."""
        return {"round": self.round, "candidates": list(self.candidates), "chosen": self.chosen, "by": self.by}


@dataclass(frozen=True)
class Outcome:
    """winners: ids in the order of their selection. spent: in the smallest unit. trace: what explains each decision."""

    winners: tuple[str, ...]
    spent: int
    ties: tuple[Tie, ...]
    trace: tuple[Step, ...]

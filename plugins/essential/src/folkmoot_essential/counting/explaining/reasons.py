# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Why an option won or didn't: data for a sentence, never the sentence itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from folkmoot_essential.counting.outcome import Outcome

Number = int | Fraction


class Reason(StrEnum):
    """A stable code for programs. Which numbers of the Explanation belong to it stands with each."""

    FUNDED = "funded"
    """Paid for in its turn. left: what there was before it (greedy, phragmen); price, payers (equal shares)."""
    FUNDED_BY_COMPLETION = "funded-by-completion"
    """Its supporters couldn't pay, and the declared completion did. left: what there was before it."""
    FUNDED_BY_POOL = "funded-by-pool"
    """Paid from what was left in all envelopes; otherwise as FUNDED."""
    ELECTED = "elected"
    """score; needed: the best score of those who didn't win (0 when there is none)."""
    NO_SUPPORT = "no-support"
    """Nobody chose it."""
    BELOW_THRESHOLD = "below-threshold"
    """score is less than needed."""
    SUPPORT_TOO_SMALL = "support-too-small"
    """Fewer votes than needed for its cost (parameter minimum-support)."""
    DEARER_THAN_BUDGET = "dearer-than-budget"
    """left: the whole budget."""
    DOES_NOT_FIT = "does-not-fit"
    """left: the money there was in its turn, less than its cost."""
    STOPPED = "stopped"
    """Another one before it didn't fit, and the rule stops there. left: the money there was."""
    EXCLUDED = "excluded"
    """other: the winner of the same group, of which one may win."""
    NO_ENVELOPE = "no-envelope"
    """Its category or district has no money of its own."""
    SUPPORTERS_LACK_MONEY = "supporters-lack-money"
    """left: what its supporters had together at the end, less than its cost; with add1 of the enlarged shares."""
    FEWER = "fewer"
    """score; needed: the score of the last who won."""
    LOST_TIE = "lost-tie"
    """As many as the last who won (who stayed), and the declared policy for ties decided."""
    ELIMINATED = "eliminated"
    """The fewest of round. score: its votes then; needed: the fewest of those who stayed."""
    RUNNER_UP = "runner-up"
    """Still there when another one had more than half. score; needed: that one's votes."""


WON = frozenset({Reason.FUNDED, Reason.FUNDED_BY_COMPLETION, Reason.FUNDED_BY_POOL, Reason.ELECTED})


@dataclass(frozen=True)
class Explanation:
    """One option's way through a count. Amounts in the smallest unit, as integers or exact fractions.

    place: among the winners, from 1; 0 when it isn't one. round: of the trace, where one is about it; else 0. votes:
    how many voters support it; points: what they give it together. envelope: whose money it could have; None without
    envelopes. score, needed, left, other: see Reason. price: what each supporter paid at most (for each point, where
    points count); all_payers gave all they had left for it (that or less), full_payers paid that and have more; the
    other supporters had nothing any more. load: what each supporter of it carried after it was paid (phragmen).
    """

    option: str
    reason: Reason
    cost: int
    votes: int
    points: int
    place: int = 0
    round: int = 0
    envelope: str | None = None
    score: Number | None = None
    needed: Number | None = None
    left: Number | None = None
    other: str = ""
    price: Fraction | None = None
    full_payers: int | None = None
    all_payers: int | None = None
    load: Fraction | None = None

    @property
    def funded(self) -> bool:
        """Whether it won."""
        return self.reason in WON

    @property
    def missing(self) -> Number | None:
        """Money that its supporters, or the budget, lacked; None where that isn't the reason."""
        lacking = (Reason.SUPPORTERS_LACK_MONEY, Reason.DOES_NOT_FIT, Reason.DEARER_THAN_BUDGET)
        return self.cost - self.left if self.reason in lacking and self.left is not None else None


@dataclass(frozen=True)
class Explanations:
    """The count, and every option of the election by its id, in the election's order."""

    outcome: Outcome
    options: Mapping[str, Explanation]

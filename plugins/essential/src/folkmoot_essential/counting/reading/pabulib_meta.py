# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Section META of a Pabulib file: the money, the kind of ballots, and the rules of ballots."""

from functools import cached_property
from types import MappingProxyType

from folkmoot_essential.counting.amounts import decimal, scaled, whole
from folkmoot_essential.counting.election import BallotKind, Limits
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.reading import pabulib_parts as parts
from folkmoot_essential.counting.reading.opening import Unreadable

KINDS = MappingProxyType(
    {
        "approval": BallotKind.APPROVAL, "choose-1": BallotKind.APPROVAL, "ordinal": BallotKind.ORDINAL,
        "cumulative": BallotKind.CUMULATIVE, "scoring": BallotKind.SCORE,
    }
)  # fmt: skip
MONEY_LIMITS = ("min_sum_cost", "max_sum_cost")
SMALLEST_UNIT = "smallest_unit"
"""Ours: "0.01" says that money is counted in cents, also where no amount has any."""
Row = tuple[int, list[str]]
"""A line's number and its fields."""


class Meta:
    """Section META, asked by name."""

    def __init__(self, rows: list[Row], problems: Problems) -> None:
        self._problems = problems
        self._lines = {row[1][0].strip(): row[0] for row in rows}
        self.values = {row[1][0].strip(): ";".join(row[1][1:]).strip() for row in rows if len(row[1]) > 1}
        self.values.pop("key", None)
        self.kind = self._kind()
        self.budget = self._amount("budget") or (0, 0)

    def _kind(self) -> BallotKind:
        said = self.values.get("vote_type", "")
        if said not in KINDS:
            raise Unreadable(f"The vote_type {said[:40]!r} isn't known; there are {', '.join(KINDS)}.")
        return KINDS[said]

    def _amount(self, name: str) -> tuple[int, int] | None:
        if name not in self.values:
            return None
        value = decimal(self.values[name])
        if value is None or value[0] < 0:
            self._bad(name)
            return None
        return value

    def _bad(self, name: str) -> None:
        text = f"{name} must be a number from 0 on, not {self.values[name][:40]!r}."
        self._problems.add(self._lines.get(name, 0), "bad-number", text, "read as if it weren't there")

    def places(self, costs: list[tuple[int, int]]) -> int:
        """How many decimal places the money has: as many as any amount, and two where one has one (money has cents)."""
        most = max((places for _, places in (*self._amounts, *costs)), default=0)
        return 2 if most == 1 and SMALLEST_UNIT not in self.values else most

    @property
    def _amounts(self) -> list[tuple[int, int]]:
        """Every amount of money in the section."""
        wanted = [decimal(self.values.get(name, "")) for name in ("budget", *MONEY_LIMITS, SMALLEST_UNIT)]
        return [one for one in wanted if one is not None] + list(parts.amounts(self.values))

    def limits(self, places: int) -> Limits:
        """The rules of ballots. A bad number of them is reported where it is first read."""
        found: dict[str, int | None] = {}
        for name in Limits.__dataclass_fields__:
            if name in MONEY_LIMITS:
                amount = decimal(self.values.get(name, ""))
                found[name] = None if amount is None else scaled(amount, places)
            else:
                found[name] = whole(self.values.get(name, ""))
        if self.values.get("vote_type") == "choose-1":
            found["max_length"] = 1
        return Limits(**found)

    def report_limits(self) -> None:
        """Say which rules of ballots are no numbers."""
        for name in Limits.__dataclass_fields__:
            read = decimal if name in MONEY_LIMITS else whole
            if name in self.values and read(self.values[name]) is None:
                self._bad(name)
        for name in parts.unknown_limits(self.values):
            text = f"The rule of ballots {name[:60]} isn't known here."
            self._problems.add(self._lines[name], "limit-not-checked", text, "ballots aren't held against it")

    @cached_property
    def envelopes(self) -> parts.Envelopes:
        """The envelopes, with what is wrong with them reported."""
        troubles: list[parts.Trouble] = []
        found = parts.envelopes(self.values, troubles)
        self._report(troubles)
        return found

    def category_limits(self, places: int) -> dict[str, Limits]:
        """The rules of ballots by category, with what is wrong with them reported: ask once."""
        troubles: list[parts.Trouble] = []
        found = parts.category_limits(self.values, places, troubles)
        self._report(troubles)
        return found

    def _report(self, troubles: list[parts.Trouble]) -> None:
        for name, code, message, action in troubles:
            self._problems.add(self._lines.get(name, 0), code, message, action)

    def compare(self, name: str, found: int) -> None:
        """Say when the file announces another number than it has."""
        if name in self.values and whole(self.values[name]) != found:
            text = f"{name} says {self.values[name][:40]}; there are {found}."
            self._problems.add(self._lines.get(name, 0), "other-number", text, f"counted as there are: {found}")

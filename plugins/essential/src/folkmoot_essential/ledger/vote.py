# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a vote is about: its contests with their money and limits, and the options (vote.json, options.jsonl)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, Self

from pydantic import model_validator

from folkmoot_essential.counting import BallotKind, Limits
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.shapes import (
    Amount,
    ContestId,
    Identifier,
    ListOf,
    Number,
    Positive,
    Shape,
    Text,
    Texts,
)

TOWN = ""
"""The id of the contest in which everybody votes."""


class BallotLimits(Shape):
    """What a ballot may be at least and at most, in each contest that it names; nothing is said where there is None."""

    min_length: Number | None = None
    max_length: Number | None = None
    min_sum_points: Number | None = None
    max_sum_points: Number | None = None
    min_points: Number | None = None
    max_points: Number | None = None
    min_sum_cost: Amount | None = None
    max_sum_cost: Amount | None = None

    def counting(self) -> Limits:
        """As the counting library has them."""
        return Limits(**{name: None if value is None else int(value) for name, value in self})

    @classmethod
    def of(cls, limits: Limits) -> "BallotLimits":
        """From the counting library's."""
        given = {name: getattr(limits, name) for name in cls.model_fields if getattr(limits, name) is not None}
        return cls.of_json({name: str(value) if name.endswith("cost") else value for name, value in given.items()})


class Contest(Shape):
    """One purse with its options; budget in the smallest unit."""

    id: ContestId
    title: Texts
    budget: Amount
    limits: BallotLimits


class Vote(Shape):
    """What a ballot may be. unit: how many of the smallest unit make one of the currency.

    leftovers: "town" where what districts leave of their purses goes into the town's, which is counted after them.
    """

    kind: Literal["approval", "ordinal", "cumulative", "score"]
    currency: Text
    unit: Positive
    contests: Annotated[tuple[Contest, ...], ListOf]
    leftovers: Literal["town"] | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [contest.id for contest in self.contests]
        if not ids or len(set(ids)) != len(ids) or "town" in ids:
            raise ValueError("contests have an id each, which comes once and isn't town")
        if self.leftovers and (TOWN not in ids or len(ids) == 1):
            raise ValueError("leftovers go from districts to the town, which have a contest each")
        if self.unit != int("1" + "0" * (len(str(self.unit)) - 1)):
            raise ValueError("unit is 1, 10, 100 or 1000: money is written in decimals")
        return self

    @property
    def ballot_kind(self) -> BallotKind:
        """The kind as the counting library has it."""
        return BallotKind(self.kind)

    @property
    def districts(self) -> tuple[str, ...]:
        """The contests in which not everybody votes."""
        return tuple(contest.id for contest in self.contests if contest.id != TOWN)

    @property
    def hash(self) -> str:
        """As heads have it."""
        return _hash(canonical.write(self.as_json()))


class Option(Shape):
    """What can be chosen. number: its place on the list. withdrawn: why it was taken out after opening, if it was."""

    id: Identifier
    number: Positive
    title: Texts
    cost: Amount
    contest: ContestId
    withdrawn: Text | None = None

    @property
    def key(self) -> str:
        """Its id, by the name that all who judge ballots ask for."""
        return self.id


def options_lines(options: Iterable[Option]) -> bytes:
    """options.jsonl: by number."""
    return canonical.write_lines(option.as_json() for option in sorted(options, key=lambda one: one.number))


def options_hash(options: Iterable[Option]) -> str:
    """As heads have it: of the options as they stood at opening, without withdrawals."""
    return _hash(options_lines(option.model_copy(update={"withdrawn": None}) for option in options))


def troubles(vote: Vote, options: Sequence[Option]) -> list[str]:
    """What is wrong with a list of options, as sentences."""
    contests = {contest.id for contest in vote.contests}
    found = [f"Option {one.id} belongs to no contest." for one in options if one.contest not in contests]
    if len({one.id for one in options}) != len(options):
        found.append("An option comes twice.")
    numbers = [one.number for one in options]
    if numbers != sorted(set(numbers)):
        found.append("Options aren't in the order of their numbers, each of which is given once.")
    return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

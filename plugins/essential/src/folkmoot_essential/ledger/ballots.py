# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A ballot as a value, and what commits to it without saying it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from folkmoot_essential.ledger import canonical

SECRET_BYTES = 32


class NotABallot(ValueError):
    """A value that doesn't have the form of a ballot; the text says why."""


@dataclass(frozen=True)
class Ballot:
    """What one voter chose.

    choices: by contest the ids chosen, in the order of preference for ranked ballots; contests in which nothing was
    chosen have no entry. points: alongside, 1 or more each, where the kind of ballot has them. district: where it was
    cast; empty where the vote has no districts. `made` brings a form's content into this shape.
    """

    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    district: str = ""

    def as_json(self) -> dict[str, object]:
        """As the format has it: `c`, `p` and `d`, the last two only where there is something."""
        value: dict[str, object] = {"c": {contest: list(chosen) for contest, chosen in self.choices.items()}}
        if self.points:
            value["p"] = {contest: list(given) for contest, given in self.points.items()}
        if self.district:
            value["d"] = self.district
        return value

    def canonical(self) -> bytes:
        """The bytes that a commitment is of."""
        return canonical.write(self.as_json())

    @classmethod
    def of_json(cls, value: object) -> "Ballot":
        """The ballot of a parsed JSON value. Raises NotABallot."""
        if not isinstance(value, dict) or not set(value) <= {"c", "p", "d"} or "c" not in value:
            raise NotABallot("A ballot is an object with c, and p and d where they are needed.")
        choices = {name: _texts(chosen) for name, chosen in _by_contest(value["c"])}
        points = {name: _numbers(given) for name, given in _by_contest(value["p"])} if "p" in value else {}
        district = value.get("d", "")
        if not isinstance(district, str) or ("d" in value and not district) or ("p" in value and not points):
            raise NotABallot("What isn't there has no key, and d is a text.")
        return cls(choices, points, district)


def made(choices: Mapping[str, tuple[str, ...]], points: Mapping[str, tuple[int, ...]] | None = None,
         district: str = "", ranked: bool = False) -> Ballot:  # fmt: skip
    """A ballot of what somebody chose, in the one form that it has.

    Contests without a choice go, options with 0 points go, and the others are put in the order of their ids, unless
    their order is a ranking. Nothing else is mended: `limits.problems` says what is wrong with a ballot.
    """
    kept: dict[str, tuple[str, ...]] = {}
    given: dict[str, tuple[int, ...]] = {}
    for contest, chosen in choices.items():
        numbers = (points or {}).get(contest)
        pairs = list(zip(chosen, numbers, strict=True)) if numbers is not None else [(one, 1) for one in chosen]
        pairs = [(one, number) for one, number in (pairs if ranked else sorted(pairs)) if number != 0]
        if pairs:
            kept[contest] = tuple(one for one, _ in pairs)
            if numbers is not None:
                given[contest] = tuple(number for _, number in pairs)
    return Ballot(kept, given, district)


def commitment(secret: bytes, ballot: Ballot) -> str:
    """What the log holds of a ballot: hex; without the secret it says nothing of it, with it no other ballot fits."""
    _check(secret)
    return hashlib.sha256(b"folkmoot-ballot/1\n" + secret + ballot.canonical()).hexdigest()


def tracker(secret: bytes) -> str:
    """By what the voter finds the ballot in the published box: 32 hex characters."""
    _check(secret)
    return hmac.digest(secret, b"folkmoot-box/1", "sha256")[:16].hex()


def _check(secret: bytes) -> None:
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"The secret of a ballot has {SECRET_BYTES} bytes, not {len(secret)}.")


def _by_contest(value: object) -> list[tuple[str, list[object]]]:
    if not isinstance(value, dict):
        raise NotABallot("c and p are objects, by contest.")
    pairs: list[tuple[str, list[object]]] = []
    for name, inner in value.items():
        if not isinstance(name, str) or not isinstance(inner, list) or not inner:
            raise NotABallot("Of each contest there is a list in which something is.")
        pairs.append((name, inner))
    return pairs


def _texts(values: list[object]) -> tuple[str, ...]:
    found = tuple(one for one in values if isinstance(one, str))
    if len(found) != len(values):
        raise NotABallot("Choices are ids of options, as texts.")
    return found


def _numbers(values: list[object]) -> tuple[int, ...]:
    found = tuple(one for one in values if isinstance(one, int) and not isinstance(one, bool))
    if len(found) != len(values):
        raise NotABallot("Points are whole numbers.")
    return found

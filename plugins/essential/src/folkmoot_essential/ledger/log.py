# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The log of casting: every act in its order, none of which says what was chosen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.shapes import Hash, Shape, Text, WrongShape, told

Reason = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]


class Cast(Shape):
    """A new ballot, on the web or on paper: the log doesn't say, for few may vote on paper.

    Logs begun under format 1 have `paper` of those on paper.
    """

    kind: Literal["cast", "paper"] = "cast"
    commitment: Hash


class Change(Shape):
    """A ballot in the place of another."""

    kind: Literal["change"] = "change"
    commitment: Hash
    replaces: Hash


class Revoke(Shape):
    """A ballot taken out by two people; reason is a code."""

    kind: Literal["revoke"] = "revoke"
    commitment: Hash
    reason: Reason


class Decision(Shape):
    """Something that people decided after opening; digest is the hash of its document."""

    kind: Literal["decision"] = "decision"
    what: Text
    digest: Hash


Entry = Cast | Change | Revoke | Decision
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])

_USUAL = re.compile(rb'\{"commitment":"([0-9a-f]{64})","kind":"(cast|paper)"\}')
"""What nearly every line is, and is canonical as it stands."""


def leaf(entry: Entry) -> bytes:
    """The data of an entry's leaf: its line, without the line's end."""
    if isinstance(entry, Cast):  # nearly every one, and this is its canonical form
        return f'{{"commitment":"{entry.commitment}","kind":"{entry.kind}"}}'.encode()
    return canonical.write(entry.as_json())


def read(data: bytes) -> Iterator[Entry]:
    """Entries of a file of their lines. Raises WrongShape, NotCanonical."""
    for number, line in enumerate(canonical.lines(data), start=1):
        try:
            usual = _USUAL.fullmatch(line)
            if usual:
                yield Cast(commitment=usual[1].decode(), kind="paper" if usual[2] == b"paper" else "cast")
            else:
                yield _ENTRY.validate_python(canonical.read(line))
        except canonical.NotCanonical as error:
            raise WrongShape(f"line {number}: {error}") from None
        except ValidationError as error:
            raise WrongShape(f"line {number}: {told(error)}") from None


@dataclass
class Standing:
    """What a log comes to. in_force: the commitments that count, with their places (from 1). Counts are of entries."""

    in_force: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    revoked: dict[str, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)


def replay(entries: Iterable[Entry]) -> Standing:
    """Go through a log from its beginning. Troubles are told, never raised."""
    standing = Standing()
    for place, entry in enumerate(entries, start=1):
        standing.kinds[entry.kind] += 1
        if isinstance(entry, Change):
            _take_out(standing, place, entry.replaces)
            standing.replaced[entry.replaces] = entry.commitment
        if isinstance(entry, Revoke):
            _take_out(standing, place, entry.commitment)
            standing.revoked[entry.commitment] = entry.reason
            standing.reasons[entry.reason] += 1
        if isinstance(entry, Cast | Change):
            _put_in(standing, place, entry.commitment)
    return standing


def _put_in(standing: Standing, place: int, commitment: str) -> None:
    if commitment in standing.places:
        standing.troubles.append(f"Entry {place} of the log casts what entry {standing.places[commitment]} has cast.")
        return
    standing.places[commitment] = standing.in_force[commitment] = place


def _take_out(standing: Standing, place: int, commitment: str) -> None:
    if standing.in_force.pop(commitment, None) is None:
        standing.troubles.append(f"Entry {place} of the log takes out a ballot that isn't in force there.")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The files of a bundle: their names, and the values of those that aren't the ledger's own."""

import hashlib
from typing import Annotated, Any, Literal

from folkmoot_essential.ledger.contests import Totals
from folkmoot_essential.ledger.shapes import (
    Amount,
    ContestId,
    Hash,
    Identifier,
    ListOf,
    Number,
    Positive,
    Shape,
    Text,
    Texts,
    Time,
)
from folkmoot_essential.ledger.vote import Vote

Format = Literal["folkmoot-recount/1", "folkmoot-recount/2"]
BEFORE: Format = "folkmoot-recount/1"
"""Its log says of each ballot by which channel it came. Still read, no longer written."""
FORMAT: Format = "folkmoot-recount/2"
MANIFEST, SIGNATURE, PAGE, README = "manifest.json", "manifest.sig", "verify.html", "README.txt"
BESIDE = (MANIFEST, SIGNATURE, README, PAGE)
"""What the manifest doesn't list."""
RULE, VOTE, OPTIONS, ELECTORATE, LOG = "rule.json", "vote.json", "options.jsonl", "electorate.json", "castlog.jsonl"
HEADS, BOX, TOTALS, SEED = "heads.jsonl", "box.jsonl", "totals.json", "seed.json"
RESULT, TRACE = "result.json", "trace.jsonl"
ALWAYS = (RULE, VOTE, OPTIONS, ELECTORATE, LOG, HEADS, TOTALS, SEED, RESULT, TRACE)
LevelName = Literal["L0", "L1", "L2"]


def pabulib_name(contest: str) -> str:
    """The file of a contest for the tools of others."""
    return f"election-{contest or 'town'}.pb"


def listed(level: LevelName, vote: Vote) -> set[str]:
    """The names that a manifest of this level lists."""
    if level == "L0":
        return set(ALWAYS)
    return {*ALWAYS, BOX, *(pabulib_name(contest.id) for contest in vote.contests)}


class FileEntry(Shape):
    """What the manifest says of a file."""

    sha256: Hash
    bytes: Number


def described(data: bytes) -> FileEntry:
    """What there is to say of these bytes."""
    return FileEntry(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))


class Manifest(Shape):
    """manifest.json"""

    format: Format
    election: Identifier
    town: Text
    title: Texts
    opened: Time
    closed: Time
    certified: Time
    level: LevelName
    key: Hash
    auditor: Text | None = None
    files: dict[str, FileEntry]


class RuleFile(Shape):
    """rule.json"""

    name: Text
    version: Positive
    parameters: dict[str, Text]


class Channels(Shape):
    """How many voted, by channel."""

    web: Number
    paper: Number


class Electorate(Shape):
    """electorate.json: counts alone. voted: all who cast, revoked ones included; in format 1 by channel.

    channels: ballots in force, by the word of the town; absent where a small group would show.
    """

    eligible: Number | None = None
    voted: Number | Channels
    channels: Channels | None = None
    cast: Number
    changed: Number
    revoked: dict[Text, Number]

    def of_format(self, said: Format) -> bool:
        """Whether it is as bundles of that format have it."""
        return isinstance(self.voted, Channels) == (said == BEFORE) and (said == FORMAT or self.channels is None)


class Seed(Shape):
    """seed.json: what decides lots. source was declared at opening; the rest is absent where no lot was needed."""

    source: Text
    seed: Text | None = None
    drawn: Time | None = None


class TieFile(Shape):
    """A tie in result.json."""

    round: Number
    candidates: Annotated[tuple[Identifier, ...], ListOf]
    chosen: Identifier
    by: Text


class ContestResult(Shape):
    """What was computed of one contest."""

    id: ContestId
    winners: Annotated[tuple[Identifier, ...], ListOf]
    spent: Amount
    ties: Annotated[tuple[TieFile, ...], ListOf]


class OfficialDecision(Shape):
    """What the town decided otherwise than computed, and why."""

    option: Identifier
    decision: Literal["funded", "not-funded"]
    reason: Text
    at: Time


class ResultFile(Shape):
    """result.json"""

    contests: Annotated[tuple[ContestResult, ...], ListOf]
    decisions: Annotated[tuple[OfficialDecision, ...], ListOf]


class TraceLine(Shape):
    """One line of trace.jsonl."""

    contest: ContestId
    step: dict[str, Any]


class TotalsFile(Shape):
    """totals.json, under one name, so that it is read like the others."""

    contests: dict[ContestId, Totals]


class DistinctLine(Shape):
    """One line of box.jsonl at L1."""

    ballot: dict[str, Any]
    n: Positive

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All that a bundle says, as values: what certification gives to `writing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.bundle.files import LevelName, OfficialDecision, Seed
from folkmoot_essential.ledger.heads import SignedHead
from folkmoot_essential.ledger.log import Entry
from folkmoot_essential.ledger.vote import Option, Vote


@dataclass(frozen=True)
class About:
    """What the manifest says of the vote. Times as the format has them; title by locale."""

    election: str
    town: str
    title: Mapping[str, str]
    opened: str
    closed: str
    certified: str
    level: LevelName
    auditor: str = ""


@dataclass(frozen=True)
class Content:
    """A whole vote at certification.

    box: every ballot in force with its tracker, in any order; what of it is published is the level's to say. heads:
    those signed so far; the certified one is made by writing. eligible: voters on the roll, where there is one.
    channels: ballots in force by `web` and `paper`; None where one of them is too small to be told.
    """

    about: About
    rule: Rule
    vote: Vote
    options: Sequence[Option]
    log: Sequence[Entry]
    heads: Sequence[SignedHead]
    box: Sequence[tuple[Ballot, str]]
    seed: Seed
    eligible: int | None = None
    channels: Mapping[str, int] | None = None
    decisions: Sequence[OfficialDecision] = field(default=())

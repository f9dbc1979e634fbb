# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a demonstration vote is made of. Plain values: nothing here knows the database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]


def words(en: str, fr: str, nl: str) -> Words:
    """One text in three languages, in NFC; with the no-break spaces that French wants."""
    french = re.sub(r" (?=[:;!?»%€])|(?<=«) |(?<=\d) (?=\d{3}\b|h\b)", "\u00a0", fr)
    said = {"en": en, "fr": french, "nl": nl}
    return {locale: unicodedata.normalize("NFC", text) for locale, text in said.items()}


@dataclass(frozen=True)
class Proposal:
    """Something to vote for. cost: in whole units of the currency; pull: how often voters look at it first."""

    title: Words
    text: Words
    cost: int
    pull: int
    picture: str = ""


@dataclass(frozen=True)
class Said:
    """What follow-up says of a stage of a winner. proposal: its place in the list, from 1. Days from today.

    planned, spent: money in whole units of the currency; text is HTML.
    """

    proposal: int
    stage: str
    text: Words
    planned_in: int | None = None
    reached_in: int | None = None
    planned: int | None = None
    spent: int | None = None


@dataclass(frozen=True)
class DemoVote:
    """A vote of a demonstration town. voters: how many have cast. certified: whether it is over."""

    project: str
    phase: str
    proposals: tuple[Proposal, ...]
    voters: int
    certified: bool = False
    said: tuple[Said, ...] = ()

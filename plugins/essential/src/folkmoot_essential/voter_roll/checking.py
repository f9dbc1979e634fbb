# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an uploaded list would change, found out before anything is: new people, known ones, and rows with problems."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot.interfaces import AreaTag
from folkmoot_essential.voter_roll.hashes import LONGEST_REFERENCE, Hashes, normalised_reference
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry
from folkmoot_essential.voter_roll.sheet import SheetRow

MOST_LISTED = 200
"""Rows with problems that are kept and shown; all are counted."""

SENTENCES = {
    "reference-empty": _("There is no reference."),
    "reference-too-long": _("The reference is longer than 200 characters."),
    "not-on-the-roll": _("Nobody on the roll has this reference."),
    "duplicate": _("The reference is the same as in row %(other)s."),
    "district-unknown": _("No area of the town is called “%(district)s”."),
}


@dataclass
class Findings:
    """The dry run. change: add or withdraw. listed: (hash of the reference, district) of those whom it is done to.

    known: rows that are on the roll, where people are added. moved: known ones that name another district than the
    roll, which stays. withdrawn: those taken off the roll before. wrong: rows left out, the first of them in problems.
    """

    rows: int = 0
    change: str = "add"
    listed: list[tuple[bytes, str]] = field(default_factory=list)
    known: int = 0
    moved: int = 0
    withdrawn: int = 0
    wrong: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def districts(self) -> dict[str, int]:
        """New people by district."""
        return dict(sorted(Counter(district for _hash, district in self.listed).items()))

    def refuse(self, row: SheetRow, code: str, **values: str) -> None:
        """Leave a row out, with its reason."""
        self.wrong += 1
        if len(self.problems) < MOST_LISTED:
            self.problems.append({"row": row.number, "code": code, "values": values})

    def summary(self) -> dict[str, Any]:
        """What is shown, as JSON; it says nothing about anybody. added: how many it would add, or withdraw."""
        return {
            "rows": self.rows, "change": self.change, "added": len(self.listed), "known": self.known,
            "moved": self.moved, "withdrawn": self.withdrawn, "wrong": self.wrong, "problems": self.problems,
            "districts": self.districts,
        }  # fmt: skip


def check(db: Session, phase_id: uuid.UUID, rows: Sequence[SheetRow], areas: Iterable[AreaTag]) -> Findings:
    """Compare a list with the roll, in one statement."""
    hashes, known, names = Hashes(db, phase_id), _known(db, phase_id), _names(areas)
    findings, seen = Findings(len(rows)), dict[bytes, int]()
    for row in rows:
        problem = _problem(row, names)
        if problem:
            findings.refuse(row, problem[0], **problem[1])
            continue
        reference = hashes.reference(row.reference)
        if reference in seen:
            findings.refuse(row, "duplicate", other=str(seen[reference]))
            continue
        seen[reference] = row.number
        _place(findings, reference, names.get(_folded(row.district), ""), known)
    return findings


def problem_of(row: SheetRow) -> str:
    """What is wrong with a row's reference, "" if nothing is."""
    if not normalised_reference(row.reference):
        return "reference-empty"
    return "reference-too-long" if len(row.reference) > LONGEST_REFERENCE else ""


def _problem(row: SheetRow, names: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    if code := problem_of(row):
        return code, {}
    if row.district and _folded(row.district) not in names:
        return "district-unknown", {"district": row.district[:80]}
    return None


def _place(findings: Findings, reference: bytes, district: str, known: Mapping[bytes, tuple[str, bool]]) -> None:
    if reference not in known:
        findings.listed.append((reference, district))
        return
    there, withdrawn = known[reference]
    findings.known += 1
    findings.moved += there != district
    findings.withdrawn += withdrawn


def _known(db: Session, phase_id: uuid.UUID) -> dict[bytes, tuple[str, bool]]:
    query = (
        select(VoterRollEntry.reference_hash, VoterRollEntry.district, VoterRollEntry.withdrawn_at.is_not(None))
        .join(VoterRoll, VoterRoll.id == VoterRollEntry.roll_id)
        .where(VoterRoll.phase_id == phase_id)
    )
    return {reference: (district, withdrawn) for reference, district, withdrawn in db.execute(query)}


def _names(areas: Iterable[AreaTag]) -> dict[str, str]:
    """Slug and titles in every language to slug."""
    return {_folded(name): area.slug for area in areas for name in (*area.title.values(), area.slug)}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

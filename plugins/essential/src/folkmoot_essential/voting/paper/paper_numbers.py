# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The numbers on papers, and which of them two clerks still have to agree on."""

import random
import re
import unicodedata
import uuid
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from folkmoot_essential.voting.models import VotingElection, VotingPaper, VotingPaperEntry

LONGEST = 12
HIGHEST = 999_999_999
_BATCH = re.compile(rf"[A-Z0-9]{{1,{LONGEST}}}")


class NoNumber(ValueError):
    """What was typed is no number of a paper: code is "batch" or "serial"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class PaperNumber:
    """What is stamped on a paper: the batch it belongs to, and its place in it."""

    batch: str
    serial: int

    def __str__(self) -> str:
        return f"{self.batch}-{self.serial}"

    @property
    def after(self) -> "PaperNumber":
        """The next paper of the pile."""
        return PaperNumber(self.batch, min(self.serial + 1, HIGHEST))


def number_of(batch: str, serial: str) -> PaperNumber:
    """A number as typed; capitals, widths, spaces, dashes and leading zeros make no difference. Raises NoNumber."""
    shown = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", batch)).upper()
    if not _BATCH.fullmatch(shown):
        raise NoNumber("batch")
    digits = unicodedata.normalize("NFKC", serial).strip()
    if not (digits.isascii() and digits.isdecimal()) or not 1 <= len(digits) <= LONGEST or int(digits) > HIGHEST:
        raise NoNumber("serial")
    return PaperNumber(shown.lstrip("0") or "0", int(digits))


def unreconciled(db: Session, election: VotingElection) -> int:
    """How many papers have been entered by one clerk alone, or differently by two."""
    statement = select(func.count()).select_from(VotingPaper)
    return db.scalar(statement.where(VotingPaper.election_id == election.id, VotingPaper.outcome == "")) or 0


def spoilt(db: Session, election: VotingElection) -> int:
    """How many papers can't be counted, as two clerks agree."""
    statement = select(func.count()).select_from(VotingPaper)
    return db.scalar(statement.where(VotingPaper.election_id == election.id, VotingPaper.outcome == "spoilt")) or 0


def write_anew(db: Session, election: VotingElection) -> None:
    """The rows of papers in random order, so that neither xmin nor place say with which ballot one was written."""
    columns = list(VotingPaper.__table__.columns)
    gone = delete(VotingPaper).where(VotingPaper.election_id == election.id).returning(*columns)
    rows = [dict(row) for row in db.execute(gone).mappings()]
    random.SystemRandom().shuffle(rows)
    if rows:
        db.execute(insert(VotingPaper), rows)


@dataclass(frozen=True)
class Awaiting:
    """Papers that aren't settled, for one member of staff.

    mine: they have entered, another has to. theirs: somebody else has, they may. look: those who entered it differ.
    """

    mine: list[str]
    theirs: list[str]
    look: list[str]


def awaiting(db: Session, election: VotingElection, account_id: uuid.UUID) -> Awaiting:
    """What waits, by number, in one statement; papers on which two agree are listed to nobody."""
    paper, entry = VotingPaper, VotingPaperEntry
    statement = (
        select(paper.number, func.count(entry.account_id), func.bool_or(entry.account_id == account_id))
        .outerjoin(entry, (entry.election_id == paper.election_id) & (entry.number == paper.number))
        .where(paper.election_id == election.id, paper.outcome == "")
        .group_by(paper.number)
    )
    found = Awaiting([], [], [])
    for number, clerks, mine in sorted(db.execute(statement).all(), key=lambda row: _place(row[0])):
        (found.look if clerks > 1 else found.mine if mine else found.theirs).append(number)
    return found


def _place(number: str) -> tuple[str, int]:
    batch, _, serial = number.rpartition("-")
    return batch, int(serial)

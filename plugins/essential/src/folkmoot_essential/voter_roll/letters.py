# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Making letters: each gets a new code, whose hash is all that stays. Making one again ends the code before."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from folkmoot.interfaces import IAudit
from folkmoot_essential.voter_roll import rolls
from folkmoot_essential.voter_roll.codes import new_code
from folkmoot_essential.voter_roll.entries import ENTRY
from folkmoot_essential.voter_roll.hashes import Hashes
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry
from folkmoot_essential.voter_roll.sheet import SheetRow

NEW_CODES = text("""
    UPDATE voter_roll_entry AS entry SET code_hash = made.code_hash
    FROM unnest(CAST(:ids AS uuid[]), CAST(:hashes AS bytea[])) AS made(id, code_hash) WHERE entry.id = made.id
""")


class NotOnRoll(Exception):
    """Rows of the file that aren't on the roll, by their numbers; nothing was made."""

    def __init__(self, rows: Sequence[int]) -> None:
        super().__init__(len(rows))
        self.rows = tuple(rows)


@dataclass(frozen=True)
class Letter:
    """A letter to print. code: as it is compared; it exists here and on paper only."""

    number: int
    code: str = field(repr=False)
    reference: str = ""
    name: str = ""
    address: str = ""
    locale: str = ""


def make(
    db: Session, audit: IAudit, phase_id: uuid.UUID, rows: Sequence[SheetRow], actor_id: uuid.UUID, *, again: bool
) -> list[Letter]:
    """Letters to the people of a list, in its order; raises NotOnRoll.

    again: also to those who have a code, which ends. Who was taken off the roll gets none, and nobody two.
    """
    chosen = _chosen(rows, Hashes(db, phase_id), _known(db, phase_id), again)
    found = [
        Letter(entry.number, new_code(), row.reference, row.name, row.address, row.locale) for row, entry in chosen
    ]
    _keep(db, phase_id, [(entry.id, letter.code) for (_row, entry), letter in zip(chosen, found, strict=True)])
    roll = rolls.of_phase(db, phase_id)
    details = {"letters": len(found), "again": again, "phase": str(phase_id)}
    audit.record(db, actor_id, "voter_roll.letters_made", rolls.ROLL, roll.id if roll else None, details)
    return found


def _known(db: Session, phase_id: uuid.UUID) -> dict[bytes, Any]:
    entry = VoterRollEntry
    query = (
        select(
            entry.reference_hash, entry.id, entry.number, entry.code_hash.is_not(None).label("has_code"),
            entry.withdrawn_at,
        )
        .join(VoterRoll, VoterRoll.id == entry.roll_id)
        .where(VoterRoll.phase_id == phase_id)
    )  # fmt: skip
    return {row.reference_hash: row for row in db.execute(query)}


def _chosen(
    rows: Sequence[SheetRow], hashes: Hashes, known: Mapping[bytes, Any], again: bool
) -> list[tuple[SheetRow, Any]]:
    strangers: list[int] = []
    chosen: dict[bytes, tuple[SheetRow, Any]] = {}
    for row in rows:
        reference = hashes.reference(row.reference)
        entry = known.get(reference)
        if entry is None:
            strangers.append(row.number)
        elif entry.withdrawn_at is None and (again or not entry.has_code):
            chosen.setdefault(reference, (row, entry))
    if strangers:
        raise NotOnRoll(strangers)
    return list(chosen.values())


def _keep(db: Session, phase_id: uuid.UUID, codes: Sequence[tuple[uuid.UUID, str]]) -> None:
    hashes = Hashes(db, phase_id)
    values = {"ids": [entry_id for entry_id, _code in codes], "hashes": [hashes.code(code) for _id, code in codes]}
    db.execute(NEW_CODES, values)


def make_one(
    db: Session, audit: IAudit, phase_id: uuid.UUID, entry: VoterRollEntry, actor_id: uuid.UUID,
    to: tuple[str, str, str] = ("", "", ""),
) -> Letter:  # fmt: skip
    """A new letter for one person; to: name, address and language, which aren't kept."""
    letter = Letter(entry.number, new_code(), "", *to)
    code_hash = Hashes(db, phase_id).code(letter.code)
    db.execute(update(VoterRollEntry).where(VoterRollEntry.id == entry.id).values(code_hash=code_hash))
    audit.record(db, actor_id, "voter_roll.letter_made", ENTRY, entry.id, {"number": entry.number})
    return letter

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need to know of voter rolls: addresses, what forms send, and a roll with people on it."""

import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

UPLOAD = "voter_roll.upload"
REASON = {"do": "withdraw", "reason": "Moved away"}


def _phase(made: "Furnished") -> Mapping[str, str]:
    return {"phase": str(made.phases["rolled"].id)}


def _entry(made: "Furnished") -> Mapping[str, str]:
    return {**_phase(made), "number": "1"}


PARAMETERS: dict[str, Callable[["Furnished"], Mapping[str, str]]] = {
    **{f"voter_roll.{name}": _phase for name in ("roll", "letters", "desk")},
    **{f"voter_roll.{name}": _entry for name in ("entry", "entry_letter")},
    UPLOAD: lambda made: {**_phase(made), "upload": made.desk[UPLOAD]},
    "voter_roll.verify": lambda made: {"slug": made.projects["main"].slug, "number": "3"},
}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "voter_roll.desk": lambda _: {"shown": "1"},
    "voter_roll.entry": lambda _: REASON,
    "voter_roll.entry_letter": lambda _: {"name": "Maria", "address": "Street 1", "locale": "en"},
    "voter_roll.letters": lambda _: {"which": "new", "kind": "page"},
    "voter_roll.verify": lambda _: {"code": "AAAA-AAAA-AAAA"},
    UPLOAD: lambda _: {"do": "confirm"},
}
DRAFTS: dict[str, Callable[["Furnished"], Mapping[str, str]]] = {
    "voter_roll.verify": lambda made: {"slug": made.projects["draft"].slug, "number": "1"},
}

ENTRY = "INSERT INTO voter_roll_entry (id, roll_id, number, identity, reference_hash, district)"
LIST = "INSERT INTO voter_roll_upload (id, phase_id, account_id, additions, findings)"
ROWS = (
    "INSERT INTO voter_roll_roll (id, phase_id) VALUES (:roll, :rolled), (:other, :draft)",
    f"{ENTRY} VALUES (:first, :roll, 1, :bytes, :bytes, ''), (:second, :roll, 2, :bytes, '\\x02', 'walk-harbour')",
    "UPDATE voter_roll_entry SET account_id = :neighbour, claimed_at = now() WHERE number = 2",
    f"{LIST} VALUES (:upload, :rolled, :administrator, :additions, :findings)",
    "INSERT INTO action_rule (phase_id, action, who, groups) VALUES (:ruled, 'reacting_idea', 'verified', '{}')",
)
FINDINGS = (
    '{"rows": 3, "added": 1, "known": 1, "moved": 1, "withdrawn": 0, "wrong": 1, "districts": {"walk-harbour": 1},'
    ' "problems": [{"row": 3, "code": "district-unknown", "values": {"district": "Straßenbahnhaltestellenviertel"}}]}'
)


def furnish_roll(made: "Furnished", db: Session) -> None:
    """A roll of two, one of whom has entered a code, and a list that waits for a yes."""
    made.phases["rolled"] = made.phases["open"]
    made.desk[UPLOAD] = str(uuid.uuid4())
    values = {
        "rolled": made.phases["open"].id, "draft": made.phases["draft"].id, "upload": made.desk[UPLOAD],
        "roll": uuid.uuid4(), "other": uuid.uuid4(), "first": uuid.uuid4(), "second": uuid.uuid4(), "bytes": b"1" * 32,
        "additions": f'[["{"ab" * 32}", "walk-harbour"]]', "findings": FINDINGS, "ruled": made.phases["screened"].id,
        "neighbour": made.people["neighbour"].id, "administrator": made.people["administrator"].id,
    }  # fmt: skip
    for row in ROWS:
        db.execute(text(row), values)

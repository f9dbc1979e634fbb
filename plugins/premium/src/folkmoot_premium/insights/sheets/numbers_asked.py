# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Texts by their numbers, as people write them: "#12, 15 and 20-30". What isn't in the analysis is named."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, between, func, or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import contribution
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights.tables import item, joined, living

MOST = 1_000
"""Numbers at once; a range counts as many as it spans."""
LARGEST = 2**31 - 1
"""No text has a larger number."""
NAMED, LONGEST = 20, 24
"""Numbers that a refusal names; characters of each."""
_PIECE = re.compile(r"#?\d+\s*[-–—]\s*#?\d+(?=[\s,;.)]|$)|[^\s,;]+")
NONE = Refusal("insights-no-numbers", _("Write numbers, such as 12, 15 and 20-30."))
TOO_MANY = Refusal("insights-too-many-numbers", _("These are more than a thousand numbers. Send fewer at once."))
UNKNOWN = Refusal(
    "insights-unknown-numbers",
    _("Not in the analysis: %(numbers)s. Nothing was changed; mend the numbers and send them again."),
)
"""Refusals; the numbers of the last are in its values."""


@dataclass(frozen=True)
class Asked:
    """ranges: as they are written, with first and last number. strange: pieces with digits that are no number."""

    ranges: tuple[tuple[str, int, int], ...]
    strange: tuple[str, ...]

    @property
    def span(self) -> int:
        """Numbers, at most."""
        return sum(last - first + 1 for _written, first, last in self.ranges)


def asked(written: str) -> Asked:
    """What somebody wrote; words between numbers don't matter."""
    ranges: list[tuple[str, int, int]] = []
    strange = []
    for piece in (one.strip("#().") for one in _PIECE.findall(written)):
        ends = [one.strip(" #") for one in re.split(r"[-–—]", piece)]
        if len(ends) <= 2 and all(one.isdecimal() and len(one) <= 10 for one in ends):
            first, last = int(ends[0]), int(ends[-1])
            if first <= last <= LARGEST:
                ranges.append((piece, first, last))
                continue
        if any(map(str.isdecimal, piece)):
            strange.append(piece)
    return Asked(tuple(dict.fromkeys(ranges)), tuple(dict.fromkeys(strange)))


def numbered(db: Session, run_id: uuid.UUID, written: str) -> list[str] | Refusal:
    """The contributions and uploaded rows of a run with these numbers. Of a range one at least must be there."""
    wanted = asked(written)
    if wanted.span > MOST:
        return TOO_MANY
    if not wanted.ranges and not wanted.strange:
        return NONE
    found = _found(db, run_id, wanted)
    numbers = {number for _item, number in found}
    missing = [told for told, first, last in wanted.ranges if numbers.isdisjoint(range(first, last + 1))]
    if missing or wanted.strange:
        return replace(UNKNOWN, values=(("numbers", _listed([*missing, *wanted.strange])),))
    return list(dict.fromkeys(key for key, _number in found))


def _found(db: Session, run_id: uuid.UUID, wanted: Asked) -> list[tuple[str, int]]:
    """Items with their numbers."""
    if not wanted.ranges:
        return []
    own = func.coalesce(item.c.row_number, contribution.c.number)
    alone = [first for _written, first, last in wanted.ranges if first == last]
    spans = [between(own, first, last) for _written, first, last in wanted.ranges if first < last]
    query = select(item.c.item, own.label("number")).select_from(joined())
    query = query.where(
        and_(item.c.run_id == run_id, item.c.comment_id.is_(None), living(), or_(own.in_(alone), *spans))
    )
    return [(row.item, row.number) for row in db.execute(query.order_by(item.c.item))]


def _listed(numbers: Sequence[str]) -> str:
    """The first of them, cut where they are long."""
    told = [one if len(one) <= LONGEST else f"{one[:LONGEST]}…" for one in numbers[:NAMED]]
    return ", ".join(told) + (", …" if len(numbers) > NAMED else "")

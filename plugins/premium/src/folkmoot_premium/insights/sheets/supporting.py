# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Who stands behind an idea: everybody once, however many of its contributions they wrote or reacted to."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import text
from sqlalchemy.orm import Session

from folkmoot_premium.insights.merging import Merging
from folkmoot_premium.insights.sheets.evidence import CONTRIBUTION, Source

VOICES = text("""
    WITH wrote AS (
        SELECT given.sheet, c.id, c.author_id FROM unnest(CAST(:sheets AS uuid[]), CAST(:contributions AS uuid[]))
        AS given(sheet, id) JOIN contribution c ON c.id = given.id
    ), said AS (
        SELECT given.sheet, m.id, m.author_id, m.side FROM unnest(CAST(:speaking AS uuid[]), CAST(:comments AS uuid[]))
        AS given(sheet, id) JOIN comment m ON m.id = given.id
    ), voice AS (
        SELECT sheet, author_id AS who, 'author' AS role FROM wrote WHERE author_id IS NOT NULL
        UNION SELECT sheet, author_id, CASE WHEN side = 'against' THEN 'against' ELSE 'author' END FROM said
            WHERE author_id IS NOT NULL
        UNION SELECT sheet, r.account_id, CASE WHEN r.value > 0 THEN 'for' ELSE 'against' END
            FROM wrote JOIN contribution_reaction r ON r.contribution_id = wrote.id WHERE r.value <> 0
        UNION SELECT sheet, r.account_id, CASE WHEN r.value > 0 THEN 'for' ELSE 'against' END
            FROM said JOIN comment_reaction r ON r.comment_id = said.id
            WHERE said.side IS DISTINCT FROM 'against'
    )
    SELECT sheet, count(DISTINCT who) FILTER (WHERE role = 'author') AS authors,
        count(DISTINCT who) FILTER (WHERE role <> 'against') AS people,
        count(DISTINCT who) FILTER (WHERE role = 'against') AS against
    FROM voice GROUP BY sheet
""")
"""One row a sheet. A comment against the idea adds its author to those against; reactions to it say nothing here."""


@dataclass(frozen=True)
class Supporters:
    """authors: known people who wrote a source. reacted: further people in favour of one. against: people who are
    against one, whatever else they did. unknown: ideas of which no author is known here, merged ones once."""

    authors: int = 0
    reacted: int = 0
    against: int = 0
    unknown: int = 0

    @property
    def people(self) -> int:
        """Known people in favour, each once."""
        return self.authors + self.reacted


def supporters(
    db: Session, sheets: Mapping[uuid.UUID, Sequence[Source]], merging: Merging
) -> dict[uuid.UUID, Supporters]:
    """Of each sheet, from the rows of its sources; one statement for all."""
    own = [(sheet, one.contribution_id) for sheet, sources in sheets.items() for one in sources if _own(one)]
    said = [(sheet, one.comment_id) for sheet, sources in sheets.items() for one in sources if one.comment_id]
    found = {sheet: Supporters(unknown=unknown(sources, merging)) for sheet, sources in sheets.items()}
    if not own and not said:
        return found
    values = {
        "sheets": [sheet for sheet, _id in own], "contributions": [one for _sheet, one in own],
        "speaking": [sheet for sheet, _id in said], "comments": [one for _sheet, one in said],
    }  # fmt: skip
    for one in db.execute(VOICES, values):
        reacted = one.people - one.authors
        found[one.sheet] = replace(found[one.sheet], authors=one.authors, reacted=reacted, against=one.against)
    return found


def unknown(sources: Iterable[Source], merging: Merging) -> int:
    """Ideas without any known author: imported, uploaded, or by somebody who erased their account.

    Nobody knows whether two of them are by one person; merged ones are one idea and are counted once.
    """
    by_id = {one.item: one for one in sources}
    return sum(all(by_id[item].author_id is None for item in group) for group in merging.together(by_id))


def _own(one: Source) -> bool:
    return one.kind == CONTRIBUTION



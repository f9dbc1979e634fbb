# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Own categories as they leave the workspace: what people decided, what the program proposed and how sure it was."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot_premium.insights.questions.tables import category, proposed, tagging
from folkmoot_premium.insights.questions.tags import given

CATEGORIES = ("category", "name", "texts", "proposed_for")
"""Names of columns; texts: that people gave it; proposed_for: texts. Both count what is in the export."""
TAGS = ("id", "category", "category_name", "by", "sure")
"""Names of columns, a row a category of a text; by: "person" or "program"; sure: of the program, 0 to 1."""
PERSON, PROGRAM = "person", "program"
"""Who something is from: a column of each table of a run's files."""


@dataclass(frozen=True)
class Proposal:
    """A category that the program proposes. sure: thousandths."""

    category: uuid.UUID
    sure: int


@dataclass(frozen=True)
class Tagged:
    """Of an analysis. names: of its categories by their ids, in order. decided: of each text that people read its
    categories, none where none fits. proposals: of each text what the program proposed, though people may have decided
    since. row: of insights_tagging, or None."""

    names: Mapping[uuid.UUID, str]
    decided: Mapping[str, frozenset[uuid.UUID]]
    proposals: Mapping[str, Sequence[Proposal]]
    row: Any

    def columns(self, item: str) -> tuple[Any, ...]:
        """Of a text what TEXT_COLUMNS name; None is what nobody read, or what nothing was proposed for."""
        keys = self.chosen(item)
        read = item in self.decided
        return (
            PERSON if read else "", [str(key) for key in keys] if read else None,
            [self.names[key] for key in keys] if read else None,
            [{"category": str(one.category), "name": self.names[one.category], "sure": one.sure / 1000}
             for one in self.proposals[item]] if item in self.proposals else None,
        )  # fmt: skip

    def chosen(self, item: str) -> list[uuid.UUID]:
        """What people gave a text, in the order of the categories."""
        keys = self.decided.get(item, frozenset())
        return [key for key in self.names if key in keys] if keys else []

    def tags(self, items: Sequence[str]) -> list[tuple[Any, ...]]:
        """Rows under TAGS: of each text what people gave it, then what was proposed."""
        rows: list[tuple[Any, ...]] = []
        for item in items:
            rows += [(item, str(key), self.names[key], PERSON, None) for key in self.chosen(item)]
            rows += [
                (item, str(one.category), self.names[one.category], PROGRAM, one.sure / 1000)
                for one in self.proposals.get(item, ())
            ]
        return rows

    def categories(self, items: Sequence[str]) -> list[tuple[Any, ...]]:
        """Rows under CATEGORIES."""
        has = Counter(key for item in items for key in self.decided.get(item, ()))
        for_ = Counter(one.category for item in items for one in self.proposals.get(item, ()))
        return [(str(key), name, has[key], for_[key]) for key, name in self.names.items()]

    def facts(self, items: Sequence[str]) -> dict[str, Any]:
        """How the texts were tagged, for the record."""
        when = self.row.proposed_at if self.row is not None else None
        return {
            "several": bool(self.row is not None and self.row.several),
            "decided": sum(item in self.decided for item in items),
            "proposed": sum(item in self.proposals for item in items),
            "learnt_from": self.row.learnt if self.row is not None else 0,
            "proposed_at": when.isoformat() if when else None,
        }  # fmt: skip


TEXT_COLUMNS = ("decided_by", "category_ids", "categories", "proposed")
"""What the table of texts gets of it; see Tagged.columns."""


def tagged(db: Session, analysis_id: uuid.UUID) -> Tagged:
    """Five statements."""
    query = select(category.c.id, category.c.name).where(category.c.analysis_id == analysis_id)
    names = {one.id: one.name for one in db.execute(query.order_by(category.c.position, category.c.id))}
    row = db.execute(select(tagging).where(tagging.c.analysis_id == analysis_id)).one_or_none()
    return Tagged(names, given(db, analysis_id), _proposals(db, analysis_id, names), row)


def _proposals(db: Session, analysis_id: uuid.UUID, names: Mapping[uuid.UUID, str]) -> dict[str, list[Proposal]]:
    p = proposed.c
    rows = db.execute(select(p.item, p.categories, p.sure).where(p.analysis_id == analysis_id))
    return {
        one.item: [Proposal(key, sure) for key, sure in zip(one.categories, one.sure, strict=True) if key in names]
        for one in rows
    }  # fmt: skip

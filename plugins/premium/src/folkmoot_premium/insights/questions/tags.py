# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tags by hand: the categories of an analysis, and which texts people gave them. Rules without a request in sight."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights import typed
from folkmoot_premium.insights.questions.tables import category, decision, tag, tagging
from folkmoot_premium.insights.tables import item, joined, living

MOST_CATEGORIES, LONGEST_NAME = 100, 120
EMPTY = Refusal("category-empty", _("Write a name for the category."))
TAKEN = Refusal("category-taken", _("There is a category of that name already."))
TOO_MANY = Refusal("category-too-many", _("An analysis may have at most 100 categories."))
TOO_LONG = Refusal("category-too-long", _("The name of a category may have at most 120 characters."))
ONE_ONLY = Refusal("tag-one-only", _("A text may have one category here. Choose one, or allow several above."))
UNKNOWN = Refusal("tag-unknown", _("That category was deleted meanwhile. Choose another one."))


@dataclass(frozen=True)
class CategoryView:
    """A category; texts: how many have it that are still there."""

    id: uuid.UUID
    name: str
    texts: int


@dataclass(frozen=True)
class Scope:
    """All that is known about the tagging of an analysis. row: of insights_tagging, or None; decided: texts."""

    row: Any
    categories: tuple[CategoryView, ...]
    decided: int

    @property
    def several(self) -> bool:
        """Whether a text may have several categories."""
        return bool(self.row is not None and self.row.several)

    @property
    def waiting(self) -> bool:
        """Whether a job is to propose."""
        return self.row is not None and self.row.waiting_since is not None


def scope(db: Session, analysis_id: uuid.UUID, run_id: uuid.UUID) -> Scope:
    """Three statements. Only texts of the run are counted."""
    row = db.execute(select(tagging).where(tagging.c.analysis_id == analysis_id)).one_or_none()
    there = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, living())
    mine = (tag.c.category_id == category.c.id) & tag.c.item.in_(there)
    query = (
        select(category.c.id, category.c.name, func.count(tag.c.item).label("texts"))
        .select_from(category.outerjoin(tag, mine))
        .where(category.c.analysis_id == analysis_id)
        .group_by(category.c.id, category.c.name, category.c.position)
        .order_by(category.c.position, category.c.id)
    )
    counted = select(func.count()).where(decision.c.analysis_id == analysis_id, decision.c.item.in_(there))
    found = tuple(CategoryView(one.id, one.name, one.texts) for one in db.execute(query))
    return Scope(row, found, db.scalar(counted) or 0)


def given(db: Session, analysis_id: uuid.UUID) -> dict[str, frozenset[uuid.UUID]]:
    """What people decided: of each text its categories, none where it was read and none fits. Two statements."""
    tags: dict[str, set[uuid.UUID]] = defaultdict(set)
    for one in db.execute(select(tag.c.item, tag.c.category_id).where(tag.c.analysis_id == analysis_id)):
        tags[one.item].add(one.category_id)
    read = db.scalars(select(decision.c.item).where(decision.c.analysis_id == analysis_id))
    return {one: frozenset(tags.get(one, ())) for one in read}


def add_category(db: Session, analysis_id: uuid.UUID, told: str) -> Refusal | None:
    """A new category at the end."""
    name = typed.line(told)
    refusal = _wrong(name) or _taken(db, analysis_id, name)
    known = db.execute(
        select(func.count(), func.max(category.c.position)).where(category.c.analysis_id == analysis_id)
    ).one()
    if refusal is None and known[0] >= MOST_CATEGORIES:
        refusal = TOO_MANY
    if refusal is not None:
        return refusal
    values = {"id": uuid7(), "analysis_id": analysis_id, "name": name, "position": (known[1] or 0) + 1}
    return _written(db, insert(category).values(values))


def rename_category(db: Session, analysis_id: uuid.UUID, key: uuid.UUID, told: str) -> Refusal | None:
    """Another name for a category; its texts keep it."""
    name = typed.line(told)
    here = (category.c.id == key) & (category.c.analysis_id == analysis_id)
    refusal = _wrong(name) or _taken(db, analysis_id, name, but=key)
    return refusal or _written(db, update(category).where(here).values(name=name))


def delete_category(db: Session, analysis_id: uuid.UUID, key: uuid.UUID) -> None:
    """Without a category, its texts are as if nobody had read them, unless they have another one."""
    had = select(tag.c.item).where(tag.c.analysis_id == analysis_id, tag.c.category_id == key)
    others = select(tag.c.item).where(tag.c.analysis_id == analysis_id, tag.c.category_id != key)
    d = decision.c
    db.execute(delete(decision).where(d.analysis_id == analysis_id, d.item.in_(had), d.item.not_in(others)))
    db.execute(delete(category).where(category.c.id == key, category.c.analysis_id == analysis_id))


def allow_several(db: Session, analysis_id: uuid.UUID, several: bool) -> Refusal | None:
    """Whether a text may have several; it can't be taken back once one has."""
    t = tag.c
    twice = select(t.item).where(t.analysis_id == analysis_id).group_by(t.item).having(func.count() > 1).limit(1)
    if not several and db.scalar(twice) is not None:
        return ONE_ONLY
    values = {"analysis_id": analysis_id, "several": several, "learnt": 0}
    statement = upsert(tagging).values(values)
    key = (tagging.c.tenant_id, tagging.c.analysis_id)
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"several": several}))
    return None


def decide(
    db: Session, analysis_id: uuid.UUID, actor_id: uuid.UUID | None, chosen: Mapping[str, frozenset[uuid.UUID]]
) -> Refusal | None:  # fmt: skip
    """Write what somebody decided about some texts; earlier decisions about them are replaced."""
    known = set(db.scalars(select(category.c.id).where(category.c.analysis_id == analysis_id)))
    if any(one not in known for tags in chosen.values() for one in tags):
        return UNKNOWN
    row = db.execute(select(tagging.c.several).where(tagging.c.analysis_id == analysis_id)).one_or_none()
    if not (row and row.several) and any(len(tags) > 1 for tags in chosen.values()):
        return ONE_ONLY
    db.execute(delete(decision).where(decision.c.analysis_id == analysis_id, decision.c.item.in_(list(chosen))))
    if chosen:
        values = [{"analysis_id": analysis_id, "item": one, "made_by_id": actor_id} for one in chosen]
        db.execute(insert(decision), values)
    tags = [
        {"analysis_id": analysis_id, "item": one, "category_id": key} for one, keys in chosen.items() for key in keys
    ]
    if tags:
        db.execute(insert(tag), tags)
    return None


def _wrong(name: str) -> Refusal | None:
    if not name:
        return EMPTY
    return TOO_LONG if len(name) > LONGEST_NAME else None


def _taken(db: Session, analysis_id: uuid.UUID, name: str, but: uuid.UUID | None = None) -> Refusal | None:
    """Whether another category has the name, in large or small letters: nobody would know the one from the other."""
    c = category.c
    rows = db.execute(select(c.id, c.name).where(c.analysis_id == analysis_id))
    return TAKEN if any(row.id != but and row.name.casefold() == name.casefold() for row in rows) else None


def _written(db: Session, statement: Any) -> Refusal | None:
    try:
        with db.begin_nested():
            db.execute(statement)
    except IntegrityError:
        return TAKEN
    return None

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What people said about the contributions of a theme: comments with the side they took, and reactions."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import String, and_, cast, func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, comment_reaction, contribution, reaction
from folkmoot_premium.analysis.opinions.opinions import Opinion, opinions
from folkmoot_premium.analysis.opinions.voices import Reaction, Side, Voice
from folkmoot_premium.insights.questions.columns import same_column
from folkmoot_premium.insights.questions.groups import author
from folkmoot_premium.insights.tables import item, joined, living, of_row, published, standing, upload

SIDES: Mapping[str, Side] = dict.fromkeys(
    ("for", "pro", "pour", "voor", "dafür", "favor", "yes"), Side.FOR
) | dict.fromkeys(("against", "contra", "contre", "tegen", "dagegen", "con", "no"), Side.AGAINST)
"""How uploaded files write a side, in a column "side"; whom it answers stands in "parent", by its id."""


def opinion_of(db: Session, run_id: uuid.UUID, theme: str) -> Opinion | None:
    """The opinions about one theme, from the rows of today; None where nobody wrote in it. Five statements.

    Without groups of people: who is in which group isn't known, and looking for groups would mean to keep who thinks
    alike with whom.
    """
    own = _own(db, run_id, theme)
    about = [uuid.UUID(voice.id[2:]) for voice in own if voice.id.startswith("c:")]
    said = _comments(db, about, theme)
    known = {voice.id for voice in own}
    voices = own + [voice for voice in said if voice.id not in known]
    found = opinions(voices, _reactions(db, about, [uuid.UUID(voice.id[2:]) for voice in said]), groups={})
    return next((one for one in found if one.theme == theme), None)


def _own(db: Session, run_id: uuid.UUID, theme: str) -> list[Voice]:
    """The contributions and uploaded rows of the theme; comments come by what they comment on."""
    i = item.c
    query = (
        select(
            i.item, author().label("author"), same_column("side").label("side"), same_column("parent").label("parent")
        )
        .select_from(joined())
        .where(i.run_id == run_id, i.theme == theme, i.comment_id.is_(None), living())
    )
    rows = list(db.execute(query))
    parents = _by_own_id(db, run_id, {one.parent for one in rows if one.parent})
    return [
        Voice(one.item, one.author, theme, SIDES.get(one.side.lower()), parents.get(one.parent)) for one in rows
    ]  # fmt: skip


def _by_own_id(db: Session, run_id: uuid.UUID, ids: set[str]) -> dict[str, str]:
    """The items of uploaded rows by the ids that they brought along."""
    own = of_row(upload.c.id_column)
    query = (
        select(item.c.item, own.label("own"))
        .select_from(joined())
        .where(item.c.run_id == run_id, own.in_(ids), living())
    )
    return {one.own: one.item for one in db.execute(query)} if ids else {}


def _comments(db: Session, about: list[uuid.UUID], theme: str) -> list[Voice]:
    """Comments on these contributions. One that answers another comment is about that."""
    m, c = comment.c, contribution.c
    written = func.coalesce(cast(m.author_id, String), "~" + m.author_name)
    query = (
        select(m.id, m.parent_id, m.contribution_id, m.side, written.label("author"))
        .select_from(comment.join(contribution, c.id == m.contribution_id))
        .where(m.contribution_id.in_(about), and_(published(), standing()))
    )
    return [
        Voice(f"m:{one.id}", one.author, theme, Side(one.side) if one.side else None,
              f"m:{one.parent_id}" if one.parent_id and not one.side else f"c:{one.contribution_id}")
        for one in (db.execute(query) if about else ())
    ]  # fmt: skip


def _reactions(db: Session, about: list[uuid.UUID], said: list[uuid.UUID]) -> list[Reaction]:
    r, s = reaction.c, comment_reaction.c
    found = _told(db, "c:", select(r.contribution_id, r.account_id, r.value).where(r.contribution_id.in_(about)), about)
    return found + _told(db, "m:", select(s.comment_id, s.account_id, s.value).where(s.comment_id.in_(said)), said)


def _told(db: Session, kind: str, query: Any, ids: list[uuid.UUID]) -> list[Reaction]:
    return [Reaction(f"{kind}{id_}", str(person), value) for id_, person, value in (db.execute(query) if ids else ())]

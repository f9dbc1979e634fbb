# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The list of edits of an analysis: adding one, taking the last one back, and writing what they come to into a run."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, any_, bindparam, cast, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights import following
from folkmoot_premium.insights.replaying import Change, Edited, replay
from folkmoot_premium.insights.tables import analysis, edit, item, run, theme

NOTHING_TO_EDIT = Refusal("insights-no-run", _("There is no finished run to change yet."))
NO_SUCH = Refusal("insights-edit-void", _("This no longer fits the themes as they are now. Look at them again."))


def changes(db: Session, analysis_id: uuid.UUID) -> list[Change]:
    """The edits of an analysis, in order."""
    e = edit.c
    query = select(e.number, e.kind, e.arguments).where(e.analysis_id == analysis_id).order_by(e.number)
    return [Change(one.number, one.kind, one.arguments) for one in db.execute(query)]


def newest(db: Session, analysis_id: uuid.UUID) -> Any:
    """The newest finished run, or None. Edits are written into this one; older ones stay as they were last."""
    r = run.c
    query = select(run).where(r.analysis_id == analysis_id, r.state == "done").order_by(r.number.desc()).limit(1)
    return db.execute(query).one_or_none()


def add(
    db: Session, analysis_id: uuid.UUID, actor_id: uuid.UUID | None, now: datetime.datetime, kind: str,
    arguments: Mapping[str, Any],
) -> Refusal | None:  # fmt: skip
    """Add an edit and apply it to the newest finished run; refused where it would change nothing."""
    lock(db, analysis_id)
    current = newest(db, analysis_id)
    if current is None:
        return NOTHING_TO_EDIT
    known = changes(db, analysis_id)
    number = known[-1].number + 1 if known else 1
    edited = _replayed(db, current.id, [*known, Change(number, kind, arguments)])
    if number in edited.void:
        return NO_SUCH
    values = {"number": number, "kind": kind, "arguments": dict(arguments), "made_by_id": actor_id, "made_at": now}
    db.execute(insert(edit).values(id=uuid7(), analysis_id=analysis_id, **values))
    write(db, current.id, edited, number)
    _no_longer_split(db, current.id)
    return None


def undo(db: Session, analysis_id: uuid.UUID, number: str) -> Change | None:
    """Take the last edit back; it, or None where it has another number: somebody was quicker, or pressed twice."""
    lock(db, analysis_id)
    known = changes(db, analysis_id)
    if not known or str(known[-1].number) != number:
        return None
    db.execute(delete(edit).where(edit.c.analysis_id == analysis_id, edit.c.number == known[-1].number))
    current = newest(db, analysis_id)
    if current is not None:
        write(db, current.id, _replayed(db, current.id, known[:-1]), len(known) - 1)
        _no_longer_split(db, current.id)
    return known[-1]


def _no_longer_split(db: Session, run_id: uuid.UUID) -> None:
    """Themes aren't what they were when the program couldn't split one: that is no longer said."""
    db.execute(update(theme).where(theme.c.run_id == run_id, theme.c.split != "").values(split=""))


def replay_over(db: Session, analysis_id: uuid.UUID, run_id: uuid.UUID) -> Edited:
    """Apply all edits of an analysis to a run, and write what they come to."""
    known = changes(db, analysis_id)
    edited = _replayed(db, run_id, known)
    write(db, run_id, edited, len(known))
    return edited


def fresh_theme(db: Session, analysis_id: uuid.UUID) -> str:
    """An id for a theme that a person makes: e1, e2 and so on, as the number of the edit that makes it."""
    last = db.scalar(select(func.max(edit.c.number)).where(edit.c.analysis_id == analysis_id))
    return f"e{(last or 0) + 1}"


def lock(db: Session, analysis_id: uuid.UUID) -> None:
    """Two people who edit at once wait for each other, and for a job that is just placing texts or ending a run."""
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())


def _replayed(db: Session, run_id: uuid.UUID, known: list[Change]) -> Edited:
    i, t = item.c, theme.c
    found = {one.item: one.found for one in db.execute(select(i.item, i.found).where(i.run_id == run_id))}
    query = select(t.theme).where(t.run_id == run_id, t.found).order_by(t.position)
    return replay(db.scalars(query), found, known)


def write(db: Session, run_id: uuid.UUID, edited: Edited, edits: int) -> None:
    """Write themes and places into a run's rows, only where they differ."""
    _write_themes(db, run_id, edited)
    i = item.c
    now = {one.item: (one.theme, one.by_hand) for one in
           db.execute(select(i.item, i.theme, i.by_hand).where(i.run_id == run_id))}  # fmt: skip
    wanted = {one: (place, edited.by_hand.get(one, "")) for one, place in edited.places.items()}
    differing: dict[tuple[str | None, str], list[str]] = {}
    for one, (place, hand) in wanted.items():
        if now[one] != (place, hand):
            differing.setdefault((place, hand), []).append(one)
    for (place, hand), items in differing.items():
        held = (i.run_id == run_id, i.item == any_(cast(items, ARRAY(Text))))
        db.execute(update(item).where(*held).values(theme=place, by_hand=hand))
    values = {"edits": edits, "void_edits": edited.void, "follows": following.thousandths(db, run_id)}
    db.execute(update(run).where(run.c.id == run_id).values(values))


def _write_themes(db: Session, run_id: uuid.UUID, edited: Edited) -> None:
    t = theme.c
    made = set(db.scalars(select(t.theme).where(t.run_id == run_id, t.found.is_(False))))
    db.execute(delete(theme).where(t.run_id == run_id, t.theme.in_(made - edited.made.keys())))
    last = int(db.scalar(select(func.max(t.position)).where(t.run_id == run_id)) or 0)
    for number, one in enumerate([one for one in edited.made if one not in made], 1):
        values = {"theme": one, "position": last + number, "found": False, "name": "", "into": ""}
        db.execute(insert(theme).values(run_id=run_id, **values))
    told = [
        {"one": one, "named": edited.names.get(one, ""), "gone": edited.into.get(one, "")}
        for one in (*edited.themes, *edited.into)
    ]
    if told:
        where = (t.run_id == run_id, t.theme == bindparam("one"))
        db.connection().execute(
            update(theme).where(*where).values(name=bindparam("named"), into=bindparam("gone")), told
        )

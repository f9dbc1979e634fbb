# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether a run's themes grow out of those of the run before, and out of what.

A run that begins by itself grows, so that few texts move; one that somebody starts looks at everything afresh, and so
does one after half of the texts have come or gone. What a theme grows out of is its texts as they are now: nothing
that was learnt from a text that is gone is read again, only in which themes the others were. docs/adr/0012.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import cast, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from folkmoot_premium.insights import editing
from folkmoot_premium.insights.tables import item, run

AFRESH = 50
"""Hundredths of the texts of the last run afresh that have come in or gone since, from which on themes are found so."""


def roots(db: Session, row: Any, texts: Iterable[str]) -> dict[str, str]:
    """Of each text (by its item) its theme in the run before; empty where themes are to be found afresh.

    row: the run that begins. What was in no theme isn't in it.
    """
    before = editing.newest(db, row.analysis_id)
    if before is None or not row.settings.get("grows") or _wishes(before) != _wishes(row):
        return {}
    known = set(texts)
    if _much_is_other(db, row.analysis_id, known):
        return {}
    i = item.c
    query = select(i.item, i.found).where(i.run_id == before.id, i.found.is_not(None))
    return {one.item: one.found for one in db.execute(query) if one.item in known}


def kept_roots(db: Session, run_id: uuid.UUID) -> dict[str, str]:
    """The same of a finished run, as they were when it ran."""
    i = item.c
    query = select(i.item, i.grown_from).where(i.run_id == run_id, i.grown_from.is_not(None))
    return {one.item: one.grown_from for one in db.execute(query)}


def _wishes(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.settings.items() if name != "grows"}


def _much_is_other(db: Session, analysis_id: uuid.UUID, now: set[str]) -> bool:
    """Whether so much has come or gone since themes were last found afresh."""
    last = _last_afresh(db, analysis_id)
    if last is None:
        return True
    i = item.c
    then = set(db.scalars(select(i.item).where(i.run_id == last.id, i.folded_at.is_(None))))
    come, gone = len(now - then), last.inputs - len(now & then)
    return (come + gone) * 100 >= AFRESH * last.inputs


def _last_afresh(db: Session, analysis_id: uuid.UUID) -> Any:
    r = run.c
    grown = cast(r.record, JSONB)["themes"]["grown_from"].astext
    query = select(r.id, r.inputs).where(r.analysis_id == analysis_id, r.state == "done", grown.is_(None))
    return db.execute(query.order_by(r.number.desc()).limit(1)).one_or_none()

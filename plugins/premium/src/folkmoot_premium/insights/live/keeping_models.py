# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The model of a run: kept with it, and no longer than until the next one, which knows only who is still there."""

import uuid

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from folkmoot_premium.analysis import Model
from folkmoot_premium.insights.keeping import Kept
from folkmoot_premium.insights.live.tables import model
from folkmoot_premium.insights.tables import run


def keep_model(db: Session, kept: Kept) -> None:
    """Write the model of a run that has just ended, and delete those of the analysis's runs before."""
    earlier = select(run.c.id).where(run.c.analysis_id == kept.analysis_id)
    db.execute(delete(model).where(model.c.run_id.in_(earlier)))
    made = kept.found.model
    if made is not None:
        db.execute(insert(model).values(run_id=kept.run_id, data=made.as_bytes(), sha256=made.sha256))


def model_of(db: Session, run_id: uuid.UUID) -> Model | None:
    """The model of a run, or None where it found no theme or a later run has come. Raises BrokenModel."""
    data = db.scalar(select(model.c.data).where(model.c.run_id == run_id))
    return None if data is None else Model.of_bytes(bytes(data))

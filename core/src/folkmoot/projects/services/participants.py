# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many people take part in projects, counted from the stream of acts.

A busy project has tens of thousands of acts, and counting them on each view took longer than all else on the page. So
a large number is kept for a minute by each process; a small one, where one more person shows, is counted each time.
"""

import time
import uuid
from collections.abc import Collection

from sqlalchemy import ARRAY, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from folkmoot.audit.models import Activity

KEPT_SECONDS = 60.0
LARGE = 200
MOST_KEPT = 10_000
COUNT = (
    select(Activity.project_id, func.count(Activity.participant.distinct()))
    .where(Activity.project_id == func.any(bindparam("projects", type_=ARRAY(Uuid))))
    .group_by(Activity.project_id)
)
_kept: dict[uuid.UUID, tuple[float, int]] = {}
"""Until when (monotonic seconds) a project's number holds, and the number. A project's id is unlike any other's."""


def participants(db: Session, project_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many people have taken part in each of these projects, in at most one statement."""
    moment = time.monotonic()
    found = {key: number for key in project_ids for until, number in [_kept.get(key, (0.0, 0))] if until > moment}
    missing = [key for key in project_ids if key not in found]
    if missing:
        found.update(dict.fromkeys(missing, 0))
        found.update({key: number for key, number in db.execute(COUNT, {"projects": missing}) if key is not None})
        _keep({key: found[key] for key in missing if found[key] >= LARGE}, moment + KEPT_SECONDS)
    return found


def _keep(numbers: dict[uuid.UUID, int], until: float) -> None:
    if len(_kept) + len(numbers) > MOST_KEPT:
        _kept.clear()
    _kept.update({key: (until, number) for key, number in numbers.items()})

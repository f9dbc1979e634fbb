# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The panel of possible duplicates on the back-office page of a contribution."""

import uuid
from typing import Any

from pyramid.request import Request
from sqlalchemy import select

from folkmoot.contributions.tables import contribution
from folkmoot_premium.analysis.likeness.duplicates import THRESHOLD
from folkmoot_premium.insights.frame import may_begin
from folkmoot_premium.insights.live import collecting
from folkmoot_premium.insights.live.indexes import Indexes
from folkmoot_premium.insights.live.likeness import Likeness
from folkmoot_premium.insights.live.suggesting import alike

MOST = 5


def values(indexes: Indexes, request: Request, contribution_id: uuid.UUID) -> dict[str, Any] | None:
    """What the panel shows; None for what isn't published or says nothing, and in sunset: looking is something new.

    found None: the index is being made.
    """
    if not may_begin(request):
        return None
    db = request.db
    text = collecting.texts(db, [contribution_id]).get(contribution_id)
    if text is None or not text.text:
        return None
    project_id = db.scalar(select(contribution.c.project_id).where(contribution.c.id == contribution_id))
    found = alike(indexes, db, project_id, text, MOST, THRESHOLD)
    return {"found": None if found is None else [_shown(request, one) for one in found]}


def _shown(request: Request, one: Likeness) -> dict[str, Any]:
    method = request.plugins.method(one.text.method)
    route = method.contribution_route if method is not None else ""
    return {
        "number": one.text.number, "title": one.text.title, "language": one.text.language,
        "url": request.route_path(route, number=one.text.number) if route else "",
        "percent": round(100 * one.score), "shared": ", ".join(one.shared),
    }  # fmt: skip

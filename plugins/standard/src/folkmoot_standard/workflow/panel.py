# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The desk's panel on other back-office pages about a contribution."""

from typing import Any

from pyramid.request import Request
from sqlalchemy import select

from folkmoot.contributions.tables import account, contribution, status
from folkmoot_standard.workflow.desk import today
from folkmoot_standard.workflow.tables import evaluation, follow_up, is_overdue
from folkmoot_standard.workflow.verdicts import TITLES, TONES


def values(request: Request, contribution_id: Any) -> dict[str, Any]:
    """What the panel shows; one statement."""
    c, f, e = contribution.c, follow_up.c, evaluation.c
    query = (
        select(
            c.number, c.withdrawn_at, status.c.status_class, f.due_on, f.done_at,
            account.c.display_name.label("assignee"),
            e.contribution_id.label("evaluation_id"), e.verdict, e.finished_at,
        )
        .select_from(
            contribution.join(status, status.c.id == c.status_id)
            .outerjoin(follow_up, f.contribution_id == c.id)
            .outerjoin(account, account.c.id == f.assignee_id)
            .outerjoin(evaluation, e.contribution_id == c.id)
        )
        .where(c.id == contribution_id)
    )  # fmt: skip
    row = request.db.execute(query).one()
    return {"row": row, "overdue": is_overdue(row, today(request)), "verdicts": TITLES, "tones": TONES}

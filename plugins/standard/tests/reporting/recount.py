# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The figures counted a second time, in plain SQL that is written otherwise than the module's, for tests to compare."""

import datetime
import uuid
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

HEAD = """
WITH talk AS (
  SELECT comment.*, contribution.phase_id, contribution.method, contribution.area_id AS place
  FROM comment JOIN contribution ON contribution.id = comment.contribution_id
  WHERE contribution.published_at IS NOT NULL AND contribution.withdrawn_at IS NULL AND comment.removed_at IS NULL
)
"""
CONTRIBUTIONS = """
SELECT count(*) FROM contribution AS it WHERE published_at IS NOT NULL AND withdrawn_at IS NULL
  AND project_id = ANY(:projects) AND created_at >= :begins AND created_at < :ends {narrow}
"""
COMMENTS = (
    HEAD
    + """
SELECT count(*) FROM talk WHERE NOT official
  AND project_id = ANY(:projects) AND created_at >= :begins AND created_at < :ends
  AND contribution_id IN (SELECT id FROM contribution AS it WHERE TRUE {narrow})
"""
)
REACTIONS = (
    HEAD
    + """
SELECT (SELECT count(*) FROM contribution_reaction AS r, contribution AS it
          WHERE it.id = r.contribution_id AND r.value IN (1, -1) AND it.published_at IS NOT NULL
          AND it.withdrawn_at IS NULL AND it.project_id = ANY(:projects)
          AND r.created_at >= :begins AND r.created_at < :ends {narrow})
     + (SELECT count(*) FROM comment_reaction AS r, talk, contribution AS it
          WHERE talk.id = r.comment_id AND it.id = talk.contribution_id AND it.project_id = ANY(:projects)
          AND r.created_at >= :begins AND r.created_at < :ends {narrow})
"""
)
PEOPLE = """
SELECT DISTINCT CASE WHEN account_id IS NULL THEN participant ELSE account_id END FROM activity
WHERE participant IS NOT NULL AND verb IN ('posted', 'commented', 'liked', 'disliked')
  AND project_id = ANY(:projects) AND at >= :begins AND at < :ends
  AND NOT (kind = 'comment' AND subject_id IN (SELECT id FROM comment WHERE official))
  AND (subject_id IN (SELECT it.id FROM contribution AS it WHERE TRUE {narrow})
    OR subject_id IN (SELECT comment.id FROM comment, contribution AS it
                      WHERE it.id = comment.contribution_id {narrow}))
"""
NARROW = {
    "phase": "AND it.phase_id = :phase",
    "method": "AND it.method = :method",
    "area": "AND it.area_id = :area",
    "topic": "AND EXISTS (SELECT FROM contribution_topic AS link WHERE link.contribution_id = it.id"
    " AND link.topic_id = :topic)",
    "no_area": "AND it.area_id IS NULL",
    "no_topic": "AND it.id NOT IN (SELECT contribution_id FROM contribution_topic)",
}
EARLIEST = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)


def recount(
    db: Session,
    projects: list[uuid.UUID],
    begins: datetime.datetime | None = None,
    ends: datetime.datetime | None = None,
    **only: Any,
) -> tuple[int, int, int, int]:
    """People, contributions, comments and reactions; only: phase, method, area, topic, no_area, no_topic."""
    values = {
        "projects": projects, "begins": begins or EARLIEST,
        "ends": ends or datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=400), **only,
    }  # fmt: skip
    narrow = " ".join(NARROW[name] for name in only)

    def run(sql: str) -> Any:
        return db.execute(text(sql.format(narrow=narrow)), {k: v for k, v in values.items() if f":{k}" in sql + narrow})

    people = len(run(PEOPLE).all())
    return people, run(CONTRIBUTIONS).scalar_one(), run(COMMENTS).scalar_one(), run(REACTIONS).scalar_one()

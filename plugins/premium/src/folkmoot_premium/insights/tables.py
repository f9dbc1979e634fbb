# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The workspace's tables for statements that make no entities, and how an item is joined to what it is about.

An item is shown while what it is about is there for everybody: a contribution published, not withdrawn, not emptied by
an erasure; a comment not removed or emptied, under such a contribution; an uploaded row that still is.
"""

from typing import Any, cast

from sqlalchemy import ColumnElement, FromClause, Table, and_, case, func, or_

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.insights import models

analysis = cast("Table", models.Analysis.__table__)
edit = cast("Table", models.Edit.__table__)
item = cast("Table", models.Item.__table__)
nearly_same = cast("Table", models.NearlySame.__table__)
row = cast("Table", models.Row.__table__)
run = cast("Table", models.Run.__table__)
saying = cast("Table", models.Saying.__table__)
source = cast("Table", models.Source.__table__)
theme = cast("Table", models.Theme.__table__)
upload = cast("Table", models.Upload.__table__)

RUNNING = ("queued", "running", "stopping")
"""States in which a run isn't over; an analysis has at most one such run."""


def published() -> ColumnElement[bool]:
    """A contribution that everybody may read and that still says something."""
    c = contribution.c
    return and_(c.published_at.is_not(None), c.withdrawn_at.is_(None), or_(c.title != "", c.body != ""))


def standing() -> ColumnElement[bool]:
    """A comment that is still there; its contribution must be published() too. What officials write isn't analysed."""
    c = comment.c
    return and_(c.removed_at.is_(None), c.body != "", c.official.is_(False))


def joined() -> FromClause:
    """Items with their run, and with the contribution, comment, uploaded row and upload that they are about."""
    i, r = item.c, row.c
    return (
        item.join(run, run.c.id == i.run_id)
        .outerjoin(contribution, contribution.c.id == i.contribution_id)
        .outerjoin(comment, comment.c.id == i.comment_id)
        .outerjoin(row, and_(r.analysis_id == run.c.analysis_id, r.number == i.row_number))
        .outerjoin(upload, upload.c.id == r.upload_id)
    )


def living() -> ColumnElement[bool]:
    """Items that may be shown and counted; in statements from joined()."""
    i = item.c
    own = and_(i.comment_id.is_(None), published())
    said = and_(i.comment_id.is_not(None), published(), standing())
    return or_(own, said, and_(i.row_number.is_not(None), row.c.number.is_not(None)))


def of_row(column: Any) -> ColumnElement[Any]:
    """A cell of an uploaded row, by the column that the upload names."""
    return func.coalesce(row.c.cells.op("->>")(column), "")


def title() -> ColumnElement[Any]:
    """The title of an item's contribution, "" where there is none; in statements from joined()."""
    return case((item.c.comment_id.is_(None), func.coalesce(contribution.c.title, "")), else_="")


def body() -> ColumnElement[Any]:
    """The text of an item without its title; in statements from joined()."""
    return case(
        (item.c.row_number.is_not(None), of_row(upload.c.text_column)),
        (item.c.comment_id.is_not(None), comment.c.body),
        else_=func.coalesce(contribution.c.body, ""),
    )

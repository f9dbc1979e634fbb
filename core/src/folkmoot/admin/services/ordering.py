# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists whose order staff set with "Move up" and "Move down"."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session


def moved(ids: Sequence[uuid.UUID], move: str) -> list[uuid.UUID]:
    """The order after a button "ID:up" or "ID:down"; unknown ids and moves beyond the ends change nothing."""
    key, _colon, direction = move.partition(":")
    order = list(ids)
    at = next((index for index, item in enumerate(order) if str(item) == key), None)
    to = None if at is None else at + (-1 if direction == "up" else 1)
    if at is not None and to is not None and 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order


def move_row(db: Session, model: Any, move: str, *conditions: Any) -> None:
    """Swap a row with its neighbour; positions become 0, 1, 2… so that equal ones are settled at the first move."""
    rows = list(db.scalars(select(model).where(*conditions).order_by(model.position, model.id)))
    by_id = {row.id: row for row in rows}
    for position, row_id in enumerate(moved([row.id for row in rows], move)):
        by_id[row_id].position = position


def last_position(db: Session, model: Any, *conditions: Any) -> int:
    """The position after all others."""
    highest = db.scalar(select(model.position).where(*conditions).order_by(model.position.desc()).limit(1))
    return 0 if highest is None else int(highest) + 1

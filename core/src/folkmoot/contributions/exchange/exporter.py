# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Exporting: the inverse of importing, with the original ids and every kept column."""

import csv
import io
import json
import uuid
from collections.abc import Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from folkmoot.accounts.models import Account
from folkmoot.contributions.exchange.formulas import guarded
from folkmoot.contributions.exchange.rows import first_words
from folkmoot.contributions.models import Contribution, ContributionReaction, ContributionTopic, Status
from folkmoot.discussion.models import Comment
from folkmoot.projects.models import Area, Topic

COLUMNS = (
    "id", "parent", "title", "text", "lang", "date", "author", "topics", "area", "latitude", "longitude", "place",
    "status", "side", "likes", "dislikes",
)  # fmt: skip
CHUNK = 1000


def rows(db: Session, project_id: uuid.UUID, phase_id: uuid.UUID | None = None) -> Iterator[dict[str, Any]]:
    """Every contribution that isn't withdrawn, then every comment that isn't removed, oldest first, as plain values."""
    yield from _contributions(db, project_id, phase_id)
    yield from _comments(db, project_id, phase_id)


def columns(db: Session, project_id: uuid.UUID) -> list[str]:
    """The columns of a table that holds everything: the fields, then every kept column by name."""
    kept: set[str] = set()
    for model in (Contribution, Comment):
        keys = select(func.jsonb_object_keys(model.extra)).where(model.project_id == project_id).distinct()
        kept |= set(db.scalars(keys))
    return [*COLUMNS, *sorted(kept - set(COLUMNS))]


def _contributions(db: Session, project_id: uuid.UUID, phase_id: uuid.UUID | None) -> Iterator[dict[str, Any]]:
    topics = (
        select(func.string_agg(Topic.slug, "; "))
        .join(ContributionTopic, ContributionTopic.topic_id == Topic.id)
        .where(ContributionTopic.contribution_id == Contribution.id)
        .scalar_subquery()
    )
    query = (
        select(Contribution, Account.display_name, Area.slug, Status.status_class, topics, _likes(1), _likes(-1))
        .join(Status, Status.id == Contribution.status_id)
        .outerjoin(Account, Account.id == Contribution.author_id)
        .outerjoin(Area, Area.id == Contribution.area_id)
        .where(Contribution.project_id == project_id, Contribution.withdrawn_at.is_(None))
        .order_by(Contribution.created_at, Contribution.number)
    )
    if phase_id is not None:
        query = query.where(Contribution.phase_id == phase_id)
    for item, author, area, status, names, likes, dislikes in db.execute(query).yield_per(CHUNK):
        yield _clean({
            "id": item.import_key or f"#{item.number}", "title": _title(item), "text": item.body,
            "lang": item.language, "date": item.created_at.isoformat(), "author": item.author_name or author,
            "topics": names, "area": area, "latitude": _degrees(item.latitude),
            "longitude": _degrees(item.longitude), "place": item.place, "status": status, "likes": likes,
            "dislikes": dislikes, **(item.extra or {}),
        })  # fmt: skip


def _likes(value: int) -> Any:
    count = select(func.count()).where(
        ContributionReaction.contribution_id == Contribution.id, ContributionReaction.value == value
    )
    return count.scalar_subquery()


def _comments(db: Session, project_id: uuid.UUID, phase_id: uuid.UUID | None) -> Iterator[dict[str, Any]]:
    above = aliased(Comment)
    query = (
        select(Comment, Account.display_name, Contribution.import_key, Contribution.number, above.import_key)
        .join(Contribution, Contribution.id == Comment.contribution_id)
        .outerjoin(above, above.id == Comment.parent_id)
        .outerjoin(Account, Account.id == Comment.author_id)
        .where(
            Comment.project_id == project_id, Comment.removed_at.is_(None), Contribution.withdrawn_at.is_(None)
        )
        .order_by(Comment.created_at, Comment.id)
    )  # fmt: skip
    if phase_id is not None:
        query = query.where(Contribution.phase_id == phase_id)
    for item, author, key, number, parent_key in db.execute(query).yield_per(CHUNK):
        top = key or f"#{number}"
        yield _clean({
            "id": item.import_key or f"c{item.id}",
            "parent": (parent_key or f"c{item.parent_id}") if item.parent_id else top, "text": item.body,
            "lang": item.language, "date": item.created_at.isoformat(), "author": item.author_name or author,
            "side": item.side, **(item.extra or {}),
        })  # fmt: skip


def _title(item: Contribution) -> str:
    """A title that was made from the text isn't the citizen's: importing makes it again."""
    return "" if item.import_key and item.title == first_words(item.body) else item.title


def _degrees(micro: int | None) -> str | None:
    """Micro-degrees as exact decimal text."""
    if micro is None:
        return None
    sign, digits = ("-" if micro < 0 else ""), f"{abs(micro):07d}"
    return f"{sign}{digits[:-6]}.{digits[-6:]}"


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "")}


def write_json_lines(found: Iterator[dict[str, Any]], out: IO[bytes]) -> int:
    """One JSON object a line, UTF-8; returns how many."""
    count = 0
    for row in found:
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def write_csv(found: Iterator[dict[str, Any]], names: list[str], out: IO[bytes]) -> int:
    """UTF-8 with the mark that spreadsheets look for; what looks like a formula is made harmless."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    count = 0
    for row in found:
        writer.writerow([guarded(_as_text(row.get(name))) for name in names])
        count += 1
    text.flush()
    text.detach()
    return count


def write_xlsx(found: Iterator[dict[str, Any]], names: list[str], out: IO[bytes]) -> int:
    """A workbook in which every cell is text or a whole number, never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("contributions")
    sheet.append(names)
    count = 0
    for row in found:
        sheet.append([_text_cell(sheet, row.get(name)) for name in names])
        count += 1
    book.save(out)
    return count


def _text_cell(sheet: Any, value: Any) -> Any:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    cell = WriteOnlyCell(sheet, value=guarded(_as_text(value)))
    cell.data_type = "s"
    return cell


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

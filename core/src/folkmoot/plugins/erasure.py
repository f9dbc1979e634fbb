# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Erasing a person, from the catalogue alone: it works for plugins that are unlicensed, broken or uninstalled.

Always goes: who it was (names, addresses, sessions, the account itself). What the person wrote stays without its
author, unless they ask for their texts to go too; then texts are emptied, their files removed and the search index
forgets them.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, literal_column, select, text, update
from sqlalchemy.orm import Session

from folkmoot.media.interfaces import IMedia
from folkmoot.media.models import MediaFile
from folkmoot.plugins.catalogued import CataloguedTable, Column, catalogued_tables
from folkmoot.search.models import SearchDocument

ACCOUNT, MEDIA = "account", "media_file"

# Pictures and documents that the town itself uses stay, whoever of its staff uploaded them.
NOT_USED_BY_TOWN = text("""
    NOT (EXISTS (SELECT FROM project WHERE picture_id = media_file.id)
    OR EXISTS (SELECT FROM folder WHERE picture_id = media_file.id)
    OR EXISTS (SELECT FROM attachment WHERE file_id = media_file.id)
    OR EXISTS (SELECT FROM tenant WHERE strpos(settings::text, media_file.id::text) > 0
      OR strpos(settings::text, media_file.key) > 0))
""")


@dataclass
class ErasedTable:
    """What became of one table: how many rows were deleted, and how many lost values."""

    table: str
    plugin_id: str
    deleted: int = 0
    changed: int = 0


@dataclass
class ErasureReport:
    """What was erased, without saying whose it was. documents: entries of the search index."""

    texts: bool
    tables: list[ErasedTable] = field(default_factory=list)
    files: int = 0
    documents: int = 0

    def add(self, one: CataloguedTable, deleted: int = 0, changed: int = 0) -> None:
        """Count rows of a table; tables without any aren't listed."""
        if not (deleted or changed):
            return
        known = next((erased for erased in self.tables if erased.table == one.name), None)
        if known is None:
            known = ErasedTable(one.name, one.plugin_id)
            self.tables.append(known)
        known.deleted += deleted
        known.changed += changed


def erase_account(db: Session, account_id: uuid.UUID, *, texts: bool, media: IMedia | None = None) -> ErasureReport:
    """Erase a person of the session's tenant; texts: whether what they wrote goes too.

    media: removes the bytes of their files with the transaction; without it the nightly sweep does.
    Raises LookupError when there is no such account.
    """
    email = db.scalar(text("SELECT email FROM account WHERE id = :id"), {"id": account_id})
    if email is None:
        raise LookupError("no such account")
    report = ErasureReport(texts)
    db.flush()
    tables = catalogued_tables(db)
    if texts:
        report.files = _remove_files(db, account_id, media)
    for one in tables:
        _erase_address(db, one, email, report)
        if one.person is not None and one.name != ACCOUNT:
            _erase_rows(db, one, one.person.sql == account_id, report)
    for one in tables:
        if one.name == ACCOUNT:
            report.add(one, deleted=row_count(db.execute(delete(one.sql).where(one.columns["id"].sql == account_id))))
    db.expire_all()
    return report


def _erase_address(db: Session, one: CataloguedTable, email: str, report: ErasureReport) -> None:
    """Rows that know the person by their address only: codes sent before there was an account, letters."""
    for column in one.columns.values():
        if column.kind == "contact" and column.data_type == "text" and one.name != ACCOUNT:
            _erase_rows(db, one, column.sql == email, report)


def _erase_rows(db: Session, one: CataloguedTable, whose: ColumnElement[bool], report: ErasureReport) -> None:
    """Do to a person's rows what their columns say."""
    touched = [column for column in one.columns.values() if _goes(column, report.texts)]
    if any(column.on_erase == "delete" or column.nothing() is None for column in touched):
        _forget_documents(db, one, whose, report)
        report.add(one, deleted=row_count(db.execute(delete(one.sql).where(whose))))
        return
    if not touched:
        return
    if any(column.kind == "content" for column in touched):
        _forget_documents(db, one, whose, report)
    values: dict[Any, Any] = {column.sql: literal_column(emptied(column) or "NULL") for column in touched}
    report.add(one, changed=row_count(db.execute(update(one.sql).where(whose).values(values))))


def _goes(column: Column, texts: bool) -> bool:
    """Whether erasing changes this column: what a person wrote goes only if they want it to."""
    if column.kind == "none" or column.on_erase == "keep":
        return False
    return texts or column.kind != "content"


def emptied(column: Column) -> str | None:
    """The SQL that a column is emptied with: '' for blank texts, else NULL where it may be; None: its row has to go."""
    if column.on_erase == "blank" and column.data_type in ("text", "character varying"):
        return "''"
    return column.nothing()


def _forget_documents(db: Session, one: CataloguedTable, whose: ColumnElement[bool], report: ErasureReport) -> None:
    if "id" not in one.columns or one.columns["id"].data_type != "uuid":
        return
    ids = select(one.columns["id"].sql).select_from(one.sql).where(whose)
    report.documents += row_count(db.execute(delete(SearchDocument).where(SearchDocument.subject_id.in_(ids))))


def _remove_files(db: Session, account_id: uuid.UUID, media: IMedia | None) -> int:
    query = select(MediaFile).where(MediaFile.uploaded_by_id == account_id, NOT_USED_BY_TOWN)
    files = db.scalars(query).all()
    for file in files:
        if media is not None:
            media.remove(db, file)
        else:
            db.delete(file)
    db.flush()
    return len(files)


def row_count(result: Any) -> int:
    """How many rows a statement changed."""
    assert isinstance(result, CursorResult)
    return max(0, int(result.rowcount))


def erased_counts(tables: Iterable[ErasedTable]) -> dict[str, int]:
    """Rows touched by table, for the audit log."""
    return {erased.table: erased.deleted + erased.changed for erased in tables}

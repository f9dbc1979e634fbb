# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What every table is made of: keys, column types and the map of personal data."""

import datetime
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import uuid_utils
from sqlalchemy import DateTime, ForeignKeyConstraint, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_index",
    "uq": "%(table_name)s_%(column_0_N_name)s_unique",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_1_name)s_to_%(referred_table_name)s",
    "pk": "%(table_name)s_pkey",
}

Localised = dict[str, str]
"""A text in several languages: locale to text, for example {"fr": "Parc", "nl": "Park"}."""


def uuid7() -> uuid.UUID:
    """A key that grows with time (RFC 9562), made here so that a row is known before it is stored."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


class Multiloc(TypeDecorator[Localised]):
    """A text in several languages, stored as JSONB; texts are NFC and empty ones are left out."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Localised | None, dialect: Dialect) -> Localised | None:
        """Normalise on the way in, so that equal texts are equal bytes."""
        if value is None:
            return None
        return {locale: unicodedata.normalize("NFC", text) for locale, text in value.items() if text.strip()}


class Instant(TypeDecorator[datetime.datetime]):
    """A moment: always aware, always UTC in Python and in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Refuse a moment without zone: it would silently mean the server's."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value


@dataclass(frozen=True)
class Personal:
    """What personal data a column holds, on what ground, how long, and what erasing its person does to it.

    kind: none, identity (who), contact, content (what the person wrote), technical (how they came), special.
    ground: the article 6 GDPR ground in a word; keep: a plain sentence or an ISO 8601 duration.
    on_erase: keep, null, blank (empty text), delete (the whole row), or anonymise (the row loses its author).
    """

    kind: Literal["none", "identity", "contact", "content", "technical", "special"]
    ground: Literal["none", "contract", "task", "consent", "legal"] = "none"
    keep: str = ""
    on_erase: Literal["keep", "null", "blank", "delete", "anonymise"] = "keep"


def personal(
    kind: Literal["identity", "contact", "content", "technical", "special"],
    *,
    ground: Literal["contract", "task", "consent", "legal"] = "task",
    keep: str = "while the account exists",
    on_erase: Literal["keep", "null", "blank", "delete", "anonymise"] = "null",
) -> dict[str, Any]:
    """The info of a column that holds personal data."""
    return {"personal": Personal(kind, ground, keep, on_erase)}


NOT_PERSONAL: dict[str, Any] = {"personal": Personal("none")}
"""The info of a column that says nothing about a person."""


class Base(DeclarativeBase):
    """The one metadata of core and of all plugins; a plugin's tables begin with its id."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime.datetime: Instant, Localised: Multiloc}


class TenantRow:
    """A row that belongs to one tenant: fenced by row-level security, keyed by (tenant_id, id)."""

    @declared_attr
    def tenant_id(cls) -> Mapped[uuid.UUID]:
        """The tenant the row belongs to; filled by the database from the signed setting."""
        return mapped_column(Uuid, primary_key=True, server_default=tenant_default(), info=NOT_PERSONAL)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7, sort_order=-9, info=NOT_PERSONAL)


def tenant_default() -> Any:
    """The database's own answer to whose row this is, so that code can't put it elsewhere."""
    from sqlalchemy import text

    return text("folkmoot_tenant()")


def tenant_key(table: str, column: str, *, ondelete: str = "CASCADE", name: str | None = None) -> ForeignKeyConstraint:
    """A foreign key between rows of one tenant: it carries tenant_id, since RLS doesn't cover key checks.

    With `ondelete="SET NULL"` only the column is emptied, never tenant_id.
    """
    action = f"SET NULL ({column})" if ondelete == "SET NULL" else ondelete
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=action, name=name
    )

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of licences. They store signed tokens and what happened on a site; what a token is worth is never stored."""

import datetime
import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, uuid7


class Installation(Base):
    """This installation's one row.

    deployment: a random name that survives restoring and moving, to which licences may be bound. clock_floor: seconds
    since 1970 below which the clock isn't believed, since something later was signed (FORMAT.md, "What is compared").
    """

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("only_row", name="only_row"),)

    only_row: Mapped[bool] = mapped_column(primary_key=True, default=True, info=NOT_PERSONAL)
    deployment: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    clock_floor: Mapped[int] = mapped_column(BigInteger, default=0, info=NOT_PERSONAL)


class LicenceToken(Base):
    """A signed artefact as it was installed: on one tenant, or (tenant_id NULL) in the pool of the installation.

    kind: issuer, licence, revocations, or vendor (a vendor's own certificate that the operator trusts). A removed one
    stays, since its modules go on in sunset; the same bytes installed again come back to life.
    """

    __tablename__ = "licence_token"
    __table_args__ = (
        CheckConstraint("kind IN ('issuer', 'licence', 'revocations', 'vendor')", name="kind"),
        CheckConstraint("source IN ('desk', 'command', 'folder', 'demonstration')", name="source"),
        Index(
            "licence_token_tenant_id_fingerprint_unique",
            "tenant_id",
            "fingerprint",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7, info=NOT_PERSONAL)
    tenant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tenant.id", ondelete="CASCADE"), info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    fingerprint: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    token: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    jti: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    source: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    installed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    removed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class LicenceAllocation(Base):
    """A tenant to which the operator has given a share of a pooled licence that is limited to so many tenants."""

    __tablename__ = "licence_allocation"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("tenant.id", ondelete="CASCADE"), primary_key=True, info=NOT_PERSONAL
    )
    jti: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    allocated_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class LicenceOpening(Base):
    """That a licensed module has been open on a site, and since when it isn't any more (NULL: it is open)."""

    __tablename__ = "licence_opening"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("tenant.id", ondelete="CASCADE"), primary_key=True, info=NOT_PERSONAL
    )
    plugin_id: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    opened_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    lapsed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the database holds of licences, read in a few statements for all sites at once."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from folkmoot.licences.models import Installation, LicenceAllocation, LicenceOpening, LicenceToken
from folkmoot_licensing import Held


@dataclass(frozen=True)
class StoredToken:
    """A row of licence_token; only `token`, `removed_at` and whose it is are ever relied on."""

    id: uuid.UUID
    tenant_id: uuid.UUID | None
    kind: str
    fingerprint: str
    token: str = field(repr=False)
    source: str
    installed_at: datetime.datetime
    removed_at: datetime.datetime | None

    @property
    def held(self) -> Held:
        """As the verifier takes it."""
        return Held(self.token, removed=self.removed_at is not None)


@dataclass(frozen=True)
class Opening:
    """A licensed module that was open on a site; lapsed_at None: nobody has noticed an end yet."""

    opened_at: datetime.datetime
    lapsed_at: datetime.datetime | None


@dataclass(frozen=True)
class Stock:
    """All of it. allocations: (jti, tenant) in the order they were made. floor: below which no clock is believed."""

    deployment: str
    tokens: tuple[StoredToken, ...] = ()
    allocations: tuple[tuple[str, uuid.UUID], ...] = ()
    openings: Mapping[tuple[uuid.UUID, str], Opening] = field(default_factory=dict)
    floor: int = 0

    def pool(self) -> tuple[StoredToken, ...]:
        """Tokens of the whole installation, as installed."""
        return tuple(token for token in self.tokens if token.tenant_id is None)

    def by_tenant(self) -> dict[uuid.UUID, list[StoredToken]]:
        """Tokens that tenants installed for themselves."""
        found: dict[uuid.UUID, list[StoredToken]] = {}
        for token in self.tokens:
            if token.tenant_id is not None:
                found.setdefault(token.tenant_id, []).append(token)
        return found

    def openings_by_tenant(self) -> dict[uuid.UUID, dict[str, Opening]]:
        """Openings of each tenant by module."""
        found: dict[uuid.UUID, dict[str, Opening]] = {}
        for (tenant, plugin), opening in self.openings.items():
            found.setdefault(tenant, {})[plugin] = opening
        return found


def read_stock(db: Session) -> Stock:
    """Everything that this session may see: all of it in the platform's scope, a tenant's own in a tenant's."""
    tokens = db.scalars(select(LicenceToken).order_by(LicenceToken.installed_at, LicenceToken.id))
    shares = select(LicenceAllocation).order_by(LicenceAllocation.allocated_at, LicenceAllocation.tenant_id)
    installation = db.execute(select(Installation.deployment, Installation.clock_floor)).one()
    return Stock(
        deployment=installation.deployment,
        floor=installation.clock_floor,
        tokens=tuple(_stored(row) for row in tokens),
        allocations=tuple((row.jti, row.tenant_id) for row in db.scalars(shares)),
        openings={
            (row.tenant_id, row.plugin_id): Opening(row.opened_at, row.lapsed_at)
            for row in db.scalars(select(LicenceOpening))
        },
    )


def raise_floor(db: Session, floor: int) -> None:
    """Never believe an earlier clock again; a lower floor changes nothing."""
    db.execute(update(Installation).where(Installation.clock_floor < floor).values(clock_floor=floor))


def _stored(row: LicenceToken) -> StoredToken:
    return StoredToken(
        row.id, row.tenant_id, row.kind, row.fingerprint, row.token, row.source, row.installed_at, row.removed_at
    )

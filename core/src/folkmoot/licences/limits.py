# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What licences are sized for: figures that warn, and the only two acts that may be refused for them.

A citizen is never turned away (FORMAT.md, "What is compared"). Making another administrator or tenant is refused only
while a licence that sets the limit is open, and never below what every town has without any licence. Of several
licences the widest holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import Account
from folkmoot.licences.keyring import SiteKeys
from folkmoot.licences.models import LicenceAllocation
from folkmoot_licensing import Licence, Verdict
from folkmoot_licensing import Mode as TokenMode

FREE_ADMINISTRATORS = 5
FREE_TENANTS = 1
NEAR = 90
"""Percent of a limit from which on it is named."""


class Limit(StrEnum):
    """What is counted."""

    ADMINISTRATORS = "administrators"
    POPULATION = "population"
    TENANTS = "tenants"


@dataclass(frozen=True)
class LimitUse:
    """How much of a limit is used. population is measured in confirmed accounts. level: "", "near" or "over"."""

    kind: Limit
    used: int
    limit: int

    @property
    def level(self) -> str:
        """How loudly the page says it."""
        if self.used > self.limit:
            return "over"
        return "near" if self.used * 100 >= self.limit * NEAR else ""


def usage(db: Session, keys: SiteKeys) -> list[LimitUse]:
    """Every limit that the open licences of a site set, with what is used of it; in a session of the tenant."""
    licences = open_licences(keys.assessment.verdicts)
    counted = {
        Limit.ADMINISTRATORS: (widest(one.limits.admins for one in licences), _administrators),
        Limit.POPULATION: (widest(one.limits.population for one in licences), _people),
    }
    return [LimitUse(kind, count(db), limit) for kind, (limit, count) in counted.items() if limit is not None]


def tenant_use(db: Session, licence: Licence) -> LimitUse | None:
    """How many shares of a pooled licence are given out; None without a limit. Needs the platform's scope."""
    if licence.limits.tenants is None:
        return None
    given = select(func.count()).where(LicenceAllocation.jti == licence.jti)
    return LimitUse(Limit.TENANTS, db.scalar(given) or 0, licence.limits.tenants)


def open_licences(verdicts: Iterable[Verdict]) -> list[Licence]:
    """Those that open something now."""
    return [one.licence for one in verdicts if one.licence is not None and one.mode is TokenMode.OPEN]


def widest(limits: Iterable[int | None]) -> int | None:
    """The limit that holds: none where any licence sets none, or where there is no licence."""
    found = list(limits)
    known = [limit for limit in found if limit is not None]
    return max(known) if known and len(known) == len(found) else None


def administrators_allowed(keys: SiteKeys | None) -> int | None:
    """How many administrators a site may have; None where nothing limits it."""
    limit = widest(one.limits.admins for one in open_licences(keys.assessment.verdicts)) if keys is not None else None
    return None if limit is None else max(limit, FREE_ADMINISTRATORS)


def tenants_allowed(pool: Iterable[Verdict]) -> int | None:
    """How many tenants an installation may have by the licences in its pool; None where nothing limits it."""
    limit = widest(one.limits.tenants for one in open_licences(pool))
    return None if limit is None else max(limit, FREE_TENANTS)


def _administrators(db: Session) -> int:
    roles = (str(Role.ADMINISTRATOR), str(Role.OPERATOR))
    return db.scalar(select(func.count()).select_from(Account).where(Account.role.in_(roles))) or 0


def _people(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Account).where(Account.email_confirmed_at.is_not(None))) or 0

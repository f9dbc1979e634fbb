# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How often somebody may try: counted in fixed windows, under salted hashes, in transactions of their own.

The count is committed before the trial itself is answered. So trials sent side by side don't slip past it, and one
that ends in an error was counted all the same.
"""

import datetime
import hmac
import ipaddress
import uuid

from pyramid.request import Request
from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import IAttempts, Limit, Trial
from folkmoot.accounts.models import AttemptCount
from folkmoot.db.session import Database

MINUTE, HOUR = 60, 3600


SIGN_IN_ADDRESS = Limit("sign-in:address", 10, 15 * MINUTE)
SIGN_IN_NETWORK = Limit("sign-in:network", 100, 15 * MINUTE)
"""A school or library shares one network: many people, few mistakes. Sign-ins that succeed don't count."""

LETTER_ADDRESS = Limit("letter:address", 5, HOUR)
LETTER_NETWORK = Limit("letter:network", 200, HOUR)
"""Letters with codes or links that anybody may cause to be sent: sign-up, a new code, a new password. At an evening in
the town hall a hundred people sign up over one network."""

CODE_NETWORK = Limit("code:network", 300, HOUR)
PASSWORD_ACCOUNT = Limit("password:account", 10, 15 * MINUTE)
"""Asking a signed-in person's password again."""


@implementer(IAttempts)
class Attempts:
    """The counters of an installation."""

    def __init__(self, database: Database, secret: str) -> None:
        self._database, self._secret = database, secret

    def count(self, tenant_id: uuid.UUID, now: datetime.datetime, *trials: Trial) -> int:
        """Count one trial under each limit; the seconds to wait when one of them is used up, else 0."""
        waits = [0]
        with self._database.tenant(tenant_id) as db:
            for limit, who in trials:
                start = window_start(limit, now)
                if self._counted(db, tenant_id, limit, who, start) > limit.most:
                    waits.append(limit.seconds - int((now - start).total_seconds()))
        return max(waits)

    def _counted(self, db: Session, tenant_id: uuid.UUID, limit: Limit, who: str, start: datetime.datetime) -> int:
        values = {"purpose": limit.purpose, "who_hash": self._hash(tenant_id, limit, who), "window_start": start}
        keys = ["tenant_id", *values]
        query = insert(AttemptCount).values(**values, count=1)
        more = query.on_conflict_do_update(index_elements=keys, set_={"count": AttemptCount.count + 1})
        return int(db.execute(more.returning(AttemptCount.count)).scalar_one())

    def forgive(self, tenant_id: uuid.UUID, now: datetime.datetime, *trials: Trial) -> None:
        """Take one counted trial back: it turned out to be rightful."""
        with self._database.tenant(tenant_id) as db:
            for limit, who in trials:
                db.execute(
                    update(AttemptCount)
                    .where(
                        AttemptCount.purpose == limit.purpose,
                        AttemptCount.who_hash == self._hash(tenant_id, limit, who),
                        AttemptCount.window_start == window_start(limit, now),
                        AttemptCount.count > 0,
                    )
                    .values(count=AttemptCount.count - 1)
                )

    def network(self, request: Request) -> str:
        """Whom to count a request for by where it comes from."""
        return network_of(request)

    def _hash(self, tenant_id: uuid.UUID, limit: Limit, who: str) -> bytes:
        return hmac.digest(self._secret.encode(), f"attempt:{tenant_id}:{limit.purpose}:{who}".encode(), "sha256")


def window_start(limit: Limit, now: datetime.datetime) -> datetime.datetime:
    """When the window that `now` lies in began."""
    seconds = int(now.timestamp())
    return datetime.datetime.fromtimestamp(seconds - seconds % limit.seconds, datetime.UTC)


def forget_old(db: Session, now: datetime.datetime) -> None:
    """Delete counts that no limit looks at any more."""
    db.execute(delete(AttemptCount).where(AttemptCount.window_start < now - datetime.timedelta(days=1)))


def network_of(request: Request) -> str:
    """Whom to count a request for: its IPv4 address, or the /64 an IPv6 household has.

    Behind a proxy on the same machine the last entry of X-Forwarded-For, which that proxy wrote; a header from
    anywhere else is the visitor's own invention and isn't read.
    """
    address = _parsed(request.remote_addr or "")
    if address is None or address.is_loopback:
        address = _parsed(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()) or address
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None

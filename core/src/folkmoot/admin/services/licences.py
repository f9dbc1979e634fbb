# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The licences of a request's own site: what it holds, what a file would do, and doing it."""

import uuid
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.audit.interfaces import IAudit
from folkmoot.licences.examining import Examination, Examiner
from folkmoot.licences.installing import Act, UnknownLicence, install, remove
from folkmoot.licences.keyring import SiteKeys
from folkmoot.licences.lapses import has_rows
from folkmoot.licences.services import Licences
from folkmoot.licences.stock import StoredToken
from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.models import Tenant
from folkmoot_licensing import Mode, State, Verdict

DEMONSTRATION = "demonstration"
"""The key of a demonstration town's settings (folkmoot.demo.fill.MARK)."""

PAST = (State.LAPSED, State.SUPERSEDED, State.REVOKED, State.REMOVED)


class NotFollowedYet(Exception):
    """This process hasn't followed the site's last change yet: what it would say of a file could be out of date."""


@dataclass(frozen=True)
class HeldLicence:
    """A licence that a site holds, with what it is worth there."""

    stored: StoredToken
    verdict: Verdict

    @property
    def jti(self) -> str:
        """The licence's id; "" for one that is refused, of which nothing may be believed."""
        return self.verdict.licence.jti if self.verdict.licence is not None else ""

    @property
    def pooled(self) -> bool:
        """Whether it is of the installation's pool, which only the operator changes."""
        return self.stored.tenant_id is None

    @property
    def past(self) -> bool:
        """Whether it opens nothing, and never will by the clock alone."""
        return self.verdict.state in PAST and self.verdict.mode is not Mode.OPEN

    @property
    def removable(self) -> bool:
        """Whether the site's administrators may take it away: not the operator's, in the pool or in a folder."""
        theirs = not self.pooled and self.stored.source != "folder"
        return theirs and self.verdict.licence is not None and self.verdict.state is not State.REMOVED


@dataclass(frozen=True)
class LicenceDesk:
    """What an administrator does with the licences of the one site, in the request's session."""

    db: Session
    audit: IAudit
    site: Site
    actor_id: uuid.UUID
    licences: Licences
    examiner: Examiner

    @property
    def keys(self) -> SiteKeys:
        """The site's keys as this process knows them."""
        found = self.licences.keys(self.site)
        if found is None:
            raise NotFollowedYet
        return found

    def examine(self, data: bytes | str, *, replacing: bool = False) -> Examination:
        """What a file would do. Raises NotFollowedYet."""
        self._follow()
        return self.examiner.examine(data, [self.site], replacing=replacing)

    def install(self, data: bytes | str, *, replacing: bool = False, source: str = "desk") -> Examination:
        """Examine a file anew and store it where it is acceptable, which the answer says. Raises NotFollowedYet.

        The site's row is locked first: of two administrators at once, the second is judged by what the first did.
        """
        self._follow(lock=True)
        examination = self.examiner.examine(data, [self.site], replacing=replacing)
        if examination.acceptable:
            install(self.db, self.audit, self._act(source), examination)
        return examination

    def removable(self, jti: str) -> HeldLicence:
        """The licence that may be taken away by this number. Raises UnknownLicence."""
        for one in held(self.keys):
            if one.removable and one.jti == jti:
                return one
        raise UnknownLicence(jti)

    def without(self, jti: str) -> Examination:
        """What taking a licence away would do; nothing changes where the pool holds it too. Raises NotFollowedYet."""
        self._follow()
        found = self.examiner.without(self.site, jti)
        pooled = any(one.pooled and one.verdict in found.verdicts for one in held(self.keys))
        return replace(found, changes=()) if pooled else found

    def remove(self, jti: str) -> None:
        """Take one of the site's own licences away. Raises NotFollowedYet and UnknownLicence."""
        self._follow(lock=True)
        self.removable(jti)
        remove(self.db, self.audit, self._act("desk"), jti)

    def _act(self, source: str) -> Act:
        return Act(owner=self.site.id, sites=[self.site], source=source, actor_id=self.actor_id)

    def _follow(self, *, lock: bool = False) -> None:
        """Refuse while the database is ahead of this process's memory: it follows within a second."""
        query = select(Tenant.revision).where(Tenant.id == self.site.id)
        if self.db.scalars(query.with_for_update() if lock else query).one() != self.site.revision:
            raise NotFollowedYet


def desk_of(request: Request) -> LicenceDesk:
    """The desk of the request's site; 404 on a platform that was built without licences."""
    composer = request.registry.folkmoot_platform.composer
    if not isinstance(composer.licences, Licences):
        raise HTTPNotFound
    return LicenceDesk(
        request.db, request.find_service(IAudit), request.site, request.account.id, composer.licences,
        Examiner(composer.licences, composer.installed, lambda _site, plugin: has_rows(request.db, plugin)),
    )  # fmt: skip


def held(keys: SiteKeys) -> Iterable[HeldLicence]:
    """The stored rows with their verdicts. The same bytes may lie in the pool and at the site: each row has its own."""
    verdicts: dict[str, deque[Verdict]] = defaultdict(deque)
    for verdict in keys.assessment.verdicts:
        verdicts[verdict.fingerprint].append(verdict)
    for stored in keys.stored:
        if verdicts[stored.fingerprint]:
            yield HeldLicence(stored, verdicts[stored.fingerprint].popleft())


def offers_demonstration(site: Site, *, development: bool) -> bool:
    """Whether the demonstration licences are offered: a trial site, and one that answers to this computer alone."""
    wanted = development or bool(site.settings.get(DEMONSTRATION))
    return wanted and all(_here(host) for host in site.hosts)


def _here(host: str) -> bool:
    """localhost, one label under it, or 127.0.0.1: where the demonstration licences count."""
    labels = host.split(".")
    return host == "127.0.0.1" or (labels[-1] == "localhost" and len(labels) <= 2)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The licences of an installation, open for one command in one transaction."""

import importlib.metadata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from folkmoot.cli.installation import installation
from folkmoot.cli.licence_answers import day, verdict_value

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from folkmoot.cli.vendor_trust import VendorCertificate
    from folkmoot.licences.examining import Change, Examination, Examiner
    from folkmoot.licences.installing import Act
    from folkmoot.licences.interfaces import Enter
    from folkmoot.licences.limits import LimitUse
    from folkmoot.licences.services import Licences
    from folkmoot.plugins.loader import Installed
    from folkmoot.tenants.interfaces import Site


class UnknownTenant(LookupError):
    """There is no tenant of this slug."""


@dataclass(frozen=True)
class LicenceRoom:
    """All licences as they are in the database now. tenant: the one that the command is about, None for all."""

    db: "Session"
    enter: "Enter"
    sites: "Sequence[Site]"
    tenant: "Site | None"
    licences: "Licences"
    installed: "tuple[Installed, ...]"

    @property
    def concerned(self) -> "Sequence[Site]":
        """The sites that the command is about."""
        return self.sites if self.tenant is None else [self.tenant]

    def examine(self, data: bytes, *, replacing: bool) -> "Examination":
        """What a file would do, brought by the operator."""
        pooled = self.tenant is None
        return self._examiner().examine(data, self.concerned, operator=True, replacing=replacing, pooled=pooled)

    def effective(self, examination: "Examination") -> "list[Change]":
        """The changes, less those by a pooled licence for so many tenants where a tenant has no share of it yet."""
        from folkmoot.licences.stock import read_stock

        licences = [verdict.licence for verdict in examination.verdicts if verdict.licence is not None]
        if self.tenant is not None or not licences or any(one.limits.tenants is None for one in licences):
            return list(examination.changes)
        ids = {one.jti for one in licences}
        holders = {tenant for jti, tenant in read_stock(self.db).allocations if jti in ids}
        return [change for change in examination.changes if change.site.id in holders]

    def install(self, examination: "Examination") -> None:
        """Store it. Raises NotAcceptable."""
        from folkmoot.audit.services import Audit
        from folkmoot.licences.installing import install

        install(self.db, Audit(), self._act(), examination)

    def without(self, jti: str) -> "Examination":
        """What removing a licence would do. Raises UnknownLicence when it isn't in that place."""
        from folkmoot.licences.installing import UnknownLicence

        owner = None if self.tenant is None else self.tenant.id
        mine = [one for one in self._stored() if one.jti == jti and one.tenant_id == owner and one.removed_at is None]
        if not mine:
            raise UnknownLicence(jti)
        elsewhere = any(one.jti == jti and one.tenant_id is None and owner is not None for one in self._stored())
        found = [self._examiner().without(site, jti) for site in self.concerned]
        verdicts = next((one.verdicts for one in found if one.verdicts), ())
        changes = () if elsewhere else tuple(change for one in found for change in one.changes)
        return type(found[0])(verdicts=verdicts, changes=changes) if found else _nothing()

    def remove(self, jti: str) -> None:
        """Take it away. Raises UnknownLicence."""
        from folkmoot.audit.services import Audit
        from folkmoot.licences.installing import remove

        remove(self.db, Audit(), self._act(), jti)

    def trust(self, found: "VendorCertificate") -> None:
        """Keep a vendor's certificate; said in every site's log."""
        from folkmoot.audit.services import Audit
        from folkmoot.licences.installing import trust_vendor

        trust_vendor(self.db, Audit(), self._act(), found.token, found.namespace, found.kid)

    def allocate(self, jti: str, slugs: Sequence[str], *, withdraw: bool) -> "LimitUse | None":
        """Give or withdraw shares; how many are given now. Raises UnknownTenant and UnknownLicence."""
        from folkmoot.audit.services import Audit
        from folkmoot.licences.installing import Act, UnknownLicence, allocate, withdraw_allocation
        from folkmoot.licences.limits import tenant_use

        licence = next((one.licence for one in self._pooled() if one.licence and one.licence.jti == jti), None)
        if licence is None:
            raise UnknownLicence(jti)
        sites = [named(self.sites, slug) for slug in slugs]
        act = Act(owner=None, sites=sites, source="command", enter=self.enter)
        if withdraw:
            for site in sites:
                one = Act(owner=None, sites=[site], source="command", enter=self.enter)
                withdraw_allocation(self.db, Audit(), one, jti, site.id)
        else:
            allocate(self.db, Audit(), act, jti, [site.id for site in sites])
        return tenant_use(self.db, licence)

    def tenants_allowed(self) -> int | None:
        """How many tenants the open licences of the pool allow; None where nothing limits them."""
        from folkmoot.licences.limits import tenants_allowed

        return tenants_allowed(self._pooled())

    def listed(self) -> list[dict[str, Any]]:
        """Every licence of the sites the command is about, as plain values; no token among them."""
        from folkmoot.admin.services.licences import held

        keys = [(site, self.licences.keys(site)) for site in self.concerned]
        return [_plain(site.slug, one) for site, found in keys if found is not None for one in held(found)]

    def wanted(self) -> dict[str, Any]:
        """What an issuer needs: where licences could be bound to, what is installed, which lists are known."""
        from folkmoot.licences.stock import read_stock

        numbers: dict[str, int] = {}
        for site in self.sites:
            keys = self.licences.keys(site)
            for name, number in (keys.assessment.revocations if keys else {}).items():
                numbers[name] = max(number, numbers.get(name, 0))
        return {
            "deployment": read_stock(self.db).deployment,
            "tenants": [{"slug": site.slug, "hosts": list(site.hosts)} for site in self.concerned],
            "versions": {name: importlib.metadata.version(name) for name in ("folkmoot", "folkmoot-licensing")},
            "modules": {one.id: {"edition": str(one.edition), "version": one.version} for one in self.installed},
            "revocations": numbers,
        }

    def forget(self) -> None:
        """Undo everything, also what reading has noted: a dry run leaves nothing behind."""
        self.db.rollback()

    def _examiner(self) -> "Examiner":
        from folkmoot.licences.examining import Examiner

        return Examiner(self.licences, self.installed, self._left)

    def _left(self, site: "Site", plugin: "Installed") -> bool:
        """Whether a module has rows on a site."""
        from folkmoot.licences.lapses import has_rows

        self.enter(site.id)
        return has_rows(self.db, plugin)

    def _act(self) -> "Act":
        from folkmoot.licences.installing import Act

        owner = None if self.tenant is None else self.tenant.id
        return Act(owner=owner, sites=self.concerned, source="command", enter=self.enter)

    def _stored(self) -> Any:
        from sqlalchemy import select

        from folkmoot.licences.models import LicenceToken

        return self.db.scalars(select(LicenceToken).where(LicenceToken.kind == "licence")).all()

    def _pooled(self) -> Any:
        """Verdicts on all that is in the pool, wherever it counts."""
        from folkmoot.licences.keyring import split
        from folkmoot.licences.stock import read_stock
        from folkmoot_licensing import Place, assess

        stock = read_stock(self.db)
        tokens, trusted = split(token for token in stock.pool() if token.removed_at is None)
        place, at = Place((), stock.deployment), self.licences.now()
        return assess(tokens, roots=self.licences.roots, place=place, at=at, trusted=trusted).verdicts


@contextmanager
def licence_room(tenant: str | None) -> Iterator[LicenceRoom]:
    """The licences, read and verified in one transaction that commits at the end. Raises UnknownTenant."""
    from folkmoot.db.schema import metadata
    from folkmoot.licences.services import Licences
    from folkmoot.plugins.catalogue import import_models
    from folkmoot.plugins.loader import discover
    from folkmoot.tenants.services import load_sites

    assert metadata.tables
    installed = discover()
    import_models(installed)
    with installation() as here, here.database.platform() as db:
        sites = sorted(load_sites(db), key=lambda site: site.slug)
        site = None if tenant is None else named(sites, tenant)
        enter, licences = partial(here.database.enter_tenant, db.connection()), Licences()
        licences.load(db, enter, sites, installed)
        yield LicenceRoom(db, enter, sites, site, licences, installed)


def named(sites: "Sequence[Site]", slug: str) -> "Site":
    """The site of a slug. Raises UnknownTenant."""
    found = next((site for site in sites if site.slug == slug), None)
    if found is None:
        raise UnknownTenant(f"There is no tenant {slug}.")
    return found


def _nothing() -> "Examination":
    from folkmoot.licences.examining import Examination

    return Examination()


def _plain(slug: str, one: Any) -> dict[str, Any]:
    """A held licence as plain values."""
    licence = one.verdict.licence
    more: dict[str, Any] = {"licensee": None, "kind": None, "not_before": None, "grace_until": None}
    if licence is not None:
        more = {"licensee": licence.licensee.name, "kind": licence.kind, "not_before": licence.nbf,
                "grace_until": licence.ends}  # fmt: skip
    return {
        "tenant": slug, "pool": one.pooled, **verdict_value(one.verdict), **more,
        "until": day(licence.exp if licence else None), "source": one.stored.source,
        "fingerprint": one.stored.fingerprint, "local_trust": one.verdict.local_trust,
    }  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Storing tokens and taking them away, each act counted as a change of its sites and written into their audit logs."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.audit.interfaces import IAudit
from folkmoot.licences.examining import Examination
from folkmoot.licences.interfaces import Enter
from folkmoot.licences.models import LicenceAllocation, LicenceToken
from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.models import Tenant
from folkmoot.tenants.services import touch
from folkmoot_licensing import Verdict, fingerprint


class NotAcceptable(Exception):
    """A file was to be installed that its examination refuses; nothing was stored."""


class UnknownLicence(LookupError):
    """There is no such licence where it was looked for."""


@dataclass(frozen=True)
class Act:
    """Who installs or removes, and where.

    owner: the tenant whose keys these are, None for the pool. sites: all that it concerns. actor_id: None for the
    command line. source: desk, command, folder or demonstration. enter: opens another site's log in this session;
    None where the session is in the one site already.
    """

    owner: uuid.UUID | None
    sites: Sequence[Site]
    source: str
    actor_id: uuid.UUID | None = None
    enter: Enter | None = None


def install(db: Session, audit: IAudit, act: Act, examination: Examination) -> None:
    """Store what an examination found good; replaced licences are taken away in the same transaction.

    Two installations at once both end up stored: the same bytes are one row. Raises NotAcceptable.
    """
    if not examination.acceptable:
        raise NotAcceptable(", ".join(objection.code for objection in examination.objections))
    ids = {fingerprint(verdict.token): verdict for verdict in examination.verdicts}
    for kind, token in examination.tokens:
        _store(db, act, kind, token, ids.get(fingerprint(token)))
    if examination.replaced:
        _take_away(db, act.owner, LicenceToken.fingerprint.in_(examination.replaced))
    details = {"licences": [_described(verdict) for verdict in examination.verdicts], "source": act.source,
               "replaced": len(examination.replaced), "pool": act.owner is None}  # fmt: skip
    _note(db, audit, act, "licence.installed", details)


def _store(db: Session, act: Act, kind: str, token: str, verdict: Verdict | None) -> None:
    jti = verdict.licence.jti if verdict is not None and verdict.licence is not None else ""
    values = {"tenant_id": act.owner, "kind": kind, "fingerprint": fingerprint(token), "token": token, "jti": jti,
              "source": act.source}  # fmt: skip
    again = {"removed_at": None, "source": act.source, "installed_at": func.now()}
    statement = insert(LicenceToken).values(values)
    db.execute(statement.on_conflict_do_update(index_elements=["tenant_id", "fingerprint"], set_=again))


def trust_vendor(db: Session, audit: IAudit, act: Act, certificate: str, namespace: str, kid: str) -> None:
    """Trust a vendor's own certificate on this installation; recorded in every site's log."""
    _store(db, act, "vendor", certificate, None)
    _note(db, audit, act, "licence.vendor-trusted", {"namespace": namespace, "key": kid})


def remove(db: Session, audit: IAudit, act: Act, jti: str) -> int:
    """Take a licence away: its modules go on in sunset. Returns how many tokens; raises UnknownLicence for none."""
    count = _take_away(db, act.owner, LicenceToken.jti == jti, LicenceToken.kind == "licence")
    if not count:
        raise UnknownLicence(jti)
    _note(db, audit, act, "licence.removed", {"licence": jti, "source": act.source, "pool": act.owner is None})
    return count


def remove_tokens(db: Session, audit: IAudit, act: Act, fingerprints: Collection[str]) -> int:
    """Take tokens away by their fingerprints; returns how many there were."""
    count = _take_away(db, act.owner, LicenceToken.fingerprint.in_(fingerprints))
    if count:
        _note(db, audit, act, "licence.removed", {"fingerprints": sorted(fingerprints), "source": act.source})
    return count


def _take_away(db: Session, owner: uuid.UUID | None, *which: Any) -> int:
    here = LicenceToken.tenant_id.is_(None) if owner is None else LicenceToken.tenant_id == owner
    statement = update(LicenceToken).where(here, LicenceToken.removed_at.is_(None), *which)
    rows = db.execute(statement.values(removed_at=func.now()).returning(LicenceToken.id))
    return len(rows.all())


def allocate(db: Session, audit: IAudit, act: Act, jti: str, tenant_ids: Iterable[uuid.UUID]) -> None:
    """Give sites a share of a pooled licence that is limited to so many."""
    for tenant_id in tenant_ids:
        statement = insert(LicenceAllocation).values(tenant_id=tenant_id, jti=jti)
        db.execute(statement.on_conflict_do_nothing())
    _note(db, audit, act, "licence.allocated", {"licence": jti})


def withdraw_allocation(db: Session, audit: IAudit, act: Act, jti: str, tenant_id: uuid.UUID) -> None:
    """Take a site's share of a pooled licence away."""
    db.execute(delete(LicenceAllocation).where(LicenceAllocation.tenant_id == tenant_id, LicenceAllocation.jti == jti))
    _note(db, audit, act, "licence.allocation-withdrawn", {"licence": jti})


def _note(db: Session, audit: IAudit, act: Act, verb: str, details: dict[str, Any]) -> None:
    """Count the change of every site it concerns, so that its workers follow, and write it into the site's log."""
    for site in act.sites:
        if act.enter is not None:
            act.enter(site.id)
        tenant = db.scalars(select(Tenant).where(Tenant.id == site.id).with_for_update()).one_or_none()
        if tenant is not None:
            touch(db, tenant)
            audit.record(db, act.actor_id, verb, "licence", None, details)
            db.flush()


def _described(verdict: Verdict) -> dict[str, Any]:
    """What the log keeps of a licence: enough to find it again, never the token."""
    licence = verdict.licence
    if licence is None:
        return {"fingerprint": verdict.fingerprint}
    return {"jti": licence.jti, "seq": licence.seq, "fingerprint": verdict.fingerprint, "edition": licence.edition,
            "modules": list(licence.modules), "kind": licence.kind, "namespace": licence.namespace,
            "not_before": licence.nbf, "expires": licence.exp}  # fmt: skip

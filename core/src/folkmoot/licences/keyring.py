# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a site's keys are worth at a moment: pure reckoning over raw tokens, without database or clock of its own."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from folkmoot.licences.stock import Opening, Stock, StoredToken
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import Edition
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import Assessment, Evidence, Held, Place, Roots, Standing, assess


@dataclass(frozen=True)
class SiteKeys:
    """A site's tokens with what the verifier says of them, and which licensed modules were open there."""

    evidence: Evidence
    assessment: Assessment
    openings: Mapping[str, Opening]
    stored: tuple[StoredToken, ...] = ()

    def standing(self, plugin: Installed) -> Standing:
        """What the tokens grant one module."""
        edition = "none" if plugin.edition is Edition.VENDOR else str(plugin.edition)
        return self.assessment.standing(plugin.id, edition)


@dataclass(frozen=True)
class PoolLimit:
    """A pooled licence for a limited number of tenants."""

    jti: str
    tenants: int


class Keyring:
    """One stock at one moment, asked for one site after another."""

    def __init__(
        self, stock: Stock, roots: Roots, at: int, known: Mapping[uuid.UUID, SiteKeys] | None = None
    ) -> None:
        """known: keys reckoned before; those of a site whose very bytes, hosts and hour are the same still hold."""
        self.stock, self.roots, self.at = stock, roots, max(at, stock.floor)
        self._known = known or {}
        self._pool, self._own = stock.pool(), stock.by_tenant()
        self._openings = stock.openings_by_tenant()
        self._limits = self._pool_limits()

    def keys(self, site: Site) -> SiteKeys:
        """The keys of one site: its own, and what it has of the pool."""
        stored = (*self._shares(site), *self._own.get(site.id, ()))
        tokens, trusted = split(stored)
        place = Place(tuple(sorted(site.hosts)), self.stock.deployment)
        openings = self._openings.get(site.id, {})
        before = self._known.get(site.id)
        evidence = Evidence(tokens, trusted, place, self.at)
        if before is not None and self._still_holds(before, evidence):
            return replace(before, evidence=evidence, openings=openings, stored=stored)
        assessment = assess(tokens, roots=self.roots, place=place, at=self.at, trusted=trusted)
        return SiteKeys(evidence=evidence, assessment=assessment, openings=openings, stored=stored)

    def _still_holds(self, before: SiteKeys, now: Evidence) -> bool:
        """Whether nothing that a verdict depends on has changed: tokens, trust, place, and no moment has come."""
        then = before.evidence
        same = (then.tokens, then.trusted, then.place) == (now.tokens, now.trusted, now.place)
        ends = before.assessment.next_change
        return same and before.assessment.at <= self.at and (ends is None or self.at < ends)

    def _shares(self, site: Site) -> Iterable[StoredToken]:
        """Pooled tokens, less the licences limited to so many tenants of which this site has no share."""
        for token in self._pool:
            limit = self._limits.get(token.token)
            if limit is None or site.id in self.holders(limit.jti)[: limit.tenants]:
                yield token

    def holders(self, jti: str) -> list[uuid.UUID]:
        """Tenants with a share of a pooled licence, first come first: of more than it allows, the first ones hold."""
        return [tenant for licence, tenant in self.stock.allocations if licence == jti]

    def _pool_limits(self) -> dict[str, PoolLimit]:
        """Which of the pooled tokens are licences for so many tenants; read from the signed token, not from a row."""
        tokens, trusted = split(self._pool)
        nowhere = Place((), self.stock.deployment)
        found = assess(tokens, roots=self.roots, place=nowhere, at=self.at, trusted=trusted)
        return {
            verdict.token: PoolLimit(verdict.licence.jti, verdict.licence.limits.tenants)
            for verdict in found.verdicts
            if verdict.licence is not None and verdict.licence.limits.tenants is not None
        }


def split(stored: Iterable[StoredToken]) -> tuple[tuple[Held, ...], tuple[str, ...]]:
    """The tokens to be judged, and apart from them the vendors' certificates that the operator trusts."""
    rows = list(stored)
    tokens = tuple(token.held for token in rows if token.kind != "vendor")
    return tokens, tuple(token.token for token in rows if token.kind == "vendor" and token.removed_at is None)


def lapse_of(keys: SiteKeys, standing: Standing, now: datetime.datetime) -> datetime.datetime:
    """Since when a module that was open isn't any more: the token's own moment where it has one, else now."""
    if standing.lapsed_at is None:
        return now
    return min(datetime.datetime.fromtimestamp(standing.lapsed_at, datetime.UTC), now)

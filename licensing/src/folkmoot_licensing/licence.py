# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A licence's claims (FORMAT, Licence)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot_licensing import canonical, claims
from folkmoot_licensing.hosts import host_pattern
from folkmoot_licensing.refusals import Code, Refused

EDITIONS = frozenset({"standard", "premium", "none"})
KINDS = frozenset({"production", "trial", "demo", "nonproduction"})
FOLKMOOT = "folkmoot"

_CLAIMS = frozenset({"v", "aud", "jti", "seq", "licensee", "kind", "namespace", "edition", "modules", "limits", "bind",
                     "iat", "nbf", "exp", "grace", "supersedes"})
_OPTIONAL = frozenset({"ext"})
_MODULE = re.compile(r"[a-z][a-z0-9_-]{0,30}(?:\.[a-z][a-z0-9_-]{0,30}){0,3}")
_DEPLOYMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
_COVERED = {"premium": ("standard", "premium"), "standard": ("standard",), "none": ()}


@dataclass(frozen=True, slots=True)
class Licensee:
    """The organisation that holds the licence; `ref` is the vendor's reference, and may be empty."""

    name: str
    ref: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each; None is unlimited."""

    admins: int | None
    population: int | None
    tenants: int | None


@dataclass(frozen=True, slots=True)
class Bind:
    """Where a licence counts; None is anywhere."""

    deployments: tuple[str, ...] | None
    hosts: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licence grants to whom; times in seconds since 1970, `grace` in seconds, `ext` as canonical JSON."""

    kid: str
    jti: str
    seq: int
    licensee: Licensee
    kind: str
    namespace: str
    edition: str
    modules: tuple[str, ...]
    limits: Limits
    bind: Bind
    iat: int
    nbf: int
    exp: int
    grace: int
    supersedes: tuple[str, ...]
    ext: str

    @property
    def ends(self) -> int:
        """The first second in which it no longer opens anything: `exp` and the grace."""
        return self.exp + self.grace

    def grants(self, module: str, edition: str) -> bool:
        """Whether it grants this module of this edition ("none" for a vendor's own modules)."""
        if namespace_of(module) != self.namespace:
            return False
        return module in self.modules or edition in _COVERED[self.edition]


def namespace_of(module: str) -> str:
    """The namespace of a module id: its first two labels if it is a vendor's."""
    labels = module.split(".")
    return ".".join(labels[:2]) if labels[0] == "vendor" else FOLKMOOT


def read_licence(payload: Mapping[str, object], kid: str) -> Licence:
    """The licence that these verified claims are. Raises Refused (version, audience, claim, dates, namespace)."""
    claims.version(payload)
    if payload.get("aud") != FOLKMOOT:
        raise Refused(Code.AUDIENCE, "The licence isn't meant for Folkmoot.")
    claims.exactly(payload, _CLAIMS, _OPTIONAL)
    jti = claims.matching(payload["jti"], claims.JTI)
    # Read in this order, so that the first fault names the code: claims, then dates, then the namespace.
    licence = Licence(
        kid=kid,
        jti=jti,
        seq=claims.whole(payload["seq"], 1),
        licensee=_licensee(payload["licensee"]),
        kind=claims.choice(payload["kind"], KINDS),
        edition=claims.choice(payload["edition"], EDITIONS),
        modules=claims.ascending(payload["modules"], _MODULE),
        limits=_limits(payload["limits"]),
        bind=_bind(payload["bind"]),
        supersedes=_supersedes(payload["supersedes"], jti),
        ext=_extensions(payload.get("ext", {})),
        **claims.term(payload),
        grace=claims.whole(payload["grace"], 0, claims.MAX_MOMENT, Code.DATES),
        namespace=claims.matching(payload["namespace"], claims.NAMESPACE, Code.NAMESPACE),
    )
    _check_modules(licence.modules, licence.namespace)
    return licence


def _licensee(value: object) -> Licensee:
    named = claims.members(value, {"name", "ref"})
    return Licensee(claims.text(named["name"], 1, 120), claims.text(named["ref"], 0, 60))


def _limits(value: object) -> Limits:
    named = claims.members(value, {"admins", "population", "tenants"})
    admins, population, tenants = (None if named[name] is None else claims.whole(named[name], 0)
                                   for name in ("admins", "population", "tenants"))
    return Limits(admins, population, tenants)


def _bind(value: object) -> Bind:
    named = claims.members(value, {"deployments", "hosts"})
    deployments = None if named["deployments"] is None else claims.listed(named["deployments"], _deployment)
    hosts = None if named["hosts"] is None else claims.listed(named["hosts"], host_pattern)
    if deployments == () or hosts == ():
        raise Refused(Code.CLAIM, "A licence bound to an empty list would count nowhere.")
    return Bind(deployments, hosts)


def _deployment(value: object) -> str:
    return claims.matching(value, _DEPLOYMENT)


def _supersedes(value: object, own: str) -> tuple[str, ...]:
    replaced = claims.ascending(value, claims.JTI)
    if own in replaced:
        raise Refused(Code.CLAIM, "A licence supersedes itself.")
    return replaced


def _extensions(value: object) -> str:
    if not isinstance(value, dict):
        raise Refused(Code.CLAIM, "The extensions aren't an object.")
    return canonical.write(value).decode()


def _check_modules(modules: tuple[str, ...], namespace: str) -> None:
    """A namespace is whole labels: `vendor.acme` doesn't hold what is of `vendor.acmeevil`."""
    labels = 1 if namespace == FOLKMOOT else 3
    if any(namespace_of(module) != namespace or module.count(".") != labels - 1 for module in modules):
        raise Refused(Code.NAMESPACE, "The licence names a module outside its namespace.")

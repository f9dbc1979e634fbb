# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""root -> issuer -> licence, never deeper: which of the held artefacts are genuine (FORMAT, Tokens, Roots)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from folkmoot_licensing import canonical, claims
from folkmoot_licensing.issuer import Issuer, read_issuer
from folkmoot_licensing.licence import FOLKMOOT, Licence, read_licence
from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.revocations import Revocations, read_revocations
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import DAY
from folkmoot_licensing.tokens import Envelope, Typ


@dataclass(frozen=True, slots=True)
class Certified:
    """An issuer, and whether only this site's operator vouches for it."""

    issuer: Issuer
    local: bool


@dataclass(frozen=True, slots=True)
class SignedList:
    """A revocation list, and the issuing key that signed it; None for a root."""

    content: Revocations
    issuer: str | None


@dataclass
class Chain:
    """Takes artefacts one by one: certificates first, then lists and licences. Every method raises only Refused."""

    roots: Roots
    now: int
    issuers: dict[str, list[Certified]] = field(default_factory=dict)
    latest: int = 0

    def certify(self, envelope: Envelope) -> None:
        """Take an issuer certificate that a root signed. Raises `key-unknown` where no root did."""
        root = self.roots.get(envelope.kid)
        if root is None:
            raise Refused(*((Code.KEY_PURPOSE, "An issuing key can't certify another key.")
                            if envelope.kid in self.issuers else (Code.KEY_UNKNOWN, "No known root signed this.")))
        issuer = _issuer(envelope, root.public)
        if issuer.kid in self.roots:
            raise Refused(Code.KEY_PURPOSE, "A root key can't be an issuing key.")
        root.check_date(issuer.iat)
        self._date(issuer.iat)
        self._add(issuer, local=False)

    def trust(self, envelope: Envelope) -> None:
        """Take a vendor's self-signed certificate that the operator trusts; a name that a root certified is refused."""
        if envelope.typ is not Typ.ISSUER:
            raise Refused(Code.TYPE, "Only an issuer certificate can be trusted.")
        if envelope.kid in self.roots:
            raise Refused(Code.KEY_PURPOSE, "A certificate signed by a root needs no trust of its own.")
        issuer = _issuer(envelope, _own_key(envelope))
        self._date(issuer.iat)
        if issuer.namespace == FOLKMOOT or issuer.namespace in self._certified_namespaces():
            raise Refused(Code.NAMESPACE, "This name isn't a site's to trust: Folkmoot's own, or certified by a root.")
        self._add(issuer, local=True)

    def revocations(self, envelope: Envelope) -> SignedList:
        """A revocation list by a root, or by an issuing key for its own namespace."""
        root = self.roots.get(envelope.kid)
        if root is not None:
            signed = SignedList(_revocations(envelope, root.public), None)
            root.check_date(signed.content.iat)
        else:
            known = self._known(envelope)
            signed = SignedList(_revocations(envelope, known[0].issuer.public), envelope.kid)
            if signed.content.namespace not in {one.issuer.namespace for one in known}:
                raise Refused(Code.NAMESPACE, "An issuing key can revoke only in its own namespace.")
        self._date(signed.content.iat)
        return signed

    def licence(self, envelope: Envelope) -> tuple[Licence, bool]:
        """A licence, and whether only this site's operator vouches for its issuer."""
        if envelope.kid in self.roots:
            raise Refused(Code.KEY_PURPOSE, "A root key can't sign a licence.")
        known = self._known(envelope)
        licence = _licence(envelope, known[0].issuer.public)
        certified = _allowing(known, licence)
        self._date(licence.iat)
        return licence, certified.local

    def _known(self, envelope: Envelope) -> list[Certified]:
        known = self.issuers.get(envelope.kid)
        if not known:
            raise Refused(Code.KEY_UNKNOWN, "The key that signed this isn't certified by any certificate held here.")
        return known

    def _certified_namespaces(self) -> set[str]:
        return {one.issuer.namespace for known in self.issuers.values() for one in known if not one.local}

    def _add(self, issuer: Issuer, *, local: bool) -> None:
        self.issuers.setdefault(issuer.kid, []).append(Certified(issuer, local))

    def _date(self, iat: int) -> None:
        """Refuse what is from the future; remember the latest date, below which the clock can't be."""
        if iat > self.now + DAY:
            raise Refused(Code.DATES, "This was signed in the future, or the clock of this computer is wrong.")
        self.latest = max(self.latest, iat)


# What a token says under a key depends on nothing else, neither on the clock nor on other tokens. So it is worked out
# once for the same bytes and the same key; what is refused is never remembered.


@lru_cache(maxsize=128)
def _issuer(envelope: Envelope, public: bytes) -> Issuer:
    return read_issuer(envelope.claims(public))


@lru_cache(maxsize=1024)
def _licence(envelope: Envelope, public: bytes) -> Licence:
    return read_licence(envelope.claims(public), envelope.kid)


@lru_cache(maxsize=16)
def _revocations(envelope: Envelope, public: bytes) -> Revocations:
    return read_revocations(envelope.claims(public))


def forget() -> None:
    """Forget what was worked out before; only who measures needs this."""
    for remembered in (_issuer, _licence, _revocations):
        remembered.cache_clear()


def _own_key(envelope: Envelope) -> bytes:
    """The key in a self-signed certificate: the one claim that must be read before the signature can be checked."""
    payload = canonical.read(envelope.payload)
    if not {"kid", "x"} <= payload.keys() or payload["kid"] != envelope.kid:
        raise Refused(Code.KEY_PURPOSE, "The certificate isn't signed by the key that it certifies.")
    return claims.key(payload)


def _allowing(known: Iterable[Certified], licence: Licence) -> Certified:
    """The certificate that lets its key sign this licence; a renewed one may allow what an older one didn't."""
    problem: Refused | None = None
    for certified in known:
        try:
            certified.issuer.check(licence)
        except Refused as refused:
            problem = problem or refused
        else:
            return certified
    assert problem is not None
    raise problem

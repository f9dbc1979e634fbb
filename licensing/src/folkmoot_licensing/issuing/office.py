# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's office: sign, verify with the shipped verifier, record, and only then hand out."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot_licensing import canonical
from folkmoot_licensing.assessment import assess
from folkmoot_licensing.chain import Chain
from folkmoot_licensing.holdings import Place
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.issuing.ledger import Addition, Ledger
from folkmoot_licensing.issuing.orders import Order, check_two_people
from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.issuing.signing import Signer
from folkmoot_licensing.keys import thumbprint
from folkmoot_licensing.licence import FOLKMOOT, Licence
from folkmoot_licensing.refusals import Refused
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.tokens import Typ, open_envelope, typ_of

Claims = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """Signs with one key. `certificate` is that key's own (empty for a root); `roots` are those that verify it.

    Everything raises Problem. Nothing is returned that the shipped verifier, given the public key derived from the
    signer, doesn't accept: a signer that pairs a private key with another public one would give its key away.
    """

    signer: Signer
    ledger: Ledger
    certificate: str = ""
    roots: Roots | None = None
    now: Callable[[], int] = lambda: int(time.time())

    @property
    def kid(self) -> str:
        """The signing key's name."""
        return thumbprint(self.signer.public)

    def certify(self, public: bytes, namespace: str, people: str, **claims: int) -> str:
        """An issuer certificate; for the signer's own key a self-signed one, which a site may trust by itself."""
        itself = public == self.signer.public
        if itself and namespace == FOLKMOOT:
            raise Problem("A self-signed certificate is for a vendor's own namespace.")
        if not itself and "reviewed by" not in people:
            raise Problem("A root's signature needs two people.")
        own = {"iat": self.now(), **claims}
        with self.ledger.adding() as ledger:
            token = minting.certify(self.signer, _Public(public), namespace, **own)
            self._proven(lambda chain: (chain.trust if itself else chain.certify)(open_envelope(token)),
                         root=not itself)
            ledger.add(token, at=self.now(), people=people)
        return token

    def issue(self, order: Order) -> str:
        """A new licence."""
        if not {"licensee", "exp"} <= order.claims.keys():
            raise Problem("An order for a licence names who it's for and when it ends.")
        iat = self.now()
        claims = minting.licence_claims(**{"nbf": iat, "iat": iat, "namespace": self._namespace(), **order.claims})
        with self.ledger.adding() as ledger:
            return self._licence(claims, order, ledger)

    def renew(self, jti: str, order: Order) -> str:
        """The licence with the next sequence number: what the order names is changed, the rest stays."""
        with self.ledger.adding() as ledger:
            last = max((one for one in self._licences(ledger) if one["jti"] == jti), default=None,
                       key=lambda one: int(one["seq"]))
            if last is None:
                raise Problem("The ledger has no licence of this id.")
            return self._licence(_renewed(last, order, self.now()), order, ledger)

    def revoke(self, namespace: str, entries: list[Mapping[str, object]], people: str) -> str:
        """The namespace's next revocation list: all entries of the one before, and these in place of older ones."""
        if "reviewed by" not in people:
            raise Problem("A revocation needs two people.")
        with self.ledger.adding() as ledger:
            number, kept = self._last_list(namespace, ledger)
            merged = kept | {str(entry["id"]): entry for entry in entries}
            token = minting.revocations(self.signer, namespace, number + 1, merged.values(), self.now())
            self._proven(lambda chain: chain.revocations(open_envelope(token)), root=not self.certificate)
            ledger.add(token, at=self.now(), people=people)
        return token

    def _licence(self, claims: Claims, order: Order, ledger: Addition) -> str:
        check_two_people(order, claims["exp"] - claims["nbf"])
        if any((one["jti"], one["seq"]) == (claims["jti"], claims["seq"]) for one in self._licences(ledger)):
            raise Problem("The ledger has a licence of this id and sequence number already.")
        token = minting.mint(self.signer, Typ.LICENCE, claims)
        self._accepted(token)
        ledger.add(token, at=self.now(), order=order.digest, people=order.people)
        return token

    def _accepted(self, token: str) -> Licence:
        """The licence, as a site would take it that holds it with its certificate."""
        judged = assess([self.certificate, token], roots=self.roots or Roots.shipped(), place=Place((), ""),
                        at=self.now(), trusted=[self.certificate] if self._is_self_signed() else [])
        licence = judged.verdicts[-1].licence
        if licence is None:
            raise Problem("; ".join([f"{code}: {message}" for _, code, message in judged.refused]
                                    + [f"{one.code}: {one.message}" for one in judged.verdicts]))
        return licence

    def _proven(self, check: Callable[[Chain], object], *, root: bool) -> None:
        """Check with the verifier; the key derived from a root's signer is the root."""
        roots = minting.roots_of(self.signer) if root else self.roots or Roots.shipped()
        chain = Chain(roots, self.now())
        try:
            if self.certificate and not root:
                envelope = open_envelope(self.certificate)
                (chain.trust if self._is_self_signed() else chain.certify)(envelope)
            check(chain)
        except Refused as refused:
            raise Problem(f"The verifier refuses it: {refused}") from None

    def _is_self_signed(self) -> bool:
        return bool(self.certificate) and _claims(self.certificate)["kid"] == open_envelope(self.certificate).kid

    def _namespace(self) -> str:
        if not self.certificate:
            raise Problem("Licences are issued with an issuing key's certificate.")
        return str(_claims(self.certificate)["namespace"])

    def _licences(self, ledger: Addition) -> list[Claims]:
        return [_claims(line.token) for line in ledger.lines if typ_of(line.token) is Typ.LICENCE]

    def _last_list(self, namespace: str, ledger: Addition) -> tuple[int, dict[str, Any]]:
        lists = [_claims(line.token) for line in ledger.lines if typ_of(line.token) is Typ.REVOCATIONS]
        own = [one for one in lists if one["namespace"] == namespace]
        nothing: Claims = {"number": 0, "entries": []}
        last = max(own, default=nothing, key=lambda one: int(one["number"]))
        return last["number"], {entry["id"]: entry for entry in last["entries"]}


@dataclass(frozen=True, slots=True)
class _Public:
    """A key of which only the public half is here."""

    public: bytes

    def sign(self, message: bytes) -> bytes:
        """It can't."""
        raise Problem("Only the public half of this key is here.")


def _claims(token: str) -> Claims:
    """The claims of a token of our own, from the ledger or a certificate that is verified before anything goes out."""
    return canonical.read(open_envelope(token).payload)


def _renewed(last: Claims, order: Order, iat: int) -> Claims:
    """The last claims with the order's changes; without a date it begins when the last one ends."""
    changes = {"nbf": last["exp"], **order.claims}
    claims = {**last, "seq": last["seq"] + 1, "iat": iat}
    claims["licensee"] = {"name": changes.pop("licensee", last["licensee"]["name"]),
                          "ref": changes.pop("ref", last["licensee"]["ref"])}
    claims["bind"] = {name: changes.pop(name, last["bind"][name]) for name in ("deployments", "hosts")}
    claims["limits"] = last["limits"] | changes.pop("limits", {})
    return claims | {name: sorted(value) if name in ("modules", "supersedes") else value
                     for name, value in changes.items()}


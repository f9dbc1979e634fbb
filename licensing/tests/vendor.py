# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A vendor made for a test: a root, an issuing key, and the tokens they sign. No key outlives the run."""

from collections.abc import Iterable
from typing import Any

from folkmoot_licensing import Assessment, Code, Held, Place, State, Typ, Verdict, assess
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.issuing.minting import Key

NOW = 1_800_000_000
DAY = 86_400
HERE = Place(("town.example",), "deployment-1")
JTI = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


class Vendor:
    """Signs whatever it is asked to, and judges it as a site would that trusts its root."""

    def __init__(self, namespace: str = "folkmoot") -> None:
        self.namespace = namespace
        self.root, self.key, self.stranger = Key.make(), Key.make(), Key.make()
        self.roots = minting.roots_of(self.root)
        self.certificate = minting.certify(self.root, self.key, namespace)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """The claims of a good licence, with these in place of its own."""
        usual = minting.licence_claims(nbf=NOW - DAY, exp=NOW + 365 * DAY, namespace=self.namespace)
        return usual | changes

    def licence(self, **changes: Any) -> str:
        """A good licence, but for these claims."""
        return minting.mint(self.key, Typ.LICENCE, self.claims(**changes))

    def without(self, name: str) -> str:
        """A licence that lacks one claim."""
        claims = self.claims()
        del claims[name]
        return minting.mint(self.key, Typ.LICENCE, claims)

    def header(self, **changes: Any) -> dict[str, Any]:
        """The header of a good licence, with these in place of its own; None leaves a name out."""
        return {"alg": "Ed25519", "kid": self.key.kid, "typ": str(Typ.LICENCE)} | changes

    def headed(self, **changes: Any) -> str:
        """A good licence under another header, validly signed."""
        return minting.mint(self.key, Typ.LICENCE, self.claims(), header=self.header(**changes))

    def written(self, payload: str | bytes, header: str | bytes | None = None) -> str:
        """A token of these very bytes, validly signed."""
        head = minting.canonical.write(self.header()) if header is None else header
        return minting.sign_parts(self.key, _bytes(head), _bytes(payload))

    def text(self, **changes: Any) -> str:
        """The payload of a good licence as canonical text."""
        return minting.canonical.write(self.claims(**changes)).decode()

    def judge(self, *held: Held | str, at: int = NOW, place: Place = HERE, trusted: Iterable[str] = (),
              floor: int = 0) -> Assessment:
        """The assessment of these and of the issuer's certificate."""
        return assess([self.certificate, *held], roots=self.roots, place=place, at=at, trusted=trusted, floor=floor)

    def verdict(self, token: str, at: int = NOW, place: Place = HERE) -> Verdict:
        """The verdict on one licence."""
        (verdict,) = self.judge(token, at=at, place=place).verdicts
        return verdict

    def code(self, token: Any) -> Code | None:
        """Why a licence is refused, or None."""
        return self.verdict(token).code

    def states(self, *held: Held | str, at: int = NOW, place: Place = HERE) -> list[State | Code | None]:
        """The state of each licence, or its code where it's refused."""
        return [one.state or one.code for one in self.judge(*held, at=at, place=place).verdicts]

    def revoke(self, number: int, *entries: dict[str, Any], namespace: str = "*", iat: int = NOW,
               by: Key | None = None) -> str:
        """A revocation list, by the root unless said otherwise."""
        return minting.revocations(by or self.root, namespace, number, entries, iat)


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text

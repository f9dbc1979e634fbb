# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Tokens made from claims. Nothing is checked, recorded or limited here: tests mint what must be refused, too.

The office that checks and records before anything leaves the house is `office.py`.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence

from folkmoot_licensing import base64url, canonical, keys
from folkmoot_licensing.issuing.signing import Key, Signer
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import DAY
from folkmoot_licensing.tokens import Typ

__all__ = ["Key", "certify", "licence", "mint", "new_jti", "revocations", "roots_of"]

YEAR = 365 * DAY
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def mint(by: Signer, typ: Typ | str, claims: object, header: Mapping[str, object] | None = None) -> str:
    """The token of these claims, signed by `by`; `header` takes the place of the one that the format asks for."""
    named = header or {"alg": "Ed25519", "kid": keys.thumbprint(by.public), "typ": str(typ)}
    return sign_parts(by, canonical.write(named), canonical.write(claims))


def sign_parts(by: Signer, header: bytes, payload: bytes) -> str:
    """The token of these very bytes."""
    signed = base64url.encode(header) + b"." + base64url.encode(payload)
    return (signed + b"." + base64url.encode(by.sign(signed))).decode("ascii")


def new_jti() -> str:
    """A licence id of 128 bits by chance, written as a ULID is."""
    number = secrets.randbits(128)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def roots_json(*by: Signer, retired: Mapping[str, int] | None = None) -> bytes:
    """A `roots.json` with these keys; `retired` has the moments (by KID) since which some no longer sign."""
    ended = retired or {}
    roots = []
    for key in by:
        kid = keys.thumbprint(key.public)
        status = {"status": "retired", "retired_at": ended[kid]} if kid in ended else {"status": "active"}
        roots.append({"kid": kid, "x": base64url.encode(key.public).decode(), **status})
    return json.dumps({"roots": roots, "version": 1}, sort_keys=True, separators=(",", ":")).encode()


def roots_of(*by: Signer, retired: Mapping[str, int] | None = None) -> Roots:
    """Roots that are these keys."""
    return Roots.parse(roots_json(*by, retired=retired))


def certify(by: Signer, of: Signer, namespace: str = "folkmoot", **claims: object) -> str:
    """An issuer certificate for the key `of`; self-signed where `by` is the same. `claims` take the defaults' place.

    By default valid from 2020 to 2120, for licences of up to ten years and sixty days of grace.
    """
    usual = {"v": 1, "kid": keys.thumbprint(of.public), "x": base64url.encode(of.public).decode(),
             "namespace": namespace, "iat": 1_577_836_800, "nbf": 1_577_836_800, "exp": 4_733_510_400,
             "max_term": 10 * YEAR, "max_grace": 60 * DAY}
    return mint(by, Typ.ISSUER, usual | claims)


def licence_claims(*, nbf: int, exp: int, jti: str | None = None, seq: int = 1,  # noqa: PLR0913 - the claims' own names
                   edition: str = "standard", modules: Iterable[str] = (), hosts: Sequence[str] | None = None,
                   deployments: Sequence[str] | None = None, grace: int = 0, iat: int | None = None,
                   kind: str = "production", licensee: str = "Test town", ref: str = "",
                   namespace: str = "folkmoot", limits: Mapping[str, int | None] | None = None,
                   supersedes: Iterable[str] = (), ext: Mapping[str, object] | None = None) -> dict[str, object]:
    """The claims of a licence; `iat` is `nbf` unless given, and limits that aren't given are unlimited."""
    claims: dict[str, object] = {
        "v": 1, "aud": "folkmoot", "jti": jti or new_jti(), "seq": seq, "licensee": {"name": licensee, "ref": ref},
        "kind": kind, "namespace": namespace, "edition": edition, "modules": sorted(modules),
        "limits": {"admins": None, "population": None, "tenants": None} | dict(limits or {}),
        "bind": {"deployments": deployments and list(deployments), "hosts": hosts and list(hosts)},
        "iat": nbf if iat is None else iat, "nbf": nbf, "exp": exp, "grace": grace, "supersedes": sorted(supersedes)}
    return claims if ext is None else claims | {"ext": dict(ext)}


def licence(by: Signer, *, nbf: int, exp: int, jti: str | None = None, seq: int = 1,  # noqa: PLR0913 - as above
            edition: str = "standard", modules: Iterable[str] = (), hosts: Sequence[str] | None = None,
            deployments: Sequence[str] | None = None, grace: int = 0, iat: int | None = None,
            kind: str = "production", licensee: str = "Test town", ref: str = "",
            namespace: str = "folkmoot", limits: Mapping[str, int | None] | None = None,
            supersedes: Iterable[str] = (), ext: Mapping[str, object] | None = None) -> str:
    """A licence with these claims, signed by `by`."""
    return mint(by, Typ.LICENCE, licence_claims(
        nbf=nbf, exp=exp, jti=jti, seq=seq, edition=edition, modules=modules, hosts=hosts, deployments=deployments,
        grace=grace, iat=iat, kind=kind, licensee=licensee, ref=ref, namespace=namespace, limits=limits,
        supersedes=supersedes, ext=ext))


def revocations(by: Signer, namespace: str, number: int, entries: Iterable[Mapping[str, object]], iat: int) -> str:
    """A revocation list; its entries are sorted here."""
    ordered = sorted((dict(entry) for entry in entries), key=lambda entry: str(entry["id"]))
    claims = {"v": 1, "namespace": namespace, "number": number, "iat": iat, "entries": ordered}
    return mint(by, Typ.REVOCATIONS, claims)

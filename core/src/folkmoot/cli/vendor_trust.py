# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whether a file holds a certificate that an operator may trust on one site (FORMAT.md, Roots)."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot_licensing import Block, Label, Refused, Typ, read_bundle, typ_of
from folkmoot_licensing.chain import Chain
from folkmoot_licensing.tokens import open_envelope

if TYPE_CHECKING:
    from folkmoot.cli.licence_room import LicenceRoom


class Unsuitable(Exception):
    """The file holds no certificate that could be trusted; the message says why."""


@dataclass(frozen=True)
class VendorCertificate:
    """A vendor's own certificate, verified: token, namespace, and the thumbprint of its key."""

    token: str
    namespace: str
    kid: str


def certificate_of(data: bytes, room: "LicenceRoom") -> VendorCertificate:
    """The one vendor's certificate of a file. Raises Unsuitable for any other."""
    token = _only_certificate(data)
    chain = Chain(room.licences.roots, room.licences.now())
    for held in _held(room):  # so that a name that a root has certified is known before
        with suppress(Refused):
            chain.certify(open_envelope(held))
    try:
        envelope = open_envelope(token)
        chain.trust(envelope)
    except Refused as refusal:
        raise Unsuitable(f"It can't be trusted: {refusal.message} ({refusal.code})") from None
    issuer = next(one.issuer for one in chain.issuers[envelope.kid] if one.local)
    return VendorCertificate(token, issuer.namespace, issuer.kid)


def _only_certificate(data: bytes) -> str:
    found = [block for block in _blocks(data) if block.label is Label.ISSUER]
    if len(found) != 1:
        raise Unsuitable(f"The file should hold one certificate (ISSUER); it holds {len(found)}.")
    return found[0].token


def _blocks(data: bytes) -> tuple[Block, ...]:
    try:
        return read_bundle(data)
    except Refused as refusal:
        raise Unsuitable(f"This isn't a licence file: {refusal.message} ({refusal.code})") from None


def _held(room: "LicenceRoom") -> list[str]:
    """Certificates that any site of the installation holds."""
    from folkmoot.licences.stock import read_stock

    return [token.token for token in read_stock(room.db).tokens if typ_of(token.token) is Typ.ISSUER]

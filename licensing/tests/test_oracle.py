# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""joserfc, a JOSE library by others, as oracle: it reads what we sign, and we read what it signs in our shape."""

import pytest
from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import OKPKey
from licensing.tests.test_abuse import CANONICAL, CLAIMS, HEADER, SHAPE, SIGNATURE
from licensing.tests.vendor import Vendor

from folkmoot_licensing import Code, State, Typ
from folkmoot_licensing.issuing import minting

REGISTRY = jws.JWSRegistry(algorithms=["Ed25519"])


def _public(vendor: Vendor) -> OKPKey:
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": vendor.key.x})


def _oracle_takes(vendor: Vendor, token: str) -> bool:
    try:
        jws.deserialize_compact(token, _public(vendor), registry=REGISTRY)
    except (JoseError, ValueError):
        return False
    return True


def test_it_reads_what_we_sign(vendor: Vendor) -> None:
    token = vendor.licence(licensee={"name": "Évry", "ref": ""})
    read = jws.deserialize_compact(token, _public(vendor), registry=REGISTRY)
    assert read.protected == vendor.header()
    assert minting.canonical.read(read.payload)["licensee"] == {"name": "Évry", "ref": ""}
    root = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": vendor.root.x})
    assert jws.deserialize_compact(vendor.certificate, root, registry=REGISTRY).headers()["typ"] == Typ.ISSUER


def test_we_read_what_it_signs_in_our_shape(vendor: Vendor) -> None:
    private = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": vendor.key.x,
                                 "d": minting.base64url.encode(vendor.key.seed).decode()})
    token = jws.serialize_compact(vendor.header(), vendor.text().encode(), private, registry=REGISTRY)
    assert vendor.verdict(token).state is State.ACTIVE


def test_it_names_our_keys_as_we_do(vendor: Vendor) -> None:
    assert _public(vendor).thumbprint() == vendor.key.kid


def test_it_finds_no_signature_good_that_we_find_bad(vendor: Vendor) -> None:
    for make, codes in SIGNATURE.values():
        token = make(vendor)
        if Code.SIGNATURE in codes:
            with pytest.raises(BadSignatureError):
                jws.deserialize_compact(token, _public(vendor), registry=REGISTRY)


def test_we_are_stricter_and_never_laxer(vendor: Vendor) -> None:
    """What the oracle takes and we refuse is the reason why the verifier is our own; the reverse must not be."""
    taken = {name for cases in (SHAPE, SIGNATURE, HEADER, CANONICAL, CLAIMS) for name, (make, _) in cases.items()
             if isinstance(token := make(vendor), str) and len(token) < 100_000 and _oracle_takes(vendor, token)}
    assert {"94 spaces", "81 typ JWT", "85 exp twice", "88 UTF-16", "130 aud a list"} <= taken
    assert _oracle_takes(vendor, vendor.licence())

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Who may sign what: root, issuer, licence, and a vendor that one site trusts (FORMAT, Tokens and Roots)."""

import pytest
from licensing.tests.vendor import DAY, HERE, NOW, Vendor, assess

from folkmoot_licensing import Code, Held, State, Typ
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.issuing.minting import Key

VENDOR = "vendor.acme"


def _refused(vendor: Vendor, *tokens: str) -> list[Code]:
    return [code for _, code, _ in vendor.judge(*tokens).refused]


def test_a_root_signs_no_licence(vendor: Vendor) -> None:
    assert vendor.code(minting.mint(vendor.root, Typ.LICENCE, vendor.claims())) is Code.KEY_PURPOSE


def test_an_issuing_key_certifies_nobody(vendor: Vendor) -> None:
    deeper = minting.certify(vendor.key, vendor.stranger)
    licence = minting.licence(vendor.stranger, nbf=NOW, exp=NOW + DAY)
    judged = vendor.judge(deeper, licence)
    assert [code for _, code, _ in judged.refused] == [Code.KEY_PURPOSE]
    assert judged.verdicts[0].code is Code.KEY_UNKNOWN


def test_a_root_is_no_issuing_key(vendor: Vendor) -> None:
    assert _refused(vendor, minting.certify(vendor.root, vendor.root)) == [Code.KEY_PURPOSE]


def test_a_stranger_certifies_nobody(vendor: Vendor) -> None:
    assert _refused(vendor, minting.certify(vendor.stranger, Key.make())) == [Code.KEY_UNKNOWN]
    assert _refused(vendor, minting.certify(vendor.stranger, vendor.stranger, VENDOR)) == [Code.KEY_UNKNOWN]


@pytest.mark.parametrize(("changes", "code"), [
    ({"v": 2}, Code.VERSION), ({"ext": {}}, Code.CLAIM), ({"kid": "A" * 43}, Code.CLAIM), ({"x": 5}, Code.CLAIM),
    ({"exp": 1_577_836_800}, Code.DATES), ({"iat": NOW + DAY + 1}, Code.DATES), ({"max_term": -1}, Code.CLAIM),
    ({"max_grace": None}, Code.CLAIM), ({"namespace": "core"}, Code.NAMESPACE),
    ({"namespace": "vendor"}, Code.NAMESPACE),
    ({"namespace": "vendor.Acme"}, Code.NAMESPACE), ({"namespace": "vendor.acme.x"}, Code.NAMESPACE),
    ({"namespace": None}, Code.NAMESPACE),
])
def test_faults_of_a_certificate(vendor: Vendor, changes: dict[str, object], code: Code) -> None:
    assert _refused(vendor, minting.certify(vendor.root, Key.make(), **changes)) == [code]


def test_a_licence_lies_within_its_certificate() -> None:
    vendor = Vendor()
    vendor.certificate = minting.certify(vendor.root, vendor.key, nbf=NOW - 100, exp=NOW + 100, max_term=50,
                                         max_grace=5)
    span = {"nbf": NOW, "exp": NOW + 50, "grace": 5}
    assert vendor.code(vendor.licence(iat=NOW - 100, **span)) is None
    assert vendor.code(vendor.licence(iat=NOW - 101, **span)) is Code.DATES
    assert vendor.code(vendor.licence(iat=NOW + 99, **span)) is None
    assert vendor.code(vendor.licence(iat=NOW + 100, **span)) is Code.DATES
    assert vendor.code(vendor.licence(iat=NOW, **span | {"exp": NOW + 51})) is Code.DATES
    assert vendor.code(vendor.licence(iat=NOW, **span | {"grace": 6})) is Code.DATES


def test_a_certificate_that_has_ended_does_not_end_what_it_signed() -> None:
    vendor = Vendor()
    vendor.certificate = minting.certify(vendor.root, vendor.key, nbf=NOW - 100, exp=NOW)
    licence = vendor.licence(iat=NOW - 1, nbf=NOW, exp=NOW + 300 * DAY)
    assert vendor.verdict(licence, at=NOW + 200 * DAY).state is State.ACTIVE


def test_any_of_a_keys_certificates_may_allow_a_licence(vendor: Vendor) -> None:
    longer = minting.certify(vendor.root, vendor.key, max_term=20 * 365 * DAY)
    token = vendor.licence(exp=NOW + 15 * 365 * DAY)
    assert vendor.code(token) is Code.DATES
    assert vendor.judge(token, longer).verdicts[0].state is State.ACTIVE


def test_the_order_of_what_is_held_does_not_matter(vendor: Vendor) -> None:
    assert assess([vendor.licence(), vendor.certificate], roots=vendor.roots, place=HERE, at=NOW).verdicts[0].counts


def test_a_retired_root_stands_for_what_it_signed_before() -> None:
    vendor = Vendor()
    vendor.roots = minting.roots_of(vendor.root, retired={vendor.root.kid: NOW - 50})
    before, after = (minting.certify(vendor.root, vendor.key, iat=NOW - past) for past in (50, 49))
    vendor.certificate = before
    assert vendor.verdict(vendor.licence()).counts
    vendor.certificate = after
    assert _refused(vendor) == [Code.DATES]
    assert _refused(vendor, vendor.revoke(1, iat=NOW - 49))[1:] == [Code.DATES]


def test_a_vendors_key_grants_only_its_own() -> None:
    acme = Vendor(VENDOR)
    assert acme.verdict(acme.licence(edition="none", modules=["vendor.acme.maps"])).counts
    for module in ("vendor.acmeevil.maps", "core.admin", "insights", "vendor.acme", "vendor.acme.maps.more"):
        assert acme.code(acme.licence(edition="none", modules=[module])) is Code.NAMESPACE, module
    assert acme.code(acme.licence(namespace="folkmoot")) is Code.NAMESPACE
    assert acme.code(acme.licence(namespace="vendor.acmeevil")) is Code.NAMESPACE


def test_a_vendors_edition_opens_nothing_of_ours() -> None:
    acme = Vendor(VENDOR)
    judged = acme.judge(acme.licence(edition="premium", modules=["vendor.acme.maps"]))
    assert judged.standing("insights", "premium").code == "needs-licence"
    assert judged.standing("vendor.acme.maps", "none").mode == "open"
    assert judged.standing("vendor.acme.other", "none").code == "needs-licence"
    assert judged.standing("vendor.acmeevil.maps", "none").code == "needs-licence"


class TestTrustedOnThisSiteOnly:
    """A self-signed certificate that the operator trusts."""

    def setup_method(self) -> None:
        self.key = Key.make()
        self.certificate = minting.certify(self.key, self.key, VENDOR)
        self.token = minting.licence(self.key, nbf=NOW, exp=NOW + DAY, namespace=VENDOR, edition="none",
                                     modules=["vendor.acme.maps"])

    def test_opens_the_vendors_modules_and_says_so(self, vendor: Vendor) -> None:
        (verdict,) = vendor.judge(self.token, trusted=[self.certificate]).verdicts
        assert (verdict.counts, verdict.local_trust) == (True, True)
        assert not vendor.verdict(vendor.licence()).local_trust

    def test_counts_for_nothing_if_it_is_only_held(self, vendor: Vendor) -> None:
        judged = vendor.judge(self.token, self.certificate)
        assert [code for _, code, _ in judged.refused] == [Code.KEY_UNKNOWN]
        assert judged.verdicts[0].code is Code.KEY_UNKNOWN

    def test_may_be_held_as_well(self, vendor: Vendor) -> None:
        judged = vendor.judge(self.token, self.certificate, trusted=[self.certificate])
        assert (judged.refused, judged.verdicts[0].counts) == ((), True)

    def test_covers_no_name_that_a_root_certified(self, vendor: Vendor) -> None:
        official = minting.certify(vendor.root, Key.make(), VENDOR)
        judged = vendor.judge(self.token, official, trusted=[self.certificate])
        assert [code for _, code, _ in judged.refused] == [Code.NAMESPACE]
        assert judged.verdicts[0].code is Code.KEY_UNKNOWN

    def test_never_covers_folkmoot(self, vendor: Vendor) -> None:
        own = minting.certify(self.key, self.key, "folkmoot")
        licence = minting.licence(self.key, nbf=NOW, exp=NOW + DAY)
        judged = vendor.judge(licence, trusted=[own])
        assert [code for _, code, _ in judged.refused] == [Code.NAMESPACE]
        assert judged.standing("insights", "standard").mode == "absent"

    def test_must_be_signed_by_the_key_that_it_certifies(self, vendor: Vendor) -> None:
        other = minting.certify(self.key, vendor.stranger, VENDOR)
        forged = minting.mint(vendor.stranger, Typ.ISSUER, _claims(self.key), header={
            "alg": "Ed25519", "kid": self.key.kid, "typ": str(Typ.ISSUER)})
        judged = vendor.judge(trusted=[other, forged, vendor.certificate, self.token, "junk"])
        assert [code for _, code, _ in judged.refused] == [
            Code.KEY_PURPOSE, Code.SIGNATURE, Code.KEY_PURPOSE, Code.TYPE, Code.SEGMENTS]

    def test_revokes_in_its_own_namespace(self, vendor: Vendor) -> None:
        jti = vendor.judge(self.token, trusted=[self.certificate]).verdicts[0].licence.jti
        fraud = {"id": jti, "reason": "fraud", "at": NOW}
        own = vendor.revoke(1, fraud, namespace=VENDOR, by=self.key)
        assert vendor.judge(self.token, own, trusted=[self.certificate]).verdicts[0].code is Code.REVOKED
        everywhere = vendor.revoke(1, fraud, by=self.key)
        judged = vendor.judge(Held(self.token), everywhere, trusted=[self.certificate])
        assert [code for _, code, _ in judged.refused] == [Code.NAMESPACE]
        assert judged.verdicts[0].counts


def _claims(key: Key) -> dict[str, object]:
    return {"v": 1, "kid": key.kid, "x": key.x, "namespace": VENDOR, "iat": 1, "nbf": 1, "exp": NOW * 2,
            "max_term": 10 * DAY, "max_grace": 0}

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's office: only what the shipped verifier accepts goes out, and all of it is in the ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from licensing.tests.vendor import DAY, HERE, JTI, NOW, Vendor

from folkmoot_licensing import Place, State, assess
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.issuing.ledger import Ledger
from folkmoot_licensing.issuing.minting import Key
from folkmoot_licensing.issuing.office import Office
from folkmoot_licensing.issuing.orders import Order, moment, order_of, read_order
from folkmoot_licensing.issuing.problems import Problem

PEOPLE = "Ann, reviewed by Ben"
ORDER = """
name = "Ville d'Évry"
ref = "A-17"
edition = "premium"
modules = ["zones", "maps"]
hosts = ["town.example"]
starts = 2027-01-15
ends = 2028-01-15
grace_days = 30
limits = { admins = 5 }
requested_by = "Ann"
reviewed_by = "Ben"
"""


class Desk:
    """A root's office and an issuing key's, with one ledger."""

    def __init__(self, folder: Path) -> None:
        self.root, self.key, self.ledger = Key.make(), Key.make(), Ledger(folder / "ledger.jsonl")
        self.roots = minting.roots_of(self.root)
        self.at_root = Office(self.root, self.ledger, now=lambda: NOW)
        self.certificate = self.at_root.certify(self.key.public, "folkmoot", PEOPLE)
        self.office = Office(self.key, self.ledger, self.certificate, self.roots, lambda: NOW)

    def states(self, *tokens: str, at: int = NOW, place: Place = HERE) -> list[State | None]:
        """What a site makes of them."""
        judged = assess([self.certificate, *tokens], roots=self.roots, place=place, at=at)
        assert judged.refused == ()
        return [one.state for one in judged.verdicts]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _order(**fields: Any) -> Order:
    return order_of({"name": "Test town", "starts": NOW, "ends": NOW + 300 * DAY} | fields)


def test_an_order_becomes_a_licence(desk: Desk) -> None:
    order = read_order(ORDER)
    token = desk.office.issue(order)
    (verdict,) = assess([desk.certificate, token], roots=desk.roots, place=HERE, at=NOW + DAY).verdicts
    licence = verdict.licence
    assert licence is not None
    assert (licence.licensee.name, licence.licensee.ref, licence.edition) == ("Ville d'Évry", "A-17", "premium")
    assert (licence.modules, licence.bind.hosts, licence.limits.admins) == (("maps", "zones"), ("town.example",), 5)
    assert (licence.nbf, licence.exp, licence.grace) == (1_799_971_200, 1_831_507_200, 30 * DAY)
    last = desk.ledger.lines()[-1]
    assert (last.token, last.order, last.people) == (token, order.digest, PEOPLE)
    assert len(order.digest) == 64


def test_a_renewal_changes_what_the_order_names_and_leaves_no_gap(desk: Desk) -> None:
    first = desk.office.issue(_order(edition="premium", hosts=["town.example"], ref="A"))
    old = assess([desk.certificate, first], roots=desk.roots, place=HERE, at=NOW).verdicts[0].licence
    assert old is not None
    second = desk.office.renew(old.jti, order_of({"ends": NOW + 600 * DAY, "ref": "B"}))
    new = assess([desk.certificate, second], roots=desk.roots, place=HERE, at=NOW).verdicts[0].licence
    assert new is not None
    assert (new.jti, new.seq, new.nbf, new.exp) == (old.jti, 2, old.exp, NOW + 600 * DAY)
    assert (new.edition, new.bind, new.licensee.ref, new.licensee.name) == ("premium", old.bind, "B", "Test town")
    assert desk.states(first, second, at=old.exp - 1) == [State.EXPIRING, State.NOT_YET]
    assert desk.states(first, second, at=old.exp) == [State.SUPERSEDED, State.ACTIVE]
    with pytest.raises(Problem, match="no licence of this id"):
        desk.office.renew(JTI, order_of({"ends": NOW + DAY}))


def test_revocation_lists_only_grow(desk: Desk) -> None:
    token = desk.office.issue(_order())
    licence = assess([desk.certificate, token], roots=desk.roots, place=HERE, at=NOW).verdicts[0].licence
    assert licence is not None
    entries = [{"id": licence.jti, "reason": "fraud", "at": NOW}]
    first = desk.at_root.revoke("*", [{"id": JTI, "reason": "refund", "at": NOW}], PEOPLE)
    second = desk.at_root.revoke("*", entries, PEOPLE)
    judged = assess([desk.certificate, token, first, second], roots=desk.roots, place=HERE, at=NOW)
    assert (judged.revocations, judged.verdicts[0].state) == ({"*": 2}, State.REVOKED)
    assert JTI in str(minting.canonical.read(minting.base64url.decode(second.split(".")[1].encode())))
    own = desk.office.revoke("folkmoot", entries, PEOPLE)
    assert desk.states(token, own) == [State.REVOKED]
    with pytest.raises(Problem, match="namespace"):
        desk.office.revoke("*", entries, PEOPLE)
    with pytest.raises(Problem, match="two people"):
        desk.at_root.revoke("*", entries, "Ann")


@pytest.mark.parametrize(("order", "why"), [
    (lambda: _order(hosts=["Town.example"]), "claim"), (lambda: _order(modules=["vendor.acme.x"]), "namespace"),
    (lambda: _order(ends=NOW), "dates"), (lambda: _order(grace_days=400), "dates"),
    (lambda: _order(ends=NOW + 4000 * DAY, requested_by="Ann", reviewed_by="Ben"), "dates"),
    (lambda: _order(ends=NOW + 400 * DAY, requested_by="Ann"), "two people"),
    (lambda: _order(name="e\u0301"), "canonical"), (lambda: order_of({"ends": NOW}), "who it's for"),
    (lambda: _order(requested_by="Ann", reviewed_by="ann "), "doesn't review"),
    (lambda: _order(colour="red"), "colour"),
    (lambda: _order(hosts="town.example"), "hosts"), (lambda: _order(grace_days="3"), "grace_days"),
    (lambda: _order(limits=[]), "limits"), (lambda: _order(ends="soon"), "2026-12-31"),
    (lambda: read_order("="), "TOML")])
def test_what_the_verifier_would_refuse_never_goes_out(desk: Desk, order: Callable[[], Order], why: str) -> None:
    before = desk.ledger.head()
    with pytest.raises(Problem, match=why):
        desk.office.issue(order())
    assert desk.ledger.head() == before


def test_a_signer_that_signs_by_another_key_is_found_out(desk: Desk) -> None:
    class Mismatched:
        public = desk.key.public

        def sign(self, message: bytes) -> bytes:
            return Key.make().sign(message)

    with pytest.raises(Problem, match="signature"):
        Office(Mismatched(), desk.ledger, desk.certificate, desk.roots, lambda: NOW).issue(_order())
    assert len(desk.ledger.lines()) == 1


def test_only_an_issuing_key_issues(desk: Desk) -> None:
    with pytest.raises(Problem, match="certificate"):
        desk.at_root.issue(_order())
    with pytest.raises(Problem, match="two people"):
        desk.at_root.certify(Key.make().public, "folkmoot", "Ann")
    with pytest.raises(Problem, match="namespace"):
        desk.at_root.certify(Key.make().public, "core", PEOPLE)


def test_without_other_roots_the_shipped_ones_decide(desk: Desk) -> None:
    with pytest.raises(Problem, match="key-unknown"):
        Office(desk.key, desk.ledger, desk.certificate, now=lambda: NOW).issue(_order())


def test_a_vendor_that_a_site_trusts_by_itself(tmp_path: Path, vendor: Vendor) -> None:
    key, ledger = Key.make(), Ledger(tmp_path / "ledger.jsonl")
    certificate = Office(key, ledger, now=lambda: NOW).certify(key.public, "vendor.acme", "Ann")
    office = Office(key, ledger, certificate, now=lambda: NOW)
    token = office.issue(_order(edition="none", modules=["vendor.acme.maps"]))
    listed = office.revoke("vendor.acme", [{"id": JTI, "reason": "fraud", "at": NOW}], PEOPLE)
    judged = vendor.judge(token, listed, trusted=[certificate])
    assert (judged.refused, judged.verdicts[0].state, judged.verdicts[0].local_trust) == ((), State.ACTIVE, True)
    with pytest.raises(Problem, match="own namespace"):
        Office(key, ledger, now=lambda: NOW).certify(key.public, "folkmoot", PEOPLE)


def test_moments() -> None:
    assert moment("2027-01-15") == moment("2027-01-15T00:00:00+00:00") == 1_799_971_200
    assert moment("1799971200") == moment(1_799_971_200) == 1_799_971_200
    for wrong in ("", "soon", True, None, 1.5, "2027-13-01"):
        with pytest.raises(Problem):
            moment(wrong)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The guard believes tokens and nothing else."""

import pickle
import time
from dataclasses import replace
from typing import Any

import pytest
from licensing.tests.vendor import DAY, HERE, Vendor

from folkmoot_licensing import (
    PREMIUM,
    STANDARD,
    Admission,
    Evidence,
    Guard,
    Held,
    Mode,
    NotLicensed,
    Place,
    Refused,
    Roots,
)
from folkmoot_licensing.issuing import minting

NOW = int(time.time())


def _licence(vendor: Vendor, **changes: Any) -> str:
    return vendor.licence(**{"iat": NOW - DAY, "nbf": NOW - DAY, "exp": NOW + DAY} | changes)


def _evidence(vendor: Vendor, *tokens: str | Held, at: int = NOW, place: Place = HERE) -> Evidence:
    held = tuple(one if isinstance(one, Held) else Held(one) for one in (vendor.certificate, *tokens))
    return Evidence(held, (), place, at)


def _denied(guard: Guard, evidence: Any, module: Any = "insights") -> str:
    with pytest.raises(NotLicensed) as caught:
        guard.admit(evidence, module)
    return caught.value.code


@pytest.fixture
def guard(vendor: Vendor) -> Guard:
    return Guard(vendor.roots, edition="premium")


def test_it_admits_what_a_licence_opens(vendor: Vendor, guard: Guard) -> None:
    admission = guard.admit(_evidence(vendor, _licence(vendor, edition="premium")), "insights")
    assert admission == Admission("insights", Mode.OPEN, NOW + DAY, "Test town")


def test_it_admits_to_sunset_what_a_licence_opened(vendor: Vendor, guard: Guard) -> None:
    lapsed = _licence(vendor, edition="premium", exp=NOW - 5)
    assert guard.admit(_evidence(vendor, lapsed), "insights").mode is Mode.SUNSET


@pytest.mark.parametrize(("changes", "code"), [
    ({"edition": "standard"}, "needs-licence"), ({"edition": "none"}, "needs-licence"),
    ({"edition": "premium", "nbf": NOW + DAY, "exp": NOW + 2 * DAY}, "not-yet"),
    ({"edition": "premium", "aud": "x"}, "needs-licence")])
def test_it_denies_what_no_licence_grants(vendor: Vendor, guard: Guard, changes: dict[str, Any], code: str) -> None:
    assert _denied(guard, _evidence(vendor, _licence(vendor, **changes))) == code


def test_a_module_may_be_granted_by_name(vendor: Vendor, guard: Guard) -> None:
    evidence = _evidence(vendor, _licence(vendor, edition="none", modules=["insights"]))
    assert guard.admit(evidence, "insights").mode is Mode.OPEN
    assert _denied(guard, evidence, "budget") == "needs-licence"


def test_a_clock_turned_back_by_the_core_is_not_believed(vendor: Vendor, guard: Guard) -> None:
    lapsed = _licence(vendor, edition="premium", exp=NOW - 5)
    assert guard.admit(_evidence(vendor, lapsed, at=NOW - 500), "insights").mode is Mode.SUNSET


def test_the_cores_later_clock_is_taken(vendor: Vendor, guard: Guard) -> None:
    evidence = _evidence(vendor, _licence(vendor, edition="premium"), at=NOW + 2 * DAY)
    assert guard.admit(evidence, "insights").mode is Mode.SUNSET


def test_tokens_of_another_root_open_nothing(vendor: Vendor) -> None:
    evidence = _evidence(vendor, _licence(vendor, edition="premium"))
    for guard in (STANDARD, PREMIUM, Guard(Vendor().roots, edition="premium")):
        assert _denied(guard, evidence) == "needs-licence"


def test_no_trust_of_an_operator_opens_our_modules(vendor: Vendor, guard: Guard) -> None:
    own = minting.certify(vendor.stranger, vendor.stranger)
    licence = minting.licence(vendor.stranger, nbf=NOW - 5, exp=NOW + DAY, edition="premium")
    assert _denied(guard, replace(_evidence(vendor, licence), trusted=(own,))) == "needs-licence"


class _Liar(str):
    """Text that says it is equal to anything."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True


@pytest.mark.parametrize("spoil", [
    lambda _: True, lambda _: {"licensed": True}, lambda _: "yes", lambda _: object(), lambda good: good.tokens,
    lambda _: object.__new__(Evidence), lambda good: replace(good, tokens=list(good.tokens)),
    lambda good: replace(good, tokens=tuple(one.token for one in good.tokens)),
    lambda good: replace(good, tokens=(Held(7),)), lambda good: replace(good, tokens=(object.__new__(Held),)),
    lambda good: replace(good, tokens=(*good.tokens, Held("a.b.c", removed=None))),
    lambda good: replace(good, trusted=None), lambda good: replace(good, trusted=(b"x",)),
    lambda good: replace(good, place=("town.example",)), lambda good: replace(good, place=object.__new__(Place)),
    lambda good: replace(good, place=Place(["town.example"], "")),
    lambda good: replace(good, place=Place((_Liar("town.example"),), "")), lambda good: replace(good, at="now"),
    lambda good: replace(good, at=1e9), lambda good: replace(good, at=True), lambda good: replace(good, at=None)])
def test_malformed_evidence_is_denied_and_raises_nothing_else(vendor: Vendor, guard: Guard, spoil: Any) -> None:
    good = _evidence(vendor, _licence(vendor, edition="premium"))
    assert _denied(guard, spoil(good)) == "malformed-evidence"
    assert guard.admit(good, "insights").mode is Mode.OPEN


@pytest.mark.parametrize("module", [None, 7, ["insights"], _Liar("insights")])
def test_a_module_is_named_by_text(vendor: Vendor, guard: Guard, module: Any) -> None:
    assert _denied(guard, _evidence(vendor, _licence(vendor, edition="premium")), module) == "malformed-evidence"


def test_no_evidence_at_all(guard: Guard) -> None:
    assert _denied(guard, None) == "needs-licence"
    assert not issubclass(NotLicensed, Refused)


def test_what_is_raised_crosses_processes() -> None:
    again = pickle.loads(pickle.dumps(NotLicensed("insights", "lapsed")))
    assert (again.module, again.code) == ("insights", "lapsed")
    refused = pickle.loads(pickle.dumps(Refused(_code(), "why")))
    assert (refused.code, refused.message) == (_code(), "why")


def _code() -> Any:
    from folkmoot_licensing import Code

    return Code.CLAIM


def test_a_vendors_guard_with_a_root_of_its_own() -> None:
    acme = Vendor("vendor.acme")
    guard = Guard(Roots.parse(minting.roots_json(acme.root)), edition="none")
    evidence = _evidence(acme, _licence(acme, edition="none", modules=["vendor.acme.maps"]))
    assert guard.admit(evidence, "vendor.acme.maps").mode is Mode.OPEN
    assert _denied(guard, evidence, "vendor.acme.other") == "needs-licence"

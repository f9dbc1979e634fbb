# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Renewal, replacement, and licences that contradict each other (ABUSE 159-162)."""

from licensing.tests.vendor import DAY, HERE, JTI, NOW, Vendor

from folkmoot_licensing import Code, Held, Mode, Place, State

OTHER = "01BX5ZZKBKACTAV9WEVGEMMVRZ"
THIRD = "01BX5ZZKBKACTAV9WEVGEMMVS0"
ELSEWHERE = {"hosts": ["other.example"], "deployments": None}


def test_the_higher_sequence_wins_from_its_first_second(vendor: Vendor) -> None:
    old, new = vendor.licence(jti=JTI), vendor.licence(jti=JTI, seq=2, nbf=NOW, iat=NOW - DAY)
    assert vendor.states(old, new, at=NOW - 1) == [State.ACTIVE, State.NOT_YET]
    judged = vendor.judge(new, old, at=NOW)
    assert [one.state for one in judged.verdicts] == [State.ACTIVE, State.SUPERSEDED]
    superseded = judged.verdicts[1]
    assert (superseded.mode, superseded.lapsed_at, superseded.code) == (Mode.SUNSET, NOW, None)
    assert superseded.superseded_by == judged.verdicts[0].fingerprint
    assert judged.standing("insights", "standard").mode is Mode.OPEN


def test_a_renewal_leaves_no_gap(vendor: Vendor) -> None:
    old = vendor.licence(jti=JTI, exp=NOW)
    new = vendor.licence(jti=JTI, seq=2, nbf=NOW, iat=NOW - DAY)
    for at in (NOW - 1, NOW, NOW + 1):
        assert vendor.judge(old, new, at=at).standing("insights", "standard").mode is Mode.OPEN


def test_what_a_downgrade_no_longer_grants_goes_into_sunset(vendor: Vendor) -> None:
    premium, standard = vendor.licence(jti=JTI, edition="premium"), vendor.licence(supersedes=[JTI])
    judged = vendor.judge(premium, standard)
    assert judged.standing("insights", "standard").code == "active"
    lost = judged.standing("insights", "premium")
    assert (lost.mode, lost.code, lost.lapsed_at) == (Mode.SUNSET, "superseded", NOW - DAY)


def test_only_a_licence_that_holds_here_takes_anothers_place(vendor: Vendor) -> None:
    old = vendor.licence(jti=JTI)
    fraud = vendor.revoke(1, {"id": OTHER, "reason": "fraud", "at": NOW})
    assert vendor.states(old, vendor.licence(jti=JTI, seq=2, bind=ELSEWHERE)) == [State.ACTIVE, State.UNBOUND]
    assert vendor.states(old, vendor.licence(jti=JTI, seq=2, aud="x")) == [State.ACTIVE, Code.AUDIENCE]
    assert vendor.states(old, vendor.licence(jti=OTHER, supersedes=[JTI]), fraud) == [State.ACTIVE, State.REVOKED]
    removed = Held(vendor.licence(jti=JTI, seq=2), removed=True)
    assert vendor.states(old, removed) == [State.ACTIVE, State.REMOVED]


def test_a_newer_licence_that_has_lapsed_does_not_bring_the_old_one_back(vendor: Vendor) -> None:
    old, short = vendor.licence(jti=JTI), vendor.licence(jti=JTI, seq=2, exp=NOW)
    assert vendor.states(old, short) == [State.SUPERSEDED, State.LAPSED]


def test_an_old_licence_lapsed_before_it_was_superseded(vendor: Vendor) -> None:
    old, new = vendor.licence(jti=JTI, exp=NOW - 5), vendor.licence(jti=JTI, seq=2, nbf=NOW)
    assert vendor.judge(old, new).verdicts[0].lapsed_at == NOW - 5


def test_one_namespace_supersedes_nothing_of_another(vendor: Vendor) -> None:
    acme = Vendor("vendor.acme")
    acme.root, acme.roots = vendor.root, vendor.roots
    from folkmoot_licensing.issuing import minting

    certificate = minting.certify(vendor.root, acme.key, "vendor.acme")
    intruder = acme.licence(jti=OTHER, supersedes=[JTI])
    higher = acme.licence(jti=JTI, seq=9)
    same = acme.licence(jti=JTI, seq=1)
    ours = vendor.licence(jti=JTI)
    assert vendor.states(certificate, intruder, higher, same, ours)[-1] is State.ACTIVE


def test_one_sequence_with_other_content_is_refused_and_says_so(vendor: Vendor) -> None:
    first, second = vendor.licence(jti=JTI), vendor.licence(jti=JTI, edition="premium")
    judged = vendor.judge(first, second, first)
    assert [one.state or one.code for one in judged.verdicts] == [State.ACTIVE, Code.CLAIM, State.ACTIVE]
    assert "sequence number" in judged.verdicts[1].message
    assert vendor.judge(second, first).standing("insights", "premium").mode is Mode.OPEN


def test_a_circle_is_refused_whole(vendor: Vendor) -> None:
    one, two = vendor.licence(jti=JTI, supersedes=[OTHER]), vendor.licence(jti=OTHER, supersedes=[JTI])
    aside = vendor.licence(jti=THIRD, supersedes=[JTI])
    assert vendor.states(one, two, aside) == [Code.CLAIM, Code.CLAIM, State.ACTIVE]
    assert vendor.states(one, aside) == [State.SUPERSEDED, State.ACTIVE]
    three = [vendor.licence(jti=jti, supersedes=[of]) for jti, of in ((JTI, OTHER), (OTHER, THIRD), (THIRD, JTI))]
    assert vendor.states(*three) == [Code.CLAIM] * 3


def test_a_chain_of_three(vendor: Vendor) -> None:
    tokens = [vendor.licence(jti=JTI), vendor.licence(jti=OTHER, supersedes=[JTI]),
              vendor.licence(jti=THIRD, supersedes=[OTHER])]
    assert vendor.states(*tokens) == [State.SUPERSEDED, State.SUPERSEDED, State.ACTIVE]


def test_the_same_licence_held_twice_is_no_contradiction(vendor: Vendor) -> None:
    token = vendor.licence(jti=JTI)
    assert vendor.states(token, token) == [State.ACTIVE, State.ACTIVE]


def test_a_superseded_licence_elsewhere_is_unbound_first(vendor: Vendor) -> None:
    old, new = vendor.licence(jti=JTI, bind=ELSEWHERE), vendor.licence(jti=JTI, seq=2)
    assert vendor.states(old, new, place=HERE) == [State.UNBOUND, State.ACTIVE]
    assert vendor.states(old, new, place=Place(("other.example",), "")) == [State.SUPERSEDED, State.ACTIVE]

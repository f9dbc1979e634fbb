# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A licence over time, and in its place: every row of FORMAT's table, at its last and at its first second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licensing.tests.vendor import DAY, HERE, NOW, Vendor

from folkmoot_licensing import Assessment, Code, Held, Mode, Place, State

NBF, EXP, GRACE = NOW, NOW + 100 * DAY, 10 * DAY
ENDS = EXP + GRACE


@pytest.fixture
def token(vendor: Vendor) -> str:
    return vendor.licence(iat=NBF - DAY, nbf=NBF, exp=EXP, grace=GRACE, modules=["extra"])


@pytest.mark.parametrize(("at", "state", "mode", "until", "lapsed_at"), [
    (NBF - 1, State.NOT_YET, Mode.ABSENT, NBF, None),
    (NBF, State.ACTIVE, Mode.OPEN, ENDS, None),
    (EXP - 30 * DAY - 1, State.ACTIVE, Mode.OPEN, ENDS, None),
    (EXP - 30 * DAY, State.EXPIRING, Mode.OPEN, ENDS, None),
    (EXP - 1, State.EXPIRING, Mode.OPEN, ENDS, None),
    (EXP, State.GRACE, Mode.OPEN, ENDS, None),
    (ENDS - 1, State.GRACE, Mode.OPEN, ENDS, None),
    (ENDS, State.LAPSED, Mode.SUNSET, None, ENDS),
    (ENDS + 9000 * DAY, State.LAPSED, Mode.SUNSET, None, ENDS),
])
def test_what_the_clock_decides(vendor: Vendor, token: str, at: int, state: State, mode: Mode,
                                until: int | None, lapsed_at: int | None) -> None:
    judged = vendor.judge(token, at=at)
    (verdict,) = judged.verdicts
    counts = state in {State.ACTIVE, State.EXPIRING, State.GRACE}
    assert (verdict.state, verdict.mode, verdict.until, verdict.lapsed_at) == (state, mode, until, lapsed_at)
    assert (verdict.counts, verdict.code) == (counts, None)
    for module, edition in (("insights", "standard"), ("extra", "premium")):
        standing = judged.standing(module, edition)
        assert (standing.mode, standing.code, standing.until, standing.verdict) == (mode, state, until, verdict)
    assert judged.standing("insights", "premium").code == "needs-licence"


def test_without_grace_it_lapses_at_once(vendor: Vendor) -> None:
    token = vendor.licence(exp=EXP)
    assert vendor.verdict(token, at=EXP - 1).state is State.EXPIRING
    assert vendor.verdict(token, at=EXP).state is State.LAPSED


@pytest.mark.parametrize(("at", "change"), [
    (NBF - 5, NBF), (NBF, EXP - 30 * DAY), (EXP - DAY, EXP), (EXP, ENDS), (ENDS, None)])
def test_the_next_change_by_the_clock_is_known(vendor: Vendor, token: str, at: int, change: int | None) -> None:
    assert vendor.judge(token, at=at).next_change == change


@pytest.mark.parametrize(("at", "mode"), [(NBF - 1, Mode.ABSENT), (NBF, Mode.SUNSET), (ENDS, Mode.SUNSET)])
def test_removed_by_an_administrator(vendor: Vendor, token: str, at: int, mode: Mode) -> None:
    (verdict,) = vendor.judge(Held(token, removed=True), at=at).verdicts
    assert (verdict.state, verdict.mode, verdict.counts, verdict.code) == (State.REMOVED, mode, False, None)
    assert (verdict.until, verdict.lapsed_at) == (None, None)


@pytest.mark.parametrize(("hosts", "deployments", "place", "bound"), [
    (None, None, Place((), ""), True),
    (["town.example"], None, HERE, True),
    (["town.example", "other.example"], None, HERE, True),
    (["other.example"], None, HERE, False),
    (["*.example"], None, HERE, True),
    (["*.town.example"], None, HERE, False),
    (["*.town.example"], None, Place(("a.town.example",), ""), True),
    (["*.town.example"], None, Place(("a.b.town.example",), ""), False),
    (["town.example", "*.town.example"], None, Place(("town.example", "a.town.example"), ""), True),
    (["town.example"], None, Place(("town.example", "a.town.example"), ""), False),
    (["::1"], None, Place(("::1",), ""), True),
    (None, ["deployment-1"], HERE, True),
    (None, ["deployment-2", "deployment-1"], HERE, True),
    (None, ["deployment-2"], HERE, False),
    (None, ["deployment"], HERE, False),
    (None, ["deployment-1"], Place(HERE.hosts, ""), False),
    (["town.example"], ["deployment-1"], HERE, True),
    (["town.example"], ["deployment-2"], HERE, False),
    (["other.example"], ["deployment-1"], HERE, False),
])
def test_binding(vendor: Vendor, hosts: list[str] | None, deployments: list[str] | None, place: Place, *,
                 bound: bool) -> None:
    verdict = vendor.verdict(vendor.licence(bind={"hosts": hosts, "deployments": deployments}), place=place)
    assert verdict.state is (State.ACTIVE if bound else State.UNBOUND)
    assert verdict.code == (None if bound else Code.UNBOUND)
    assert verdict.mode is (Mode.OPEN if bound else Mode.SUNSET)


def test_the_best_of_several_decides(vendor: Vendor, token: str) -> None:
    longer = vendor.licence(exp=EXP + DAY, grace=GRACE, edition="premium")
    lapsed = vendor.licence(nbf=NOW - 50 * DAY, iat=NOW - 50 * DAY, exp=NOW - DAY)
    judged = vendor.judge(lapsed, token, longer, at=NOW)
    assert [one.state for one in judged.verdicts] == [State.LAPSED, State.ACTIVE, State.ACTIVE]
    assert judged.standing("insights", "standard").verdict == judged.verdicts[2]
    assert judged.standing("insights", "premium").verdict == judged.verdicts[2]
    assert judged.standing("extra", "none").verdict == judged.verdicts[1]
    assert vendor.judge(lapsed, token, at=NBF - 1).standing("insights", "standard").mode is Mode.SUNSET


@pytest.mark.parametrize(("edition", "standard", "premium", "listed"), [
    ("standard", True, False, True), ("premium", True, True, True), ("none", False, False, True)])
def test_what_an_edition_grants(vendor: Vendor, edition: str, *, standard: bool, premium: bool, listed: bool) -> None:
    licence = vendor.verdict(vendor.licence(edition=edition, modules=["extra"])).licence
    assert licence is not None
    assert licence.grants("insights", "standard") is standard
    assert licence.grants("insights", "premium") is premium
    assert licence.grants("extra", "premium") is listed
    assert not licence.grants("vendor.acme.maps", "none")
    assert not licence.grants("insights", "none")
    assert not licence.grants("insights", "essential")


def test_claims_come_out_as_they_went_in(vendor: Vendor) -> None:
    licence = vendor.verdict(vendor.licence(
        licensee={"name": "Ville d'Évry", "ref": "A-1"}, kind="trial", ext={"note": [1]},
        limits={"admins": 3, "population": None, "tenants": 0})).licence
    assert licence is not None
    assert (licence.licensee.name, licence.licensee.ref, licence.kind) == ("Ville d'Évry", "A-1", "trial")
    assert (licence.limits.admins, licence.limits.population, licence.limits.tenants) == (3, None, 0)
    assert (licence.ext, licence.kid, licence.bind.hosts) == ('{"note":[1]}', vendor.key.kid, None)
    assert hash(licence)


class TestClock:
    """The clock is never taken to be earlier than a day before the latest signature known."""

    def test_a_clock_turned_back_buys_nothing(self, vendor: Vendor, token: str) -> None:
        floor = vendor.judge(token, at=NOW).floor
        judged = vendor.judge(token, at=5, floor=ENDS)
        assert floor == NBF - 2 * DAY
        assert (judged.at, judged.clock_suspect, judged.verdicts[0].state) == (ENDS, True, State.LAPSED)

    def test_a_clock_ahead_of_the_floor_is_believed(self, vendor: Vendor, token: str) -> None:
        judged = vendor.judge(token, at=NOW, floor=NOW - 5)
        assert (judged.at, judged.clock_suspect, judged.floor) == (NOW, False, NOW - 5)

    def test_the_floor_is_the_latest_signature_less_a_day(self, vendor: Vendor, token: str) -> None:
        judged = vendor.judge(token, vendor.licence(iat=NOW + DAY), vendor.revoke(1, iat=NOW - 5), at=NOW)
        assert (judged.floor, judged.at, judged.clock_suspect) == (NOW, NOW, False)

    def test_what_is_refused_moves_no_floor(self, vendor: Vendor, token: str) -> None:
        judged = vendor.judge(token, vendor.licence(iat=NOW + DAY + 1), at=NOW)
        assert (judged.floor, judged.verdicts[1].code) == (NBF - 2 * DAY, Code.DATES)

    def test_with_the_floor_what_was_accepted_stays_accepted(self, vendor: Vendor, token: str) -> None:
        floor = vendor.judge(token, at=NOW).floor
        back = NBF - 3 * DAY
        assert vendor.judge(token, at=back).verdicts[0].code is Code.DATES
        assert vendor.judge(token, at=back, floor=floor).verdicts[0].state is State.NOT_YET


_VENDOR = Vendor()
_MOMENT = st.integers(NOW - 10 * DAY, NOW + 60 * DAY)


def _rank(judged: Assessment) -> int:
    return [Mode.ABSENT, Mode.SUNSET, Mode.OPEN].index(judged.standing("insights", "standard").mode)


@given(st.lists(st.tuples(_MOMENT, st.integers(1, 40 * DAY), st.integers(0, 20 * DAY)), max_size=4), _MOMENT)
def test_until_and_next_change_keep_their_word(spans: list[tuple[int, int, int]], at: int) -> None:
    tokens = [_VENDOR.licence(iat=NOW - 10 * DAY, nbf=nbf, exp=nbf + term, grace=grace) for nbf, term, grace in spans]
    judged = _VENDOR.judge(*tokens, at=at)
    standing = judged.standing("insights", "standard")
    if standing.mode is Mode.OPEN:
        assert standing.until is not None
        assert _VENDOR.judge(*tokens, at=standing.until - 1).standing("insights", "standard").mode is Mode.OPEN
    if judged.next_change is not None:
        just_before = _VENDOR.judge(*tokens, at=judged.next_change - 1)
        assert [one.state for one in just_before.verdicts] == [one.state for one in judged.verdicts]
    else:
        assert _rank(_VENDOR.judge(*tokens, at=at + 900 * DAY)) == _rank(judged)

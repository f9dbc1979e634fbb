# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Limits warn; only further administrators and tenants are refused, and never below what is free."""

import pytest

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.services import Accounts
from folkmoot.audit.services import Audit
from folkmoot.licences.limits import Limit, LimitUse, administrators_allowed, tenants_allowed, usage
from folkmoot.licences.services import Licences
from folkmoot.testing.authority import Authority
from folkmoot.testing.licences import install_licence
from folkmoot.testing.towns import Town
from folkmoot_licensing import Place, assess


def allowed(town: Town) -> int | None:
    """How many administrators the town's licences allow."""
    licences = town.platform.composer.licences
    assert isinstance(licences, Licences)
    return administrators_allowed(licences.keys(town.site))


@pytest.mark.parametrize(("limits", "number"), [([None], None), ([2], 5), ([7], 7), ([7, 9], 9), ([7, None], None)])
def test_the_widest_licence_holds_and_never_less_than_is_free(
    place: Town, authority: Authority, limits: list[int | None], number: int | None
) -> None:
    for limit in limits:
        install_licence(place, authority.bundle(authority.licence(limits={"admins": limit})))
    assert allowed(place) == number


def test_without_a_licence_nothing_is_limited(place: Town) -> None:
    assert allowed(place) is None


def test_one_administrator_too_many_is_refused_and_everybody_else_welcome(place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(limits={"admins": 6, "population": 3})))
    boss = place.account(Role.ADMINISTRATOR)
    for _ in range(5):
        place.account(Role.ADMINISTRATOR)
    citizen = place.account()
    browser = place.browser(boss)
    form = browser.get(f"/admin/people/{citizen.id}").forms
    chosen = next(form for form in form.values() if "role" in form.fields)
    chosen["role"] = "administrator"
    answer = chosen.submit("do", value="role").follow()
    assert "covers no more administrators" in answer.text
    with place.session() as db:
        accounts = Accounts(Audit(), allowed(place))
        assert accounts.no_room(db, Role.ADMINISTRATOR) is not None
        assert accounts.no_room(db, Role.MANAGER) is None
        assert accounts.no_room(db, Role.CITIZEN) is None
    assert place.browser(place.account()).get("/en/").status_int == 200


def test_figures_and_their_levels(place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(limits={"admins": 2, "population": 10})))
    place.account(Role.ADMINISTRATOR)
    for _ in range(8):
        place.account()
    licences = place.platform.composer.licences
    assert isinstance(licences, Licences)
    keys = licences.keys(place.site)
    assert keys is not None
    with place.session() as db:
        found = usage(db, keys)
    assert found == [LimitUse(Limit.ADMINISTRATORS, 1, 2), LimitUse(Limit.POPULATION, 9, 10)]
    assert [one.level for one in found] == ["", "near"]
    assert LimitUse(Limit.POPULATION, 11, 10).level == "over"


def test_tenants(authority: Authority) -> None:
    def pool(*limits: int | None) -> int | None:
        tokens = [authority.certificate, *(authority.licence(limits={"tenants": limit}) for limit in limits)]
        import time

        found = assess(tokens, roots=authority.roots, place=Place((), "x"), at=int(time.time()))
        return tenants_allowed(found.verdicts)

    assert (pool(), pool(3), pool(3, 5), pool(3, None), pool(0)) == (None, 3, 5, None, 1)

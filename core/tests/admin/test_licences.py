# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Licences at the back office: first what a file would do, then doing it, and removing it again."""

import html
import logging
from typing import Any

import pytest
from sqlalchemy import select
from webtest import Upload

from folkmoot.accounts.interfaces import Limit, Role
from folkmoot.admin.views import licences as views
from folkmoot.audit.models import AuditEntry
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import LicenceToken
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.tenants.models import Tenant
from folkmoot.testing import Town, make_town
from folkmoot.testing.authority import Authority
from folkmoot.testing.licences import install_in_pool, install_licence, mode_of
from folkmoot_licensing import MAX_BUNDLE

Browser = Any
JTI = "0" * 25 + "1"
EXAMINE, INSTALL, REMOVE = "/admin/licences/examine", "/admin/licences/install", "/admin/licences/remove"


@pytest.fixture
def desk(place: Town) -> Browser:
    """The browser of an administrator."""
    return place.browser(place.account(Role.ADMINISTRATOR))


def form(page: Any) -> Any:
    """The form that takes a licence."""
    return page.forms["licence-form"]


def confirm(page: Any) -> Any:
    """The form of a preview."""
    return next(one for one in page.forms.values() if one.action in (INSTALL, REMOVE))


def tokens(town: Town) -> list[LicenceToken]:
    with town.session() as db:
        return list(db.scalars(select(LicenceToken)))


def logged(town: Town, verb: str) -> list[AuditEntry]:
    with town.session() as db:
        return list(db.scalars(select(AuditEntry).where(AuditEntry.verb == verb)))


def paste(desk: Browser, text: str, **fields: str) -> Any:
    """Have a text examined."""
    sending = form(desk.get("/admin/modules"))
    sending["licence"] = text
    if fields.get("replace"):
        sending["replace"] = True
    return sending.submit(status="*")


def module(page: Any, plugin_id: str = "poll") -> Any:
    """A module's card."""
    return page.html.find(id=f"module-{plugin_id}")


def test_a_pasted_licence_is_shown_then_installed(desk: Browser, place: Town, authority: Authority) -> None:
    assert module(desk.get("/admin/modules"))["data-reason"] == "needs-licence"
    preview = paste(desk, authority.bundle(authority.licence(ends=90, jti=JTI, licensee="Havenbrug & sons")))
    assert preview.status_int == 200
    opens = preview.html.find(attrs={"data-stage": "opens"})
    assert "poll" in opens.text
    assert "Havenbrug &amp; sons" in preview.text
    assert tokens(place) == []
    answer = confirm(preview).submit(status=303)
    assert (mode_of(place, "poll"), len(tokens(place))) == (Mode.ABSENT, 2)
    page = answer.follow()
    assert "The licence is installed" in page.text
    assert 'data-reason="taking-effect"' in page.text
    place.platform.refresh()
    page = desk.get("/admin/modules")
    assert (module(page)["data-mode"], module(page)["data-reason"]) == ("open", "active")
    assert "Until" in module(page).text
    assert 'data-reason="taking-effect"' not in page.text
    assert desk.get("/en/poll").status_int == 200
    [entry] = logged(place, "licence.installed")
    assert (entry.details["source"], entry.details["licences"][0]["jti"]) == ("desk", JTI)
    assert entry.actor is not None


def test_a_chosen_file_comes_before_pasted_text(desk: Browser, authority: Authority) -> None:
    sending = form(desk.get("/admin/modules"))
    sending["licence"] = "nonsense"
    sending["file"] = Upload("town.lic", authority.bundle(authority.licence()).encode())
    assert "data-stage" in sending.submit(status=200).text


def test_the_preview_is_not_believed(desk: Browser, place: Town, authority: Authority) -> None:
    sending = confirm(paste(desk, authority.bundle(authority.licence())))
    sending["licence"] = Authority().bundle(Authority().licence())
    assert 'data-reason="key-unknown"' in sending.submit(status=422).text
    assert tokens(place) == []


def test_what_is_installed_already_changes_nothing(desk: Browser, place: Town, authority: Authority) -> None:
    file = authority.bundle(authority.licence())
    install_licence(place, file)
    again = paste(desk, file)
    assert 'data-reason="installed-already"' in again.text
    assert not [one for one in again.forms.values() if one.action == INSTALL]


def test_a_list_is_left_to_the_operator(desk: Browser, place: Town, authority: Authority) -> None:
    with_list = authority.bundle(authority.licence(), lists=[authority.revocation(3, "1" * 26)])
    preview = paste(desk, with_list)
    assert "Only the operator of the installation" in preview.text
    confirm(preview).submit(status=303)
    assert {token.kind for token in tokens(place)} == {"issuer", "licence"}


def test_replacing_takes_the_present_ones_away(desk: Browser, place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(jti=JTI)))
    preview = paste(desk, authority.bundle(authority.licence(edition="premium", ends=90)), replace="1")
    assert "1 present licence would be taken away" in preview.text
    confirm(preview).submit(status=303)
    assert [token.jti for token in tokens(place) if token.removed_at] == [JTI]


def test_a_licence_is_removed_after_its_preview(desk: Browser, place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(jti=JTI)))
    place.phase(place.project(), "poll")
    page = desk.get("/admin/modules")
    preview = next(one for one in page.forms.values() if one.action == REMOVE).submit(status=200)
    assert "poll" in preview.html.find(attrs={"data-stage": "winds-down"}).text
    assert not [token for token in tokens(place) if token.removed_at]
    answer = confirm(preview).submit(status=303)
    place.platform.refresh()
    page = answer.follow()
    assert (module(page)["data-mode"], module(page)["data-reason"]) == ("sunset", "removed")
    assert "1 phase of your projects uses it" in module(page).text
    assert page.html.find(attrs={"data-state": "removed"}).find_parent("details") is not None
    assert len(logged(place, "licence.removed")) == 1
    token = confirm(preview)["csrf_token"].value
    for fields in ({"licence": JTI}, {"licence": JTI, "confirm": "1"}, {"licence": "\0"}, {}):
        assert "isn't here any more" in html.unescape(desk.post(REMOVE, {"csrf_token": token, **fields}).follow().text)
    assert len(logged(place, "licence.removed")) == 1


@pytest.mark.usefixtures("empty_pool")
def test_the_pool_is_shown_and_stays_the_operators(desk: Browser, place: Town, authority: Authority) -> None:
    other = make_town(place.platform)
    install_licence(other, authority.bundle(authority.licence(licensee="Another town's own")))
    install_in_pool(place.platform, authority.bundle(authority.licence(jti=JTI, licensee="The province")), place.site)
    page = desk.get("/admin/modules")
    assert "The province" in page.text
    assert "From the pool of this installation" in page.text
    assert "Only the operator of the installation can remove it" in page.text
    assert "Another town" not in page.text
    assert not [one for one in page.forms.values() if one.action == REMOVE]
    token = form(page)["csrf_token"].value
    desk.post(REMOVE, {"csrf_token": token, "licence": JTI, "confirm": "1"}, status=303)
    assert logged(place, "licence.removed") == []


@pytest.mark.parametrize("role", [None, Role.CITIZEN, Role.MANAGER, "stranger"])
def test_nobody_but_the_towns_administrators(place: Town, authority: Authority, role: Any) -> None:
    project = place.project()
    manages = (project.id,) if role is Role.MANAGER else ()
    account = place.account(role, manages=manages) if isinstance(role, Role) else None
    browser = place.browser(account)
    if role == "stranger":
        other = make_town(place.platform)
        browser.set_cookie(SESSION_COOKIE, other.sign_in(other.account(Role.ADMINISTRATOR)))
    token = browser.get("/en/sign-in" if account is None else "/en/account").forms[0]["csrf_token"].value
    fields = {"csrf_token": token, "licence": authority.bundle(authority.licence()), "confirm": "1"}
    for path in (EXAMINE, INSTALL, REMOVE):
        answer = browser.post(path, fields, status=403)
        assert "FOLKMOOT" not in answer.text
    browser.get("/admin/modules", status=403 if account is not None else 303)
    assert tokens(place) == []


@pytest.mark.usefixtures("bodies_in_memory")
def test_a_form_that_is_too_large_is_not_read(desk: Browser, place: Town) -> None:
    answer = desk.post(EXAMINE, {"licence": "x" * (2 * MAX_BUNDLE)}, status=413)
    assert 'data-reason="size"' in answer.text
    assert tokens(place) == []


def test_an_administrator_may_not_try_without_end(desk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "UPLOADS", Limit("licence:account", 2, 900))
    page = desk.get("/admin/modules")
    answers = []
    for _number in range(3):
        sending = form(page)
        sending["licence"] = "nonsense"
        answers.append(sending.submit(status="*"))
    assert [answer.status_int for answer in answers] == [422, 422, 429]
    assert 'data-reason="too-many-attempts"' in answers[2].text


def test_a_change_that_is_not_followed_yet_asks_to_wait(desk: Browser, place: Town, authority: Authority) -> None:
    preview = paste(desk, authority.bundle(authority.licence(jti=JTI)))
    with place.session() as db:
        db.scalars(select(Tenant)).one().revision += 1
    assert 'data-reason="not-followed-yet"' in confirm(preview).submit(status=409).text
    assert tokens(place) == []
    place.platform.refresh()
    confirm(preview).submit(status=303)


def test_tokens_stay_out_of_addresses_and_logs(
    desk: Browser, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    token, spoilt = authority.licence(), authority.licence()[:-4] + "AAAA"
    with caplog.at_level(logging.DEBUG):
        for text in (authority.bundle(token), authority.bundle(spoilt)):
            answer = paste(desk, text)
            assert answer.request.url.endswith(EXAMINE)
        confirm(paste(desk, authority.bundle(token))).submit(status=303)
    signature = token.rpartition(".")[2]
    assert signature not in caplog.text
    assert spoilt.rpartition(".")[2] not in caplog.text
    assert signature not in desk.get("/admin/modules").text
    assert signature not in desk.get("/admin/audit?about=licence").text


def test_nothing_sent_is_said_and_what_was_pasted_is_kept(desk: Browser) -> None:
    assert 'data-reason="nothing-sent"' in form(desk.get("/admin/modules")).submit(status=422).text
    refused = paste(desk, "<b>not a licence")
    assert form(refused)["licence"].value == "<b>not a licence"


def test_addresses_of_answers_lead_back(desk: Browser) -> None:
    for path in (EXAMINE, INSTALL, REMOVE):
        assert desk.get(path, status=303).location.endswith("/admin/modules#licences")


def test_what_lies_in_the_operators_folder_stays_there(desk: Browser, place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(jti=JTI)))
    with place.session() as db:
        for token in db.scalars(select(LicenceToken)):
            token.source = "folder"
    place.platform.refresh()
    page = desk.get("/admin/modules")
    assert "from the operator&#39;s folder" in page.text or "from the operator's folder" in page.text
    fields = {"csrf_token": form(page)["csrf_token"].value, "licence": JTI, "confirm": "1"}
    desk.post(REMOVE, fields, status=303)
    assert not [token for token in tokens(place) if token.removed_at]

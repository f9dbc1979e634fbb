# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Without a licence the module is absent, or in sunset where it left something: all can be read, nothing begins."""

from sqlalchemy import select

from folkmoot.accounts.interfaces import Role
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import LicenceToken
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot.testing.licences import mode_of, remove_licence
from folkmoot_standard.reporting.models import ReportingReport

from .conftest import crowd, stats


def test_without_a_licence_there_is_nothing_of_it(town: Town) -> None:
    assert mode_of(town, "reporting") is Mode.ABSENT
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    assert browser.get("/admin/reporting", expect_errors=True).status_int == 404
    assert "/admin/reporting" not in browser.get("/admin")


def test_in_sunset_reports_are_read_and_exported_and_no_view_is_kept(forum: Forum) -> None:
    town = forum.town
    crowd(forum, 6)
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = next(form for form in browser.get("/admin/reporting").forms.values() if "name" in form.fields)
    form["name"] = "All"
    form.submit()
    with town.platform.database.platform() as db:
        jti = db.scalars(
            select(LicenceToken.jti).where(LicenceToken.tenant_id == town.id, LicenceToken.jti != "")
        ).first()
    assert jti is not None
    remove_licence(town, jti)
    assert mode_of(town, "reporting") is Mode.SUNSET
    page = browser.get("/admin/reporting")
    assert stats(page)["People taking part"] == "6"
    assert not [form for form in page.forms.values() if "name" in form.fields]
    refused = form.submit(expect_errors=True)
    assert refused.status_int == 403
    assert 'data-reason="module-sunset"' in refused
    assert browser.get("/admin/reporting/report.xlsx").status_int == 200
    assert browser.get(f"/admin/reporting/projects/{forum.project.slug}").status_int == 200
    next(form for form in page.forms.values() if form.action.endswith("/remove")).submit()
    with town.session() as db:
        assert not db.scalars(select(ReportingReport)).all()

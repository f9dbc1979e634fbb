# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Views kept under a name, and the goal."""

from folkmoot.accounts.interfaces import Role
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

from .conftest import crowd, stats


def keep(town: Town, account: object, query: str, name: str) -> object:
    browser = town.browser(account)  # type: ignore[arg-type]  # an Account
    page = browser.get(f"/admin/reporting{query}")
    form = next(form for form in page.forms.values() if "name" in form.fields)
    form["name"] = name
    return form.submit()


def test_a_view_is_kept_opened_and_removed(forum: Forum) -> None:
    town, admin = forum.town, forum.town.account(Role.ADMINISTRATOR)
    crowd(forum, 6)
    answer = keep(town, admin, f"?period=30&project={forum.project.slug}", "The <b>park</b>")
    assert answer.status_int == 303  # type: ignore[attr-defined]
    browser = town.browser(admin)
    page = browser.get("/admin/reporting")
    assert "The &lt;b&gt;park&lt;/b&gt;" in page
    opened = page.click(href=rf"period=30.*project={forum.project.slug}$", description="park")
    assert stats(opened)["Contributions"] == "6"
    removal = next(form for form in page.forms.values() if form.action.endswith("/remove"))
    assert "is removed" in removal.submit().follow()
    assert "park" not in browser.get("/admin/reporting").html.select_one("[aria-labelledby=kept]").text


def test_a_view_needs_a_name(forum: Forum) -> None:
    answer = keep(forum.town, forum.town.account(Role.ADMINISTRATOR), "?period=30", "   ")
    page = answer.follow()  # type: ignore[attr-defined]
    assert "Name of this view" in page.html.select_one(".flash").text
    assert page.request.query_string == "period=30"


def test_managers_find_what_is_theirs_and_remove_nothing_else(forum: Forum) -> None:
    town, other = forum.town, Forum(forum.town)
    admin, manager = town.account(Role.ADMINISTRATOR), town.account(Role.MANAGER, manages=(forum.project.id,))
    keep(town, admin, f"?project={forum.project.slug}", "Mine to see")
    keep(town, admin, f"?project={other.project.slug}", "Elsewhere")
    keep(town, admin, "", "All of town")
    theirs = town.browser(manager)
    page = theirs.get("/admin/reporting")
    shown = page.html.select_one("[aria-labelledby=kept]").text
    assert "Mine to see" in shown
    assert "Elsewhere" not in shown
    assert "All of town" not in shown
    assert not [form for form in page.forms.values() if form.action.endswith("/remove")]
    path = next(
        form.action for form in town.browser(admin).get("/admin/reporting").forms.values() if "/remove" in form.action
    )
    token = next(form["csrf_token"].value for form in page.forms.values() if "csrf_token" in form.fields)
    assert theirs.post(path, {"csrf_token": token}, expect_errors=True).status_int in (403, 404)


def test_the_share_of_the_inhabitants_against_the_goal(forum: Forum) -> None:
    town = forum.town
    crowd(forum, 6)
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = next(form for form in browser.get("/admin/reporting/goal").forms.values() if "population" in form.fields)
    form["population"], form["goal"] = "0", "2,55"
    refused = form.submit(expect_errors=True)
    assert refused.status_int == 422
    form["population"], form["goal"], form["source"], form["counted_on"] = "400", "2.5", "Register", "2026-01-01"
    page = form.submit().follow()
    share = page.html.select_one("[aria-labelledby=share]").text
    assert "1.5% of 400 inhabitants" in share
    assert "The goal is 2.5% within twelve months" in share
    assert "Register" in share
    again = next(form for form in browser.get("/admin/reporting/goal").forms.values() if "population" in form.fields)
    assert (again["population"].value, again["goal"].value) == ("400", "2.5")
    nobody = browser.get("/admin/reporting?from=2020-01-01&to=2020-02-01").html.select_one("[aria-labelledby=share]")
    assert "0% of 400" in nobody.text


def test_a_hidden_number_of_people_hides_the_share(forum: Forum) -> None:
    crowd(forum, 3)
    browser = forum.town.browser(forum.town.account(Role.ADMINISTRATOR))
    form = next(form for form in browser.get("/admin/reporting/goal").forms.values() if "population" in form.fields)
    form["population"] = "400"
    page = form.submit().follow()
    assert "Hidden with the number of people" in page.html.select_one("[aria-labelledby=share]").text
    assert "0.8%" not in page
    assert "hidden" not in browser.get("/admin/reporting/report.csv").text.partition("Share")[2].splitlines()[0]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Refusals on a page: what helps is a button, and its route may need values."""

from pyramid.renderers import render
from pyramid.request import Request
from pyramid.scripting import prepare

from folkmoot.security.refusals import Refusal
from folkmoot.testing import Town


def shown(town: Town, refusal: Refusal) -> str:
    """The page that says no."""
    place = town.platform.place(town.host)
    assert place is not None
    request = Request.blank("/en/somewhere", environ={"folkmoot.site": place.site, "HTTP_HOST": town.host})
    made = prepare(request=request, registry=place.application.registry)  # type: ignore[attr-defined]
    try:
        values = {"refusal": refusal, "code": refusal.code, "detail": ""}
        return str(render("folkmoot:web/templates/errors/403.jinja2", values, request))
    finally:
        made["closer"]()


def test_the_remedy_leads_to_a_route_with_its_values(town: Town) -> None:
    params = (("number", "3"), ("slug", "the-square"))
    page = shown(town, Refusal("not-verified", "No.", "Enter your code", "projects.phase", remedy_params=params))
    assert 'href="/en/projects/the-square/3?to=%2Fen%2Fsomewhere">Enter your code</a>' in page


def test_a_remedy_without_values_is_what_it_was(town: Town) -> None:
    page = shown(town, Refusal("not-signed-in", "No.", "Sign in", "accounts.sign_in"))
    assert 'href="/en/sign-in?to=%2Fen%2Fsomewhere">Sign in</a>' in page

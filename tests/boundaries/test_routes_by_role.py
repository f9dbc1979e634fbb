# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every view, by every role: read from the routes of the built application, so that a new one can't be forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.walks import guided, insights, reporting, voter_roll, voting, workflow
from tests.walks.browsers import ROLES, Browser, fingerprint, walk_town
from tests.walks.examples import BODIES, PARAMETERS, address
from tests.walks.furniture import Furnished, furnish
from tests.walks.keeping import kept
from tests.walks.views import View, views_of
from webtest import TestResponse

from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.security.permissions import Permission
from folkmoot.testing.towns import retire

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"visitor", "stranger"}
STAFF = frozenset({"other_manager", "manager", "administrator"})
EDITORS = frozenset({"manager", "administrator"})

ALLOWED: dict[str, frozenset[str]] = {
    Permission.PUBLIC: EVERYBODY,
    Permission.SIGNED_IN: SIGNED_IN,
    Permission.PROJECT_READ: EVERYBODY,
    Permission.PROJECT_EDIT: EDITORS,
    Permission.PROJECT_CREATE: STAFF,
    Permission.STAFF: STAFF,
    Permission.ADMINISTER: frozenset({"administrator"}),
    Permission.DEVELOPMENT: EVERYBODY,
    Permission.MONITORING: frozenset(),
}
"""Who may open a view by its permission. The walk comes from another machine, so nobody may monitor."""

AUTHOR = frozenset({"citizen"})
OWNERS: dict[str, frozenset[str]] = {
    "ideation.comment_edit": AUTHOR,
    "ideation.comment_remove": AUTHOR | EDITORS,
    "ideation.edit": AUTHOR | EDITORS,
    "ideation.withdraw": AUTHOR,
    **guided.OWNERS,
    **insights.OWNERS,
    **reporting.OWNERS,
    **workflow.OWNERS,
}
"""Views that a rule narrows further than their permission: the author's own things."""

WITHOUT_TOKEN = {"appearance": "light or dark: changes nothing but the browser's own cookie, and stands on every page"}

DRAFTS: dict[str, Any] = {
    "ideation.comment_react": lambda made: {"number": str(made.numbers["draft"]), "comment": str(made.comments["own"])},
    "ideation.comments": lambda made: {"number": str(made.numbers["draft"])},
    "ideation.new": lambda made: {"slug": made.projects["draft"].slug, "number": "1"},
    "ideation.react": lambda made: {"number": str(made.numbers["draft"])},
    "ideation.show": lambda made: {"number": str(made.numbers["draft"])},
    "projects.attachment": lambda made: {"slug": made.projects["draft"].slug},
    "projects.phase": lambda made: {"slug": made.projects["draft"].slug, "number": "1"},
    "projects.show": lambda made: {"slug": made.projects["draft"].slug},
    **voter_roll.DRAFTS,
    **voting.DRAFTS,
}
"""The same views about a draft, which exists for its managers and administrators only."""

ELSEWHERE = ("projects.attachment", "voting.cast")
"""Views that send their reader on instead of showing a page."""


@pytest.fixture(scope="module")
def made(platform: Platform) -> Iterator[Furnished]:
    """A town with everything in it; the walks that use it change nothing, or put it back."""
    town = walk_town(platform)
    yield furnish(town)
    retire(town)


@pytest.fixture(scope="module")
def stranger(platform: Platform) -> Iterator[Furnished]:
    """The town from which the stranger comes."""
    town = walk_town(platform)
    yield furnish(town)
    retire(town)


@pytest.fixture(scope="module")
def views(made: Furnished) -> list[View]:
    """Every view of the application that serves the town."""
    return views_of(made.registry)


@pytest.fixture
def browsers(made: Furnished, stranger: Furnished) -> dict[str, Browser]:
    """A browser for every role."""
    return {role: Browser.of(made, role, stranger) for role in ROLES}


def allowed(view: View) -> frozenset[str]:
    """The roles that may open a view."""
    return OWNERS.get(view.route, ALLOWED[view.permission])


def body(view: View, made: Furnished) -> dict[str, Any]:
    """What a form sends to a view."""
    return dict(BODIES[view.route](made)) if view.route in BODIES else {}


def refused(answer: TestResponse) -> bool:
    """Whether an answer says no: not yours, not there, or please sign in."""
    to_sign_in = answer.status_int in (302, 303) and "/sign-in" in (answer.location or "")
    return answer.status_int in (403, 404) or to_sign_in


def test_the_walk_knows_every_permission_and_every_address(views: list[View]) -> None:
    assert {view.permission for view in views} <= set(ALLOWED), "say in ALLOWED who has the new permission"
    assert set(ALLOWED) == set(Permission)
    nameless = {view.route for view in views if view.parameters} - set(PARAMETERS)
    assert not nameless, "say in tests/walks/examples.py what these addresses look like"
    drafts = {view.route for view in views if view.permission == Permission.PROJECT_READ}
    assert drafts == set(DRAFTS), "say in DRAFTS what these look like for a draft"
    known = {view.route for view in views}
    gone = (set(PARAMETERS) | set(BODIES) | set(OWNERS) | set(WITHOUT_TOKEN)) - known
    assert not gone, "examples of routes that are gone"
    assert len(views) > 70


@pytest.mark.parametrize("role", ROLES)
def test_pages_open_for_whom_they_are_meant_and_nobody_else(
    made: Furnished, views: list[View], browsers: dict[str, Browser], role: str
) -> None:
    before, wrong = fingerprint(made.town), []
    for view in views:
        if view.unsafe:
            continue
        answer = browsers[role].ask("GET", address(view, made))
        if answer.status_int >= 500 or refused(answer) != (role not in allowed(view)):
            wrong.append(f"{view}: {answer.status} {answer.location or ''}")
    assert wrong == []
    assert fingerprint(made.town) == before, "looking changed something"


@pytest.mark.parametrize("role", ROLES)
def test_drafts_exist_for_their_team_only(
    made: Furnished, views: list[View], browsers: dict[str, Browser], role: str
) -> None:
    browser, before, wrong = browsers[role], fingerprint(made.town), []
    token = browser.token()
    for view in views:
        if view.route not in DRAFTS or (role in EDITORS and (view.unsafe or view.route in ELSEWHERE)):
            continue
        answer = browser.ask(view.method, address(view, made, **DRAFTS[view.route](made)), body(view, made), token)
        if answer.status_int != (200 if role in EDITORS else 404):
            wrong.append(f"{view}: {answer.status} {answer.location or ''}")
    assert wrong == []
    assert fingerprint(made.town) == before


def test_the_preview_link_opens_one_draft_for_reading(made: Furnished, browsers: dict[str, Browser]) -> None:
    draft, visitor = made.projects["draft"], browsers["visitor"]
    here = f"/en/projects/{draft.slug}"
    assert visitor.ask("GET", f"{here}?preview={draft.preview_token}").status_int == 200
    for other in ("", "x", "%C3%A9", draft.preview_token[:-1], made.projects["main"].preview_token):
        assert visitor.ask("GET", f"{here}?preview={other}").status_int == 404
    edit = f"/admin/projects/{draft.slug}?preview={draft.preview_token}"
    assert refused(visitor.ask("GET", edit))


@pytest.mark.parametrize("role", ROLES)
def test_forbidden_forms_change_nothing(
    made: Furnished, views: list[View], browsers: dict[str, Browser], role: str
) -> None:
    browser, before, wrong = browsers[role], fingerprint(made.town), []
    token = browser.token()
    for view in views:
        if not view.unsafe or role in allowed(view):
            continue
        answer = browser.ask(view.method, address(view, made), body(view, made), token)
        if not refused(answer) or fingerprint(made.town) != before:
            wrong.append(f"{view}: {answer.status} {answer.location or ''}")
    assert wrong == []


def test_every_form_needs_its_token(made: Furnished, views: list[View], browsers: dict[str, Browser]) -> None:
    assert {view.route for view in views if not view.csrf} == set(WITHOUT_TOKEN)
    before, wrong = fingerprint(made.town), []
    tokens = {role: browsers[role].token() for role in ROLES}
    for view in views:
        if not view.unsafe or not view.csrf:
            continue
        role = "citizen" if OWNERS.get(view.route) == AUTHOR else "administrator"
        for token in (None, "0" * 40, tokens["manager"], tokens["visitor"], "\u00e9"):
            answer = browsers[role].ask(view.method, address(view, made), body(view, made), token)
            if answer.status_int != 400 or 'data-reason="csrf"' not in answer.text:
                wrong.append(f"{view} with {token}: {answer.status}")
    assert wrong == []
    assert fingerprint(made.town) == before


def test_undeclared_methods_do_nothing(made: Furnished, views: list[View], browsers: dict[str, Browser]) -> None:
    declared: dict[str, set[str]] = {}
    for view in views:
        declared.setdefault(view.route, set()).add(view.method)
    browser, before, wrong = browsers["administrator"], fingerprint(made.town), []
    token = browser.token()
    for view in {view.route: view for view in views}.values():
        for method in {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - declared[view.route]:
            answer = browser.ask(method, address(view, made), {}, token)
            if answer.status_int not in (400, 403, 404, 405):
                wrong.append(f"{method} {view.route}: {answer.status}")
    assert wrong == []
    assert fingerprint(made.town) == before


LEAST = ("visitor", "citizen", "other_manager", "manager", "administrator")
NONSENSE = "\u0000'\"<\u00e9\u202e" * 3


def test_permitted_forms_never_break(made: Furnished, views: list[View], server: Server, data_folder: Path) -> None:
    """By whoever has the least rights that suffice, as a browser sends it; then empty and as nonsense."""
    before, wrong = fingerprint(made.town), []
    with kept(made.town, server, data_folder) as rows:
        for view in views:
            if view.unsafe:
                wrong += broken(view, made)
                rows.put_back()
    assert wrong == []
    assert fingerprint(made.town) == before, "what the forms changed was put back"


def broken(view: View, made: Furnished) -> list[str]:
    """What a view answers to its form that it shouldn't."""
    browser = Browser.of(made, next(role for role in LEAST if role in allowed(view)))
    target, token, fields = address(view, made), browser.token(), body(view, made)
    nonsense = dict.fromkeys(fields or ("title", "title.en", "do", "id", "move", "slug", "position"), NONSENSE)
    answers = [browser.ask(view.method, target, sent, token) for sent in (fields, {}, nonsense)]
    wrong = [f"{view} by {browser.role}: {one.status}" for one in answers if one.status_int >= 500]
    if browser.role not in ("visitor", "citizen") and refused(answers[0]):
        wrong.append(f"{view} by {browser.role}: {answers[0].status} {answers[0].location or ''}")
    return wrong

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Two towns on one server: whatever belongs to one is nothing at the other."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from tests.walks.browsers import TOKEN, Browser, fingerprint, walk_town
from tests.walks.examples import PARAMETERS, address
from tests.walks.furniture import PASSWORD, Furnished, furnish
from tests.walks.views import View, views_of
from webtest import TestApp

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.plugins.loader import Installed
from folkmoot.security.csrf import SESSION_COOKIE, VISITOR_COOKIE
from folkmoot.settings import Settings
from folkmoot.testing import Town
from folkmoot.testing.plugins import Shelf

NOTHING = (403, 404, 410)
SAME_EVERYWHERE = {"admin.settings_part", "admin.status_new", "reporting.file", "theme"}
"""Addresses that mean the same in every town, because they name no row of one."""


@pytest.fixture(scope="module")
def here(platform: Platform) -> Furnished:
    """The town that is asked."""
    return furnish(walk_town(platform, settings={"pages": {}}))


@pytest.fixture(scope="module")
def there(platform: Platform) -> Furnished:
    """The town whose things are asked for; its slugs and numbers exist nowhere else."""
    made = furnish(walk_town(platform))
    with made.town.session() as db:
        for table in ("project", "folder", "topic", "area"):
            db.execute(text(f"UPDATE {table} SET slug = 'theirs-' || slug"))
        db.execute(text("UPDATE contribution SET number = number + 7000000000"))
    for project in made.projects.values():
        project.slug = f"theirs-{project.slug}"
    made.folder = f"theirs-{made.folder}"
    made.numbers = {key: number + 7_000_000_000 for key, number in made.numbers.items()}
    return made


@pytest.fixture(scope="module")
def views(here: Furnished) -> list[View]:
    """Every view that both towns have, with something of the town in its address."""
    return [view for view in views_of(here.registry) if view.parameters and view.route not in SAME_EVERYWHERE]


def test_the_other_town_has_what_is_asked_for(there: Furnished, views: list[View]) -> None:
    """Else the refusals below would prove nothing."""
    administrator = Browser.of(there, "administrator")
    for view in views:
        if not view.unsafe and view.route not in ("ideation.comment_edit", "ideation.withdraw"):
            assert administrator.ask("GET", address(view, there)).status_int in (200, 303), view


@pytest.mark.parametrize("role", ["visitor", "citizen", "manager", "administrator"])
def test_every_id_slug_number_key_and_link_of_theirs_is_nothing_here(
    here: Furnished, there: Furnished, views: list[View], role: str
) -> None:
    browser, before, theirs, wrong = Browser.of(here, role), fingerprint(here.town), fingerprint(there.town), []
    token = browser.token()
    for view in views:
        values = {"lang": "en", **PARAMETERS[view.route](there)}
        answer = browser.ask(view.method, address(view, here, **values), {"body": "x", "title": "x"}, token)
        to_sign_in = role == "visitor" and answer.status_int == 303 and "/sign-in" in answer.location
        if answer.status_int not in NOTHING and not to_sign_in:
            wrong.append(f"{view}: {answer.status} {answer.location or ''}")
    assert wrong == []
    assert fingerprint(here.town) == before
    assert fingerprint(there.town) == theirs


def test_ids_of_theirs_in_forms_and_filters_are_nothing_here(here: Furnished, there: Furnished) -> None:
    """Rows named in a body or a query: topics, areas, folders, statuses, pictures, projects, parents."""
    theirs = fingerprint(there.town)
    administrator, main = Browser.of(here, "administrator"), f"/admin/projects/{here.projects['main'].slug}"
    titles = {f"title.{locale}": "Mine" for locale in here.town.site.locales}
    idea, their_project = f"/en/ideas/{here.numbers['idea']}", there.projects["main"].id
    picture = {"title": "A bench", "body": "With a picture", "picture1.kept": "", "pictures.0.kept": ""}
    tries: list[tuple[str, dict[str, Any]]] = [
        (main, {**titles, "topic_ids": str(there.topic)}),
        (main, {**titles, "area_ids": str(there.area)}),
        (main, {**titles, "folder_id": str(there.folder_id)}),
        (f"{main}/managers", {"account_ids": str(there.people["manager"].id), "add": str(there.people["manager"].id)}),
        (f"{main}/documents", {"do": "remove", "id": str(there.attachment), "remove": str(there.attachment)}),
        ("/admin/projects-order", {"move": f"{their_project}:up"}),
        ("/admin/topics", {"move": f"{there.topic}:up", "delete": str(there.topic)}),
        (f"/admin/people/{here.people['manager'].id}", {"do": "projects", "project_ids": str(their_project)}),
        (f"/admin/ideas/{here.numbers['idea']}", {"status": str(there.status)}),
        ("/admin/ideas", {"status": str(here.status), "idea": str(there.comments["own"])}),
        (f"{idea}/comments", {"body": "An answer", "parent": str(there.comments["own"])}),
        (f"{idea}/edit", {**picture, "topics": str(there.topic), "place_area": str(there.area), "language": "en"}),
    ]  # fmt: skip
    for target, fields in tries:
        assert administrator.ask("POST", target, fields).status_int < 500, target
    with here.town.session() as db:
        for table, column, id_ in (
            ("project_topic", "topic_id", there.topic), ("project_area", "area_id", there.area),
            ("contribution_topic", "topic_id", there.topic), ("comment", "parent_id", there.comments["own"]),
            ("contribution", "status_id", there.status), ("project", "folder_id", there.folder_id),
            ("project_manager", "account_id", there.people["manager"].id),
            ("project_manager", "project_id", their_project),
        ):  # fmt: skip
            count = db.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": id_})
            assert count == 0, (table, column)
    assert fingerprint(there.town) == theirs


def test_a_session_of_theirs_is_a_visitor_here(here: Furnished, there: Furnished) -> None:
    for role in ("citizen", "administrator"):
        token = there.town.sign_in(there.people[role])
        home = there.town.browser()
        home.set_cookie(SESSION_COOKIE, token)
        assert there.people[role].display_name in home.get("/en/account").text
        stranger = here.town.browser()
        stranger.set_cookie(SESSION_COOKIE, token)
        assert "/sign-in" in stranger.get("/en/account", status=303).location
        assert "account-menu" in home.get("/en/").text
        assert "account-menu" not in stranger.get("/en/").text


def test_a_password_of_theirs_opens_nothing_here(here: Furnished, there: Furnished) -> None:
    def enter(town: Town, email: str) -> int:
        app = town.browser()
        token = TOKEN.search(app.get("/en/sign-in").text)
        assert token is not None
        fields = {"email": email, "password": PASSWORD, "csrf_token": token[1]}
        return int(app.post("/en/sign-in", fields, expect_errors=True).status_int)

    assert enter(there.town, there.people["citizen"].email) == 303
    assert enter(here.town, there.people["citizen"].email) == 422


@pytest.mark.parametrize("cookie", [SESSION_COOKIE, VISITOR_COOKIE])
def test_a_token_of_their_forms_is_refused_here(here: Furnished, there: Furnished, cookie: str) -> None:
    """The same cookie at both: the token is bound to the town too."""
    their_app, our_app = there.town.browser(), here.town.browser()
    value = there.town.sign_in(there.people["citizen"]) if cookie == SESSION_COOKIE else "the-same-visitor"
    for app in (their_app, our_app):
        app.set_cookie(cookie, value)
    page = their_app.get("/en/account" if cookie == SESSION_COOKIE else "/en/sign-in")
    token = TOKEN.search(page.text)
    assert token is not None
    answer = our_app.post("/en/sign-in", {"email": "a@b.example", "password": "x", "csrf_token": token[1]}, status=400)
    assert 'data-reason="csrf"' in answer.text


def test_a_code_of_theirs_makes_no_account_here(here: Furnished, there: Furnished) -> None:
    app, accounts = here.town.browser(), fingerprint(here.town)["account"]
    app.set_cookie("folkmoot_pending", there.tokens["pending"])
    assert app.get("/en/sign-up/code", status=303).location.endswith("/en/sign-up")
    token = Browser(app, "visitor").token()
    app.post("/en/sign-up/code", {"code": there.code, "csrf_token": token}, status=303)
    assert SESSION_COOKIE not in app.cookies
    assert fingerprint(here.town)["account"] == accounts
    home = there.town.browser()
    home.set_cookie("folkmoot_pending", there.tokens["pending"])
    assert "code" in home.get("/en/sign-up/code", status=200).text


def test_links_of_their_letters_lead_nowhere_here(here: Furnished, there: Furnished) -> None:
    for path in (f"/en/reset/{there.tokens['reset']}", f"/en/sign-in/{there.tokens['once']}"):
        visitor = Browser(here.town.browser(), "visitor")
        assert visitor.ask("GET", path).status_int == 410
        assert there.people["neighbour"].email not in visitor.ask("GET", path).text
        answer = visitor.ask("POST", path, {"password": "seven silver spoons"})
        assert answer.status_int in (410, 422)
        assert SESSION_COOKIE not in visitor.app.cookies
        assert Browser(there.town.browser(), "visitor").ask("GET", path).status_int == 200, "it still works at home"


def test_a_preview_link_of_theirs_opens_nothing_here(here: Furnished, there: Furnished) -> None:
    token, visitor = there.projects["draft"].preview_token, Browser(here.town.browser(), "visitor")
    for slug in (here.projects["draft"].slug, there.projects["draft"].slug):
        assert visitor.ask("GET", f"/en/projects/{slug}?preview={token}").status_int == 404


def test_search_lists_feeds_and_counts_know_nothing_of_theirs(here: Furnished, there: Furnished) -> None:
    word = "zwanzigtausendfach"
    with there.town.session() as db:
        db.execute(text("UPDATE project SET title = jsonb_build_object('en', CAST(:w AS text))"), {"w": word})
        db.execute(text("UPDATE contribution SET title = :w"), {"w": word})
        db.execute(text("UPDATE account SET display_name = :w"), {"w": word})
    paths = (
        "/en/", "/en/projects", "/en/projects?state=archived", "/en/ideas", f"/en/ideas?q={word}", "/en/search?q=bench",
        f"/en/search?q={word}", f"/en/ideas?project={there.projects['main'].id}", "/sitemap.xml", "/admin",
        "/admin/projects", "/admin/people", f"/admin/people?q={word}", "/admin/ideas", "/admin/audit", "/admin/outbox",
        f"/en/search?q=bench&project={there.projects['main'].id}", "/admin/folders", "/admin/topics/areas",
    )  # fmt: skip
    administrator = Browser.of(here, "administrator")
    for path in paths:
        answer = administrator.ask("GET", path)
        assert answer.status_int == 200, path
        shown = answer.text.replace(f'value="{word}"', "").replace(f"q={word}", "").replace(f"“{word}”", "")
        assert "theirs-" not in shown, path
        assert shown.count(word) == 0 or f"?q={word}" in path, path
        assert there.town.slug not in shown, path


def test_letters_and_log_of_theirs_are_not_shown_here(here: Furnished, there: Furnished) -> None:
    administrator = Browser.of(here, "administrator")
    letters, log = administrator.ask("GET", "/admin/outbox").text, administrator.ask("GET", "/admin/audit").text
    assert here.people["citizen"].email in letters, "our own are shown"
    assert there.people["citizen"].email not in letters
    assert str(there.people["administrator"].id) not in log
    for table in ("mail_message", "audit_entry", "audit_value", "activity", "email_code", "account_session"):
        with here.town.session() as db:
            foreign = db.scalar(text(f"SELECT count(*) FROM {table} WHERE tenant_id <> :id"), {"id": here.town.id})
        assert foreign == 0, table


def test_files_of_theirs_are_not_served_here(here: Furnished, there: Furnished) -> None:
    for key in there.media.values():
        for width in ("", "480/", "640/", "960/"):
            visitor = Browser(here.town.browser(), "visitor")
            assert visitor.ask("GET", f"/media/{width}{key}").status_int == 404
        folder = f"{there.town.id}/{key}"
        for trick in (f"../{folder}", f"%2e%2e/{folder}", folder, f"/{key}"):
            answer = visitor.ask("GET", f"/media/{trick}")
            assert answer.status_int in (404, 400), trick
        assert Browser(there.town.browser(), "visitor").ask("GET", f"/media/{key}").status_int == 200


HOSTILE = """
from folkmoot.hookspecs import hookimpl
from folkmoot.security.permissions import Permission
from pyramid.response import Response
from sqlalchemy import text


def run(request):
    found = []
    for statement in request.GET.getall("sql"):
        try:
            with request.db.begin_nested():
                found.append(str(list(request.db.execute(text(statement)))))
        except Exception as error:
            found.append(f"refused {type(error).__name__}")
    return Response("\\n".join(found), content_type="text/plain")


@hookimpl
def folkmoot_pages(config):
    config.add_public_route("hostile.run", "/hostile")
    config.add_view(run, route_name="hostile.run", permission=Permission.PUBLIC)
"""


@pytest.fixture
def hostile(server: Server, settings: Settings, shelf: Shelf) -> Iterator[Callable[[Town], TestApp]]:
    """A browser at a town on a platform with a plugin that runs whatever SQL it is given, as an injection would."""
    shelf.add("hostile", HOSTILE, more=', base=True, paths=("hostile",)')
    installed: tuple[Installed, ...] = shelf.installed()
    platform = open_platform(settings, server, installed)
    yield lambda town: TestApp(platform, extra_environ={"HTTP_HOST": town.host})
    platform.close()


def test_planted_sql_reads_and_writes_no_row_of_the_other_town(
    hostile: Callable[[Town], TestApp], here: Furnished, there: Furnished
) -> None:
    theirs, id_ = fingerprint(there.town), there.town.id
    app = hostile(here.town)
    sane = app.get("/en/hostile", {"sql": "SELECT count(*) FROM account"})
    assert sane.text == f"[({len(here.people)},)]", "the plugin does run SQL in its own town"
    attacks = [
        f"SELECT set_config('folkmoot.tenant', '{id_}', true)",
        f"SELECT set_config('folkmoot.tenant', '{id_}:' || right(current_setting('folkmoot.tenant'), 64), true)",
        "SELECT set_config('folkmoot.platform', '1', true)",
        "SELECT set_config('row_security', 'off', true)",
        "SET LOCAL row_security = off",
        f"SELECT folkmoot_mac('tenant:{id_}')",
        "SELECT * FROM folkmoot_fence",
        "SET ROLE postgres",
        "RESET ROLE",
        f"INSERT INTO topic (tenant_id, id, slug, title) VALUES ('{id_}', gen_random_uuid(), 'x', '{{}}')",
        f"UPDATE account SET tenant_id = '{id_}'",
        f"DELETE FROM project WHERE tenant_id = '{id_}'",
        "CREATE FUNCTION pg_temp.folkmoot_tenant() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "COPY account TO PROGRAM 'cat'",
        "SELECT * FROM dblink('', 'SELECT 1') AS t(x int)",
        f"SELECT * FROM folkmoot_search('{id_}')",
        "SELECT args FROM procrastinate_jobs",
        "SELECT * FROM pg_stats WHERE tablename = 'account'",
    ]
    reads = [
        "SELECT string_agg(display_name, ' ') FROM account", "SELECT string_agg(text, ' ') FROM mail_message",
        "SELECT string_agg(verb || actor, ' ') FROM audit_entry", "SELECT string_agg(key, ' ') FROM media_file",
        "SELECT string_agg(slug, ' ') FROM project", "SELECT string_agg(host, ' ') FROM tenant_host",
        "SELECT string_agg(body, ' ') FROM comment",
    ]  # fmt: skip
    secrets = [
        *(person.display_name for person in there.people.values() if person.display_name.startswith("zwanz")),
        str(there.people["administrator"].id), str(there.people["citizen"].id), *there.media.values(), "theirs-",
        there.town.host, there.people["citizen"].email,
    ]  # fmt: skip
    for attack in attacks:
        answer = app.get("/en/hostile", [("sql", attack), *(("sql", read) for read in reads)], expect_errors=True)
        results = answer.text.splitlines()[1:] if str(id_) in attack else answer.text.splitlines()
        leaked = [secret for secret in secrets if any(secret in line for line in results)]
        assert leaked == [], attack
    assert fingerprint(there.town) == theirs

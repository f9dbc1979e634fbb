# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The code in docs/hooks.md and docs/how-to is run: examples as a plugin in a town, statements on a server."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from tests.boundaries.documents import DOCS, code_blocks
from webtest import TestApp

from folkmoot.bootstrap import migrate_all, open_platform
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.embedded.cluster import SUPERUSER
from folkmoot.db.embedded.credentials import load_credentials
from folkmoot.db.embedded.installation import find_installation
from folkmoot.db.server import Server
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.platform import Platform
from folkmoot.serving import behind_proxy
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.contributions import Forum
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.plugins import Shelf

PACKAGE = "folkmoot_guestbook"
HOW_TO = DOCS / "how-to"


@pytest.fixture
def examples(shelf: Shelf, server: Server, settings: Settings) -> Iterator[Platform]:
    """A platform with the plugin that the examples of docs/hooks.md together are."""
    source = "\n\n".join(block.text for block in code_blocks(DOCS / "hooks.md", "python"))
    shelf.add("notice", source, more=', methods=("notice",), paths=("notices",)')
    platform = open_platform(settings, server, shelf.installed())
    yield platform
    platform.close()


def test_the_examples_of_the_contract_work_in_a_town(examples: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    town = make_town(examples)
    project = town.project()
    town.phase(project, "notice", title={"en": "<Look>"})
    browser = town.browser(town.account("administrator"))
    home = browser.get("/en/")
    assert "Look at the notices." in home
    assert browser.get("/en/notices").json == {"town": town.slug}
    assert home.click("Notices", index=0).json == {"town": town.slug}
    shown = browser.get(f"/en/projects/{project.slug}")
    assert "<p>&lt;Look&gt;</p>" in shown
    assert "<p>Notices about &lt;Look&gt;</p>" in shown
    assert "Notices" in browser.get("/admin")
    assert "A notice" in browser.get("/admin/new-project")
    _run_what_no_page_asks(examples, town)
    assert capsys.readouterr().out.splitlines() == ["phase parks talk 1", f"tidying {town.slug} {{}}"]


def _run_what_no_page_asks(platform: Platform, town: Town) -> None:
    place = platform.place(town.host)
    assert place is not None
    plugins = platform.composer.plugins(place.composition)
    statuses = [(status.title, status.tone) for status in plugins.statuses() if status.method == "notice"]
    assert statuses == [("New", "plain"), ("Posted", "ok")]
    sys.modules["fixture_notice.plugin"].folkmoot_seeds(SimpleNamespace(phases={("parks", "talk"): 1}))
    with town.session() as db:
        plugins.tasks["notice", "tidy"].run(TaskContext(db, place.site, {}, plugins, None))
    _run_what_happens_to_a_contribution(town)


def _run_what_happens_to_a_contribution(town: Town) -> None:
    forum = Forum(town)
    posted = forum.post(None, "More trees")
    with town.session() as db:
        [found] = forum.contributions.similar(db, None, forum.info, "More trees") or []
        queued = "SELECT args->'arguments'->>'contribution' FROM procrastinate_jobs WHERE args->>'plugin' = 'notice'"
        assert db.scalar(text(queued)) == str(posted.id)
    assert (found.number, found.title, found.route) == (posted.number, "More trees", "ideation.show")
    assert found.shared == ("More", "trees")


def test_the_plugin_of_the_how_to_passes_its_own_test(
    postgres: EmbeddedPostgres, data_folder: Path, tmp_path: Path
) -> None:
    """In a process of its own, installed as a distribution, as its author would run it."""
    for block in code_blocks(HOW_TO / "write-a-plugin.md"):
        if block.name:
            (tmp_path / block.name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.name).write_text(block.text)
    _install(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "FOLKMOOT_TEST_DATA": str(data_folder)}
    environment.pop("PYTEST_XDIST_WORKER", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path),
               "--import-mode=importlib", "tests"]  # fmt: skip
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"3 passed", done.stdout)


def _install(folder: Path) -> None:
    """What `pip install` leaves of pyproject.toml."""
    info = folder / f"{PACKAGE}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: folkmoot-guestbook\nVersion: 1.0\n")
    project = (folder / "pyproject.toml").read_text()
    entries = project.partition('[project.entry-points."folkmoot.plugins"]\n')[2].replace('"', "")
    (info / "entry_points.txt").write_text(f"[folkmoot.plugins]\n{entries}")


@pytest.fixture
def own_server(postgres: EmbeddedPostgres, data_folder: Path) -> Iterator[Server]:
    """A database with roles made by the statements of the how-to, under names of this test's own."""
    name = f"howto_{os.getpid()}"
    made = make_url(postgres.start().owner_database_url)
    superuser = made.set(
        username=SUPERUSER, database=SUPERUSER,
        password=load_credentials(data_folder.resolve() / "postgresql" / "credentials.json").superuser,
    )  # fmt: skip
    engine = create_engine(superuser, isolation_level="AUTOCOMMIT")
    [statements] = code_blocks(HOW_TO / "run-for-a-town.md", "sql")
    _execute(engine, _renamed(statements.text, name))
    yield Server(
        _url(made, f"{name}_app", "another-password", name),
        _url(made, f"{name}_owner", "one-password", name),
        embedded=False,
    )
    _execute(engine, f"DROP DATABASE {name} WITH (FORCE); DROP ROLE {name}_app; DROP ROLE {name}_owner;")
    engine.dispose()


def _renamed(statements: str, name: str) -> str:
    return re.sub(r"\bfolkmoot(_\w+)?\b", lambda found: f"{name}{found[1] or ''}", statements)


def _execute(engine: Engine, statements: str) -> None:
    with engine.connect() as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(text(statement))


def _url(made: URL, role: str, password: str, database: str) -> str:
    return made.set(username=role, password=password, database=database).render_as_string(hide_password=False)


def test_the_statements_for_an_own_server_carry_a_town_and_its_backup(
    own_server: Server, settings: Settings, tmp_path: Path
) -> None:
    migrate_all(own_server, SECRET)
    platform = open_platform(settings, own_server)
    town = make_town(platform)
    town.account()
    town.project()
    assert town.browser().get("/en/").status_int == 200
    platform.close()
    before = _counts(own_server)
    assert before["account"] == before["project"] == 1

    save, restore = (block.text for block in code_blocks(HOW_TO / "back-up-and-restore.md", "sh"))
    _shell(save, own_server, tmp_path)
    _empty(own_server)
    _shell("\n".join(line for line in restore.splitlines() if line.startswith("pg_")), own_server, tmp_path)
    migrate_all(own_server, SECRET)
    assert _counts(own_server) == before
    platform = open_platform(settings, own_server)
    assert Town(platform, town.slug, town.host, town.id).browser().get("/en/").status_int == 200
    platform.close()


def _counts(server: Server) -> dict[str, int]:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).all()
        counts = {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}
    engine.dispose()
    return counts


def _empty(server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def _shell(script: str, server: Server, folder: Path) -> None:
    programs = find_installation().program("pg_dump").parent
    url = make_url(server.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    environment = {**os.environ, "OWNER_URL": url, "PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("proxy", "secure"), [("127.0.0.1", True), ("::1", True), ("198.51.100.7", False)])
def test_a_proxy_on_this_machine_is_believed_about_https(town: Town, proxy: str, secure: bool) -> None:
    environment = {"HTTP_HOST": town.host, "REMOTE_ADDR": proxy}
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    page = TestApp(behind_proxy(town.platform), extra_environ=environment).get("/en/sign-in", headers=headers)
    cookies = page.headers.getall("Set-Cookie")
    assert cookies
    assert all(("secure" in cookie.lower()) == secure for cookie in cookies)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ideation is uninstalled from a town that has ideas: all starts, pages say so, rows stay, export and erasure work."""

import csv
import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.faults.conftest import ROOT, Say, run

from folkmoot.bootstrap import migrate_all
from folkmoot.db.server import Server
from folkmoot.testing import Town
from folkmoot.testing.fixtures import SECRET

ABSENCE = ROOT / "tests" / "boundaries" / "absence.py"
ERASE = """
import sys, uuid
from folkmoot.db.session import Database
from folkmoot.plugins.erasure import erase_account, erased_counts
from folkmoot.settings import load_settings
settings = load_settings(owner=False)
database = Database(settings.database_url, settings.secret)
with database.tenant(uuid.UUID(sys.argv[1])) as db:
    print(erased_counts(erase_account(db, uuid.UUID(sys.argv[2]), texts=True).tables))
assert "folkmoot_essential.ideation" not in sys.modules
"""
COUNTS = """
SELECT (SELECT count(*) FROM contribution), (SELECT count(*) FROM ideation_ranking),
  (SELECT count(*) FROM contribution_reaction)
"""


@pytest.fixture
def uninstalled(server: Server, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Variables of a process that finds folkmoot-essential without ideation, as if it were another release of it."""
    info = tmp_path / "shadow" / "folkmoot_essential-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: folkmoot-essential\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[folkmoot.plugins]\ninformation = folkmoot_essential.information\n")
    yield {
        "PYTHONPATH": str(info.parent), "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_SECRET": SECRET,
        "FOLKMOOT_OWNER_DATABASE_URL": server.owner_url, "FOLKMOOT_DATA": str(tmp_path),
    }  # fmt: skip
    migrate_all(server, SECRET)


@pytest.fixture
def author(town: Town) -> object:
    """Somebody who has shared an idea in the town and likes it."""
    project, person = town.project(), town.account()
    town.phase(project)
    browser = town.browser(person)
    page = browser.get(f"/en/projects/{project.slug}/1/ideas/new")
    form = next(form for form in page.forms.values() if "title" in form.fields)
    form["title"], form["body"] = "A bench in the shade", "Beside the pond, please."
    form.submit().follow()
    return person


@pytest.mark.drill
def test_ideation_is_uninstalled(
    town: Town, author: object, uninstalled: dict[str, str], tmp_path: Path, say: Say
) -> None:
    begun = datetime.datetime.now(datetime.UTC)
    with town.session() as db:
        before = tuple(db.execute(text(COUNTS)).one())
        account_id = db.scalar(text("SELECT author_id FROM contribution"))
    folkmoot = Path(sys.executable).parent / "folkmoot"
    run(folkmoot, "migrate", **uninstalled)

    paths = ("/en/ideas", "/en/ideas/1", "/en/projects/project-1", "/en/projects/project-1/1/ideas/new")
    seen = run(sys.executable, ABSENCE, town.host, "ideation", "folkmoot_essential.ideation", *paths, **uninstalled)
    found = json.loads(seen.stdout)
    assert found["imported"] == found["routes"] == found["tasks"] == []
    assert found["answers"][:4] == [[200, False], [404, True], [404, True], [200, True]]
    assert found["answers"][4][0] == 404
    with town.session() as db:
        assert tuple(db.execute(text(COUNTS)).one()) == before

    for plugin, table in (("ideation", "ideation_ranking"), ("core", "contribution")):
        run(
            folkmoot,
            "export",
            "tables",
            "--plugin",
            plugin,
            "--tenant",
            town.slug,
            "--out",
            tmp_path / plugin,
            **uninstalled,
        )
        with (tmp_path / plugin / f"{table}.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 1
    assert rows[0]["title"] == "A bench in the shade"

    erased = run(sys.executable, "-c", ERASE, str(town.id), str(account_id), **uninstalled).stdout.strip()
    with town.session() as db:
        kept = db.execute(text("SELECT author_id, author_name, title, body FROM contribution")).one()
    assert not any(kept), kept
    seconds = (datetime.datetime.now(datetime.UTC) - begun).total_seconds()
    say(f"uninstalled ideation: {before[0]} idea kept, exported and erased with its author {erased}; {seconds:.0f} s")

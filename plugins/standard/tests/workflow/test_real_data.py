# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A real consultation of 694 proposals, imported, assigned, evaluated and exported."""

import csv
import datetime
import io
import re
from pathlib import Path
from typing import Any

import pytest

from folkmoot.contributions.exchange.importer import Importer, plan
from folkmoot.contributions.exchange.names import names
from folkmoot.projects.services import Projects
from folkmoot.testing import count_statements

from .conftest import Desk, submit

pytestmark = pytest.mark.real_data
SHARED = Path(__file__).parents[5] / "shared/data/texts/republique_numerique_fr.jsonl"
NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def republic(desk: Desk) -> Desk:
    """The desk with the proposals of the "République numérique" in its first project."""
    if not SHARED.exists():
        pytest.skip("the shared data sets aren't here")
    town = desk.town
    place = town.platform.place(town.host)
    assert place is not None
    registry: Any = place.application.registry  # type: ignore[attr-defined]
    with town.session() as db:
        phase = Projects(registry.folkmoot_plugins).phases(db, desk.mine.project.id, NOW)[0]
        known = names(db, registry.folkmoot_plugins, registry.folkmoot_packages, phase.method)
    Importer(town.platform.database, town.site, phase, known, NOW).run(SHARED, plan(SHARED, None))
    return desk


def test_the_desk_of_a_real_consultation(republic: Desk) -> None:
    desk, total = republic, republic.one("SELECT count(*) FROM contribution WHERE withdrawn_at IS NULL")
    assert total >= 694
    browser, engine = desk.browser("manager"), desk.town.platform.database.engine
    browser.get("/admin/workflow")
    with count_statements(engine) as statements:
        page = browser.get("/admin/workflow?sort=support")
    assert len(statements) <= 12
    assert f"{total} contributions" in page
    table = f"/admin/workflow/phases/{desk.mine.phase.id}/evaluation"
    submit(browser.get(table), "Put all of them into the table")
    desk.execute("UPDATE workflow_evaluation SET verdict = (ARRAY['feasible', 'not_feasible'])[1 + c.number % 2],"
                 " cost = c.number * 100, finished_at = now() FROM contribution AS c WHERE c.id = contribution_id"
                 " AND c.number % 3 <> 0")  # fmt: skip
    with count_statements(engine) as statements:
        page = browser.get(table)
    assert len(statements) <= 12
    shown = [int(re.sub(r"\D", "", one)) for one in re.findall(r'<li class="stat"><b>([^<]+)</b>', page.text)]
    expected = desk.execute(
        "SELECT count(*), count(finished_at), count(announced_at), sum(cost) FILTER (WHERE verdict = 'feasible') / 100"
        " FROM workflow_evaluation"
    )[0]
    assert shown == [int(one) for one in expected]
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{table}.csv").body.decode("utf-8-sig"))))
    assert len(rows) == total
    assert sum(1 for row in rows if row["Verdict"] == "Not feasible") == desk.one(
        "SELECT count(*) FROM workflow_evaluation WHERE verdict = 'not_feasible'"
    )


def test_announcing_to_nobody_lists_all_of_them(republic: Desk) -> None:
    """Imported proposals have no accounts: none is written to, and each is listed."""
    browser = republic.browser("manager")
    table = f"/admin/workflow/phases/{republic.mine.phase.id}/evaluation"
    submit(browser.get(table), "Put all of them into the table")
    republic.execute("UPDATE workflow_evaluation SET verdict = 'feasible', finished_at = now(),"
                     " reason = '{\"en\": \"Yes\", \"fr\": \"Oui\", \"nl\": \"Ja\"}'")  # fmt: skip
    total = republic.one("SELECT count(*) FROM workflow_evaluation")
    page = browser.get(f"/admin/workflow/phases/{republic.mine.phase.id}/announce")
    section = page.text.partition("nobody to write to</h2>")[2].partition("</section>")[0]
    assert section.count("<li>") == total

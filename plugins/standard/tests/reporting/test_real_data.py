# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The French consultation of 2015, imported by the command: every figure against plain SQL, and in good time."""

import datetime
import random
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.accounts.interfaces import Role
from folkmoot.contributions.exchange.importer import Importer, plan
from folkmoot.contributions.exchange.names import names
from folkmoot.contributions.models import Contribution
from folkmoot.projects.models import Project
from folkmoot.projects.services import Projects
from folkmoot.testing import Town, count_statements
from folkmoot.testing.contributions import Forum
from folkmoot_standard.reporting import figures
from folkmoot_standard.reporting.acts import Scope

from .conftest import stats, table
from .recount import recount

pytestmark = pytest.mark.real_data
NOW = datetime.datetime.now(datetime.UTC)
SLOWEST = 0.3
"""Seconds of processor time for a page, in this process and in the database's waiting together."""


@pytest.fixture
def consultation(licensed_town: Town, shared_data: Path) -> Forum:
    """All of it, and 600 reactions of 60 people of this town."""
    forum = Forum(licensed_town)
    bring(licensed_town, forum.project, shared_data / "texts" / "republique_numerique_fr.jsonl")
    dice = random.Random(2015)
    people = [licensed_town.account().id for _ in range(60)]
    with licensed_town.session() as db:
        rows = list(db.execute(select(Contribution.number).order_by(Contribution.number)).scalars())
        for number in dice.sample(rows, 60):
            subject = forum.contributions.subject(db, number)
            given = [(one, 1, NOW - datetime.timedelta(days=dice.randrange(300))) for one in dice.sample(people, 10)]
            forum.reactions.bring(db, subject, given)
    return forum


def bring(town: Town, project: Project, path: Path) -> None:
    """Import as the command does, without its process."""
    place = town.platform.place(town.host)
    assert place is not None
    registry: Any = place.application.registry  # type: ignore[attr-defined]  # Pyramid's router has one
    with town.session() as db:
        phase = Projects(registry.folkmoot_plugins).phases(db, project.id, NOW)[0]
        known = names(db, registry.folkmoot_plugins, registry.folkmoot_packages, phase.method)
    report = Importer(town.platform.database, town.site, phase, known, NOW).run(path, plan(path, None))
    assert (report.new, report.refused) == (4388, [])


def test_every_figure_is_the_recounted_one(consultation: Forum) -> None:
    town, ids = consultation.town, [consultation.project.id]
    with town.session() as db:
        found = figures.read(db, Scope(tuple(ids), None, NOW + datetime.timedelta(hours=1)), town.site.zone, None)
        total = recount(db, ids)
        by_month = {
            day: recount(db, ids, *month(day, town.site.zone)) for day in found.pieces
        }  # fmt: skip
    assert total[1:] == (694, 3694, 600)
    counts = found.total
    assert (counts.people, counts.contributions, counts.comments, counts.reactions) == total
    assert counts.imported == 694 + 3694
    for day, one in found.pieces.items():
        assert (one.people, one.contributions, one.comments, one.reactions) == by_month[day]
    assert sum(one.acts for one in found.pieces.values()) == counts.acts


def month(day: datetime.date, zone: Any) -> tuple[datetime.datetime, datetime.datetime]:
    following = (day + datetime.timedelta(days=32)).replace(day=1)
    first, after = (datetime.datetime.combine(one, datetime.time.min, zone) for one in (day, following))
    return first, after


def test_the_pages_show_them_in_good_time(consultation: Forum) -> None:
    town = consultation.town
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    with town.session() as db:
        people, *acts = recount(db, [consultation.project.id])
    expected = [f"{number:,}" for number in (people, *acts)]
    for path in ("/admin/reporting?period=all", f"/admin/reporting/projects/{consultation.project.slug}"):
        page = browser.get(path)
        assert list(stats(page).values()) == expected
        assert "4,388 of these contributions and comments were imported" in page
        with count_statements(town.platform.database.engine) as statements:
            fastest = min(timed(browser, path) for _ in range(5))
        assert len(statements) <= 5 * 12
        assert fastest < SLOWEST, f"{path}: {fastest:.3f} s"
    shown = table(browser.get("/admin/reporting?period=all"), "by-project")
    assert shown == {consultation.project.title["en"]: expected}


def timed(browser: Any, path: str) -> float:
    begun = time.perf_counter()
    browser.get(path)
    return time.perf_counter() - begun

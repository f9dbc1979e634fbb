# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The job that turns phases: once each, in order, and none in another's way."""

import datetime
import threading
from typing import Any

from sqlalchemy import select

from folkmoot.audit.models import Activity
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.tasks import turn
from folkmoot.testing import Town

DAY = datetime.timedelta(days=1)


def run(town: Town, plugins: Plugins, now: datetime.datetime) -> None:
    with town.session() as db:
        turn(TaskContext(db, town.site, {}, plugins, now))


def heard(ask: Any) -> list[tuple[str, str]]:
    return [(verb, phase.title["en"]) for verb, phase in ask.heard]


def test_methods_hear_once_of_opening_and_closing(
    town: Town, ask: Any, plugins: Plugins, now: datetime.datetime
) -> None:
    project = town.project()
    town.phase(project, "ask", opens=-1, closes=1, title={"en": "open"})
    town.phase(project, "ask", opens=-9, closes=-5, title={"en": "over"})
    town.phase(project, "ask", opens=3, closes=5, title={"en": "coming"})
    for _ in range(3):
        run(town, plugins, now)
    assert heard(ask) == [("opened", "over"), ("opened", "open"), ("closed", "over")]
    run(town, plugins, now + 4 * DAY)
    assert heard(ask)[3:] == [("opened", "coming"), ("closed", "open")]
    with town.session() as db:
        acts = list(db.scalars(select(Activity.verb).where(Activity.kind == "phase")))
    assert sorted(acts) == ["closed", "closed", "opened", "opened", "opened"]


def test_only_public_projects_and_active_modules_turn(
    town: Town, ask: Any, plugins: Plugins, now: datetime.datetime
) -> None:
    draft = town.project("draft")
    town.phase(draft, "ask", title={"en": "draft"})
    town.phase(town.project(), "absent", title={"en": "absent"})
    run(town, plugins, now)
    assert heard(ask) == []
    with town.session() as db:
        from folkmoot.projects.models import Project

        db.get_one(Project, (draft.id, draft.tenant_id)).state = "published"
    run(town, plugins, now)
    assert heard(ask) == [("opened", "draft")]


def test_a_method_that_fails_is_asked_again_and_holds_up_nobody(
    town: Town, ask: Any, plugins: Plugins, now: datetime.datetime
) -> None:
    project = town.project()
    town.phase(project, "ask", opens=-2, title={"en": "bad"})
    town.phase(project, "ask", opens=-1, title={"en": "good"})
    ask.fails_on = {"bad"}
    run(town, plugins, now)
    assert heard(ask) == [("opened", "good")]
    ask.fails_on = set()
    run(town, plugins, now)
    assert heard(ask) == [("opened", "good"), ("opened", "bad")]


def test_two_workers_at_once_tell_a_method_once(town: Town, ask: Any, plugins: Plugins, now: datetime.datetime) -> None:
    project = town.project()
    for number in range(5):
        town.phase(project, "ask", title={"en": str(number)})
    workers = [threading.Thread(target=run, args=(town, plugins, now)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(heard(ask)) == [("opened", str(number)) for number in range(5)]


def test_a_phase_moved_into_the_future_opens_again(
    town: Town, ask: Any, plugins: Plugins, projects: Any, now: datetime.datetime
) -> None:
    from folkmoot.projects.interfaces import PhaseDraft

    project = town.project()
    phase = town.phase(project, "ask", opens=-9, closes=-5, title={"en": "again"})
    run(town, plugins, now)
    with town.session() as db:
        draft = PhaseDraft("ask", {"en": "again"}, now + DAY, now + 2 * DAY)
        projects.save_phase(db, town.site, project.id, draft, None, now, phase.id)
    run(town, plugins, now)
    run(town, plugins, now + 3 * DAY)
    assert heard(ask) == [("opened", "again"), ("closed", "again")] * 2

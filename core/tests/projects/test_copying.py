# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Copying a project: everything the town wrote, nothing that people wrote, moved in time."""

import datetime
import zoneinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.models import Contribution
from folkmoot.media.models import MediaFile
from folkmoot.projects.models import ActionRule, Area, Phase, Project, ProjectArea, ProjectTopic, Topic
from folkmoot.projects.services import Projects
from folkmoot.testing import Town

UTC = datetime.UTC
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")


def local(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=BRUSSELS).astimezone(UTC)  # type: ignore[arg-type,misc]


def furnish(db: Session, projects: Projects, project: Project, phase: Phase) -> None:
    """Give a project a rule, a topic, an area and a document."""
    topic, area = Topic(slug="green", title={"en": "Green"}), Area(slug="north", title={"en": "North"})
    file = MediaFile(
        key="k" * 22 + ".pdf", kind="document", media_type="application/pdf", size=10, original_name="a.pdf"
    )
    db.add_all([topic, area, file])
    db.flush()
    db.add(ActionRule(phase_id=phase.id, action="ask", who="staff"))
    db.add(ProjectTopic(project_id=project.id, topic_id=topic.id))
    db.add(ProjectArea(project_id=project.id, area_id=area.id))
    projects.attach(db, project.id, file.id, {"en": "Plan"}, None)


def test_a_copy_is_a_draft_with_all_that_the_town_wrote(town: Town, projects: Projects, now: datetime.datetime) -> None:
    project = town.project(lead={"en": "Lead"}, description={"en": "<p>Text</p>"})
    phase = town.phase(project, "ask", settings={"cap": 5}, opened_at=now, closed_at=now)
    with town.session() as db:
        furnish(db, projects, project, phase)
        made = projects.copy(db, town.site, project.id, None, now, title={"en": "Next year"})
        copied = projects.phases(db, made.id, now)[0]
        assert (made.state, made.slug, made.title, made.lead) == (
            "draft",
            "next-year",
            {"en": "Next year"},
            {"en": "Lead"},
        )
        assert (made.published_at, made.preview_token != project.preview_token) == (None, True)
        assert (copied.settings.cap, copied.rules["ask"].who) == (5, "staff")
        assert [topic.slug for topic in projects.topics_of(db, made.id)] == ["green"]
        assert [area.slug for area in projects.areas_of(db, made.id)] == ["north"]
        assert [attachment.title for attachment, _file in projects.attachments(db, made.id)] == [{"en": "Plan"}]
        row = db.scalars(select(Phase).where(Phase.project_id == made.id)).one()
        assert (row.opened_at, row.closed_at) == (None, None)
        assert db.scalar(select(func.count()).select_from(Contribution).where(Contribution.project_id == made.id)) == 0


def test_phases_move_with_the_first_and_keep_their_hours_on_the_towns_clocks(
    town: Town, projects: Projects, now: datetime.datetime
) -> None:
    project = town.project()
    first, second = (local(2026, 1, 10, 0), local(2026, 1, 20, 0)), (local(2026, 3, 1, 9), None)
    for opens_at, closes_at in (first, second):
        town.phase(project, "ask", opens_at=opens_at, closes_at=closes_at)
    with town.session() as db:
        made = projects.copy(db, town.site, project.id, None, now, opens_at=local(2026, 6, 10, 0))
        copied = projects.phases(db, made.id, now)
    assert [(phase.opens_at, phase.closes_at) for phase in copied] == [
        (local(2026, 6, 10, 0), local(2026, 6, 20, 0)),
        (local(2026, 7, 30, 9), None),
    ]


def test_the_original_is_untouched(town: Town, projects: Projects, now: datetime.datetime) -> None:
    project = town.project()
    phase = town.phase(project, "ask")
    with town.session() as db:
        furnish(db, projects, project, phase)
        projects.copy(db, town.site, project.id, None, now, opens_at=now + datetime.timedelta(days=365))
        kept = projects.phases(db, project.id, now)
    assert [(one.id, one.opens_at) for one in kept] == [(phase.id, phase.opens_at)]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many people take part: small numbers are counted at once, large ones are kept for a while."""

import uuid

from sqlalchemy import insert

from folkmoot.audit.models import Activity
from folkmoot.projects.services.participants import LARGE, participants
from folkmoot.testing import Town, count_statements


def take_part(town: Town, project_id: uuid.UUID, people: int) -> None:
    shared = {"verb": "posted", "kind": "contribution", "subject_id": uuid.uuid4(), "project_id": project_id}
    with town.session() as db:
        db.execute(insert(Activity), [{**shared, "participant": uuid.uuid4()} for _ in range(people)])


def counted(town: Town, project_id: uuid.UUID) -> int:
    with town.session() as db:
        return participants(db, [project_id])[project_id]


def test_few_people_are_counted_each_time(town: Town) -> None:
    project = town.project()
    assert counted(town, project.id) == 0
    take_part(town, project.id, 3)
    assert counted(town, project.id) == 3
    take_part(town, project.id, 1)
    assert counted(town, project.id) == 4


def test_many_people_are_counted_once_a_minute(town: Town) -> None:
    project = town.project()
    take_part(town, project.id, LARGE)
    assert counted(town, project.id) == LARGE
    take_part(town, project.id, 1)
    with town.session() as db, count_statements(town.platform.database.engine) as seen:
        assert participants(db, [project.id]) == {project.id: LARGE}
    assert seen == []

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From answers to a project: one transaction, by the same services as the forms of the back office."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import Who
from folkmoot.interfaces import CurrentAccount, ProjectDraft, Site
from folkmoot_essential.voting.ballot.booth import ACTION
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.guided.answers import Answers
from folkmoot_essential.voting.guided.phases import drafts
from folkmoot_essential.voting.models import VotingGuide


@dataclass(frozen=True)
class Maker:
    """Who makes it, where and when, and by which services (IProjects, IActionRules)."""

    projects: Any
    rules: Any
    site: Site
    account: CurrentAccount
    now: datetime.datetime


def make(db: Session, maker: Maker, guide: VotingGuide, answers: Answers) -> None:
    """Make the project of a guide as a draft, once, however often it is asked; raises Unacceptable."""
    locked = select(VotingGuide).where(VotingGuide.id == guide.id).with_for_update()
    guide = db.scalars(locked.execution_options(populate_existing=True)).one()
    if guide.project_id is not None:
        return
    actor = maker.account.id
    draft = ProjectDraft(title=answers.budget.title, lead=answers.budget.lead)
    project = maker.projects.save_project(db, maker.site, draft, actor)
    maker.projects.look_after(db, maker.account, project.id)
    for wanted in drafts(answers, maker.site):
        phase = maker.projects.save_phase(db, maker.site, project.id, wanted, actor, maker.now)
        if wanted.method == METHOD:
            info = maker.projects.phase(db, phase.id, maker.now)
            maker.rules.set(db, info, ACTION, Who(str(answers.people.who)), (), actor)
    guide.project_id = project.id
    db.flush()

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every hook of the module insights, given out where a licence opens it."""

import uuid

from markupsafe import Markup
from pyramid.config import Configurator
from pyramid.renderers import render
from pyramid.request import Request
from sqlalchemy.orm import Session

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import Section
from folkmoot.hookspecs.flow import Similar
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.hookspecs.operations import Task
from folkmoot.hookspecs.pages import Block
from folkmoot.interfaces import IJobs
from folkmoot_licensing import PREMIUM, Evidence
from folkmoot_premium.insights import MANIFEST, checking, forgetting, routes, running, splitting
from folkmoot_premium.insights.live import duplicates_panel, folding, refitting, themes_block
from folkmoot_premium.insights.live.indexes import Indexes
from folkmoot_premium.insights.live.suggesting import suggest
from folkmoot_premium.insights.questions import proposing


class Insights:
    """The hooks. indexes: of texts, for suggestions; those of this composition in this process."""

    def __init__(self) -> None:
        self._indexes = Indexes()

    @hookimpl
    def folkmoot_similar(self, db: Session, phase: PhaseInfo, text: str, limit: int) -> list[Similar]:
        """What others in the project have written already."""
        return suggest(self._indexes, db, phase.project_id, text, limit)

    @hookimpl
    def folkmoot_contribution_published(
        self, db: Session, jobs: IJobs, contribution_id: uuid.UUID, phase_id: uuid.UUID
    ) -> None:
        """Analyses that are kept up to date take it in."""
        folding.told(db, jobs, contribution_id, phase_id)

    @hookimpl
    def folkmoot_phase_blocks(self, request: Request, phase: PhaseInfo) -> list[Block]:
        """Themes so far, where organisers show them."""
        values = themes_block.values(request, phase)
        if values is None:
            return []
        html = render("folkmoot_premium:insights/templates/themes_block.jinja2", values, request)
        return [Block(Markup(html), weight=40)]  # noqa: S704  # our own template

    @hookimpl
    def folkmoot_contribution_panels(self, request: Request, contribution_id: uuid.UUID) -> list[Block]:
        """Possible duplicates."""
        values = duplicates_panel.values(self._indexes, request, contribution_id)
        if values is None:
            return []
        html = render("folkmoot_premium:insights/templates/duplicates_panel.jinja2", values, request)
        return [Block(Markup(html), weight=60)]  # noqa: S704  # our own template

    @hookimpl
    def folkmoot_pages(self, config: Configurator) -> None:
        """The workspace."""
        routes.includeme(config)

    @hookimpl
    def folkmoot_admin_sections(self, request: Request) -> list[Section]:
        """The workspace's list."""
        return [Section(request.gettext("Insights"), request.route_path("insights.index"), "chart")]

    @hookimpl
    def folkmoot_tasks(self) -> list[Task]:
        """Runs, splits and checks as they are asked for; forgetting words every hour."""
        return [
            running.TASK, splitting.TASK, checking.TASK, forgetting.TASK, folding.TASK, refitting.TASK, proposing.TASK,
        ]  # fmt: skip


def activate(evidence: Evidence | None) -> Insights:
    """Give out the hooks, when a licence among the raw tokens opens this module; raises NotLicensed."""
    PREMIUM.admit(evidence, MANIFEST.id)
    return Insights()

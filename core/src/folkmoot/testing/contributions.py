# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The services of contributions and discussion for tests, and a town's phase of ideas to use them in."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from folkmoot.audit.activities import Activities
from folkmoot.audit.services import Audit
from folkmoot.contributions.interfaces import Draft, Posted
from folkmoot.contributions.reactions import Reactions
from folkmoot.contributions.services import Contributions
from folkmoot.discussion.services import Discussion
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.projects.models import Phase, Project
from folkmoot.search.services import Search
from folkmoot.testing.towns import Town

SECRET = "the secret of participants' ids in tests"


@dataclass
class Forum:
    """A project with one open phase, and the services that work in it."""

    town: Town
    method: str = "ideation"
    state: str = "published"
    settings: dict[str, Any] = field(default_factory=dict)
    project: Project = field(init=False)
    phase: Phase = field(init=False)

    def __post_init__(self) -> None:
        """Make the rows and the services."""
        self.project = self.town.project(state=self.state)
        self.phase = self.town.phase(self.project, self.method, settings=self.settings)
        place = self.town.platform.place(self.town.host)
        assert place is not None
        registry = place.application.registry  # type: ignore[attr-defined]
        activities = Activities(SECRET)
        self.search = Search()
        self.reactions = Reactions(activities)
        plugins, packages = registry.folkmoot_plugins, registry.folkmoot_packages
        self.contributions = Contributions(plugins, packages, self.search, activities, Audit(), self.reactions)
        self.discussion = Discussion(activities, Audit())

    @property
    def info(self) -> PhaseInfo:
        """The phase as services take it."""
        return self.info_of(self.phase)

    def info_of(self, phase: Phase) -> PhaseInfo:
        """Any phase of the project as services take it."""
        return PhaseInfo(
            id=phase.id, project_id=self.project.id, project_slug=self.project.slug, number=1, method=phase.method,
            title=phase.title, description={}, opens_at=phase.opens_at, closes_at=phase.closes_at, state="open",
        )  # fmt: skip

    def post(
        self,
        author_id: uuid.UUID | None,
        title: str = "A bench in the park",
        body: str = "So that people can rest.",
        language: str = "en",
        at: datetime.datetime | None = None,
        **more: Any,
    ) -> Posted:
        """Submit something in a transaction of its own; more: of Draft or of IContributions.post."""
        options = {name: more.pop(name) for name in ("screened", "like", "columns", "phase") if name in more}
        phase = self.info_of(options.pop("phase")) if "phase" in options else self.info
        with self.town.session() as db:
            now = at or datetime.datetime.now(datetime.UTC)
            return self.contributions.post(db, phase, author_id, Draft(title, body, language, **more), now, **options)

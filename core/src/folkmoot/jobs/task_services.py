# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Services for tasks: what `request.find_service` is to a view, for work that no request asked for."""

from collections.abc import Callable
from typing import Any

from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.contributions.interfaces import IContributions, IReactions
from folkmoot.discussion.interfaces import IDiscussion
from folkmoot.jobs.interfaces import IJobs
from folkmoot.mail.interfaces import IMailer
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import IActionRules, IProjects, IVerifications
from folkmoot.search.interfaces import ISearch


def task_services(plugins: Plugins, packages: tuple[str, ...], secret: str) -> Callable[[Any], Any]:
    """A function from interface to service in one composition; made when first asked for, LookupError if unknown.

    packages: where templates and translations come from. secret: of the installation, for participants' ids.
    """
    made: dict[Any, Any] = {}

    def find(interface: Any) -> Any:
        if not made:
            made.update(_services(plugins, packages, secret))
        if interface not in made:
            raise LookupError(f"tasks have no service {interface!r}")
        return made[interface]

    return find


def _services(plugins: Plugins, packages: tuple[str, ...], secret: str) -> dict[Any, Any]:
    from folkmoot.audit.activities import Activities
    from folkmoot.audit.services import Audit
    from folkmoot.contributions.reactions import Reactions
    from folkmoot.contributions.services import Contributions
    from folkmoot.discussion.services import Discussion
    from folkmoot.jobs.services import Jobs
    from folkmoot.mail.services import Mailer
    from folkmoot.projects.services import Projects
    from folkmoot.projects.services.rules import ActionRules
    from folkmoot.projects.services.verifications import Verifications
    from folkmoot.search.services import Search

    jobs, search, audit, activities = Jobs(), Search(), Audit(), Activities(secret)
    reactions, projects = Reactions(activities), Projects(plugins, audit, search, plugins.modes)
    return {
        IJobs: jobs, IMailer: Mailer(jobs, packages), IAudit: audit, IActivities: activities, ISearch: search,
        IReactions: reactions, IProjects: projects, IActionRules: ActionRules(plugins, audit),
        IContributions: Contributions(plugins, packages, search, activities, audit, reactions),
        IDiscussion: Discussion(activities, audit), IVerifications: Verifications(plugins),
    }  # fmt: skip

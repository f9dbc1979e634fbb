# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Contributions: whatever citizens submit, its statuses, the administration's answers, and reactions to it."""

from typing import Any

from pyramid.config import Configurator

from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.contributions.interfaces import IContributions, IReactions
from folkmoot.search.interfaces import ISearch


def includeme(config: Configurator) -> None:
    """Register the services."""
    config.register_service_factory(make_contributions, IContributions)
    config.register_service_factory(make_reactions, IReactions)


def make_contributions(context: Any, request: Any) -> Any:
    """The service of this application's composition."""
    from folkmoot.contributions.services import Contributions

    registry, find = request.registry, request.find_service
    return Contributions(
        registry.folkmoot_plugins,
        registry.folkmoot_packages,
        find(ISearch),
        find(IActivities),
        find(IAudit),
        find(IReactions),
    )


def make_reactions(context: Any, request: Any) -> Any:
    """Reactions, with the stream of acts they are recorded in."""
    from folkmoot.contributions.reactions import Reactions

    return Reactions(request.find_service(IActivities))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Contributions: whatever citizens submit, its statuses, the administration's answers, and reactions to it."""

from pyramid.config import Configurator

from folkmoot.contributions.interfaces import IContributions, IReactions


def includeme(config: Configurator) -> None:
    """Register the services: one object each for the whole application, since looking services up takes time."""
    from folkmoot.audit.activities import Activities
    from folkmoot.audit.services import Audit
    from folkmoot.contributions.reactions import Reactions
    from folkmoot.contributions.services import Contributions
    from folkmoot.search.services import Search

    registry = config.registry
    activities = Activities(registry.folkmoot_secret)
    reactions = Reactions(activities)
    plugins, packages = registry.folkmoot_plugins, registry.folkmoot_packages
    contributions = Contributions(plugins, packages, Search(), activities, Audit(), reactions)
    config.register_service(contributions, IContributions)
    config.register_service(reactions, IReactions)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Background work: Procrastinate in the same database, fenced by tenant, shared out fairly."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Register the service that defers jobs."""
    from folkmoot.jobs.interfaces import IJobs
    from folkmoot.jobs.services import Jobs

    config.register_service(Jobs(), IJobs)

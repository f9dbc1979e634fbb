# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What happened: the audit log of staff and security acts, and the stream of participation."""

from pyramid.config import Configurator

from folkmoot.audit.activities import Activities
from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.audit.services import Audit


def includeme(config: Configurator) -> None:
    """Register the two recorders."""
    config.register_service(Audit(), IAudit)
    config.register_service(Activities(config.registry.folkmoot_secret), IActivities)

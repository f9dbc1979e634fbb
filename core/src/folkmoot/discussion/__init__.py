# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Discussion: comments in threads under contributions, and reactions to them."""

from pyramid.config import Configurator

from folkmoot.discussion.interfaces import IDiscussion


def includeme(config: Configurator) -> None:
    """Register the service."""
    from folkmoot.audit.activities import Activities
    from folkmoot.audit.services import Audit
    from folkmoot.discussion.services import Discussion

    config.register_service(Discussion(Activities(config.registry.folkmoot_secret), Audit()), IDiscussion)

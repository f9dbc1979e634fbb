# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Discussion: comments in threads under contributions, and reactions to them."""

from typing import Any

from pyramid.config import Configurator

from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.discussion.interfaces import IDiscussion


def includeme(config: Configurator) -> None:
    """Register the service."""
    config.register_service_factory(make_discussion, IDiscussion)


def make_discussion(context: Any, request: Any) -> Any:
    """The service, with the stream of acts and the audit log it writes to."""
    from folkmoot.discussion.services import Discussion

    return Discussion(request.find_service(IActivities), request.find_service(IAudit))

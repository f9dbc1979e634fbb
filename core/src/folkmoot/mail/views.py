# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The development outbox: the letters that would have been sent, to be read and followed."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.mail.services import newest_letters
from folkmoot.security.permissions import Permission


@view_config(
    route_name="admin.outbox", renderer="folkmoot:mail/templates/outbox.jinja2", permission=Permission.DEVELOPMENT
)
def outbox(request: Request) -> dict[str, Any]:
    """The newest 50 letters of this town with their texts."""
    sending = request.registry.folkmoot_settings.smtp_url is not None
    return {"letters": newest_letters(request.db), "sending": sending}

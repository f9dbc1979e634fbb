# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Mail: letters wait in the database until a job has sent them."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request


def includeme(config: Configurator) -> None:
    """Register the mailer; the outbox exists in development only."""
    from folkmoot.mail.interfaces import IMailer

    config.register_service_factory(make_mailer, IMailer)
    if config.registry.folkmoot_settings.development:
        config.add_admin_route("admin.outbox", "/outbox")
        config.scan("folkmoot.mail.views")


def make_mailer(context: Any, request: Request) -> Any:
    """The mailer of a request, with the letters of all packages of its composition."""
    from folkmoot.jobs.interfaces import IJobs
    from folkmoot.mail.services import Mailer

    return Mailer(request.find_service(IJobs), request.registry.folkmoot_packages)

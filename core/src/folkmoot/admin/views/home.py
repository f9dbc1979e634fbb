# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The first page of the back office, and its language."""

import datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.accounts.models import Account
from folkmoot.admin.services import overview
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.security.permissions import Permission
from folkmoot.web.views import local_path

WEEK = datetime.timedelta(days=7)


@view_config(route_name="admin.home", renderer="folkmoot:admin/templates/home.jinja2", permission=Permission.STAFF)
def home(request: Request) -> dict[str, Any]:
    """What needs attention: states of projects, what opens and closes next, what came in."""
    db, account = request.db, request.account
    return {
        "states": overview.states(db, account),
        "turns": overview.turns(db, account, request.now),
        "newest": overview.newest(db, account, request.now - WEEK),
        "waiting": overview.waiting(db, account),
        "language_options": [(code, LANGUAGES[code]) for code in request.site.locales],
    }


@view_config(route_name="admin.language", permission=Permission.STAFF, request_method="POST")
def language(request: Request) -> Response:
    """Keep the language this person wants the back office in."""
    asked = request.POST.get("language", "")
    if asked in request.site.locales:
        account = request.db.scalars(select(Account).where(Account.id == request.account.id)).one()
        account.locale = asked
    return HTTPSeeOther(local_path(request.POST.get("to", ""), request.route_path("admin.home")))

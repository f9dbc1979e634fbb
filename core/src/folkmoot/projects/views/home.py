# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The town's front page."""

import uuid
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.media.interfaces import Picture
from folkmoot.media.models import MediaFile
from folkmoot.projects.interfaces import IProjects, ProjectQuery
from folkmoot.projects.views.cards import Card, folder_card, picture, project_card
from folkmoot.security.permissions import Permission

SHOWN = 12
GROUPS = ("open", "soon", "ended")


@view_config(route_name="home", renderer="folkmoot:projects/templates/home.jinja2", permission=Permission.PUBLIC)
def home(request: Request) -> dict[str, Any]:
    """What is open now, what is coming, where to look further."""
    projects = request.find_service(IProjects)
    found = projects.listed(request.db, request.now, ProjectQuery(limit=SHOWN))
    cards = [project_card(request, card) for card in found]
    return {
        "groups": {state: _of(cards, state) for state in GROUPS},
        "folders": [folder_card(request, folder) for folder in projects.folders(request.db)],
        "topics": projects.topics(request.db),
        "areas": projects.areas(request.db),
        "blocks": request.plugins.home_blocks(request),
        "image": _picture(request),
    }


def _of(cards: list[Card], state: str) -> list[Card]:
    """Cards of one state; looking back, three are enough."""
    return [card for card in cards if card.state == state][: 3 if state == "ended" else SHOWN]


def _picture(request: Request) -> Picture | None:
    """The town's own picture, named by its id in the settings."""
    try:
        file_id = uuid.UUID(str(request.site.settings.get("picture_id", "")))
    except ValueError:
        return None
    return picture(request, request.db.scalar(select(MediaFile).where(MediaFile.id == file_id)))

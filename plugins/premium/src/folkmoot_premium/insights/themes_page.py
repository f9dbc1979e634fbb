# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The themes of a run as a list: name, words, size, share, and the texts that stand for others."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights import following, frame, members, themes
from folkmoot_premium.insights.context import Finished

PAGE = "folkmoot_premium:insights/templates/themes.jinja2"


@view_config(
    route_name="insights.themes", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(context: Finished, request: Request) -> dict[str, Any]:
    """All of them, the largest first."""
    return {
        **frame.values(request, context.run, "themes"), "seen": themes.overview(request.db, context.run.id),
        "spoken": members.representatives(request.db, context.run.id),
        "follows": following.in_words(request, context.run, installed()),
    }  # fmt: skip

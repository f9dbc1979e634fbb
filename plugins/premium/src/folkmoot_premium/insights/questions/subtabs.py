# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The pages of figures, as a second row of tabs."""

from typing import Any

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_premium.insights.context import Finished

PAGES = (
    ("tables", _("By group")),
    ("trend", _("Over time")),
    ("network", _("Words together")),
    ("opinions", _("For and against")),
)
"""The end of a page's route, and its label."""


def subtabs(request: Request, context: Finished, here: str) -> list[dict[str, Any]]:
    """As the macro page.tabs takes them."""
    where = {"analysis": context.analysis.id, "run": context.run.number}
    return [
        {
            "label": request.gettext(label),
            "current": name == here,
            "url": request.route_path(f"insights.{name}", **where),
        }
        for name, label in PAGES
    ]

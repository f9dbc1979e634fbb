# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What every page of an analysis shows: its name, the tabs of a run, and what was automatic."""

from typing import Any

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_premium.insights import editing

ID = "insights"
TABS = (
    ("themes", "insights.themes", _("Themes")),
    ("map", "insights.map", _("Map")),
    ("tables", "insights.tables", _("Figures")),
    ("tagging", "insights.tagging", _("Own categories")),
    ("duplicates", "insights.duplicates", _("Near-duplicates")),
    ("sheets", "insights.sheets", _("Concrete ideas")),
    ("dossier", "insights.dossier_words", _("Dossier")),
    ("edits", "insights.edits", _("Changes by people")),
    ("compare", "insights.compare", _("Compare runs")),
    ("record", "insights.record", _("Record")),
)
"""Tabs of a finished run: key, route, label."""
OF_ANALYSIS = frozenset({"duplicates", "sheets", "dossier", "edits"})
"""Tabs that are about the analysis and not about one run."""


def may_begin(request: Request) -> bool:
    """Whether the module may begin something: buttons that do aren't offered in sunset, where they are refused."""
    return str(request.plugins.modes.get(ID, "open")) != "sunset"


def values(request: Request, run: Any = None, tab: str = "") -> dict[str, Any]:
    """What the template frame.jinja2 needs. run: a finished run's row, or None; tab: a key of TABS."""
    analysis = request.context.analysis
    current = editing.newest(request.db, analysis.id)
    return {
        "analysis": analysis, "run": run, "tab": tab, "may_begin": may_begin(request), "current": current,
        "tabs": _tabs(request, analysis, run or current, tab),
        "editable": run is not None and current is not None and run.id == current.id,
    }  # fmt: skip


def _tabs(request: Request, analysis: Any, run: Any, tab: str) -> list[dict[str, Any]]:
    if run is None:
        return []
    return [
        {"label": request.gettext(label), "current": key == tab, "url": _url(request, key, route, analysis, run)}
        for key, route, label in TABS
    ]


def _url(request: Request, key: str, route: str, analysis: Any, run: Any) -> str:
    if key in OF_ANALYSIS:
        return str(request.route_path(route, analysis=analysis.id))
    return str(request.route_path(route, analysis=analysis.id, run=run.number))


def number_of(request: Request, name: str) -> int:
    """A whole number from the address, 1 where it isn't one."""
    given = request.GET.get(name, "1")
    return max(1, int(given)) if given.isdecimal() and len(given) < 8 else 1

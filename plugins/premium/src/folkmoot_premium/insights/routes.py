# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The addresses of the workspace; the views stand beside what they are about."""

from pyramid.config import Configurator

from folkmoot_premium.insights.context import Analysed, Finished, Ran

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ANALYSIS = f"/insights/{{analysis:{UUID}}}"
RUN = ANALYSIS + r"/runs/{run:\d{1,9}}"
THEME = "/themes/{theme:[a-z0-9]{1,12}}"
ANALYSIS_ROUTES = (
    ("analysis", ""), ("settings", "/settings"), ("upload", "/files/new"), ("file", f"/files/{{upload:{UUID}}}"),
    ("start", "/start"), ("delete", "/delete"), ("edits", "/edits"), ("undo", "/undo"), ("site", "/site"),
    ("duplicates", "/duplicates"), ("sheets", "/sheets"), ("sheets_file", "/sheets.{format:csv|xlsx|json}"),
    ("sheets_order", "/sheets/order"), ("sheet", f"/sheets/{{sheet:{UUID}}}"),
    ("sheet_source", f"/sheets/{{sheet:{UUID}}}/sources/{{item:[cmu]:[0-9a-f-]{{1,36}}}}"),
    ("dossier", "/dossier"), ("dossier_words", "/dossier/words"), ("dossier_file", "/dossier.{format:html|json}"),
)  # fmt: skip
"""Below an analysis: name, end of the address."""
RUN_ROUTES = (
    ("themes", "/themes"), ("map", "/map"), ("theme", THEME), ("split", f"{THEME}/split"),
    ("item", "/texts/{item:[cmu]:[0-9a-f-]{1,36}}"), ("edit", "/edit"), ("record", "/record"), ("check", "/check"),
    ("compare", "/compare"), ("export", "/export.{format:csv|xlsx|json}"),
    ("tables", "/tables"), ("trend", "/trend"), ("network", "/network"), ("opinions", "/opinions"),
    ("tagging", "/categories"), ("propose", "/categories/propose"),
)  # fmt: skip
"""Below a finished run."""
MODULES = (
    "list_page", "analysis_page", "upload_page", "run_page", "themes_page", "map_page", "theme_page", "item_page",
    "edit_page", "record_page", "compare_page", "exports.export_page",
    "live.site_page", "duplicates_page", "sheets.list_page", "sheets.sheet_page", "sheets.sources_page",
    "sheets.dossier_page",
    "questions.tables_page", "questions.trend_page", "questions.network_page", "questions.opinions_page",
    "questions.tagging_page",
)  # fmt: skip
"""Scanned for views."""


def includeme(config: Configurator) -> None:
    """Register routes and views."""
    config.add_admin_route("insights.index", "/insights")
    config.add_admin_route("insights.new", "/insights/new")
    for name, tail in ANALYSIS_ROUTES:
        config.add_admin_route(f"insights.{name}", ANALYSIS + tail, factory=Analysed)
    config.add_admin_route("insights.run", RUN, factory=Ran)
    config.add_admin_route("insights.stop", f"{RUN}/stop", factory=Ran)
    for name, tail in RUN_ROUTES:
        config.add_admin_route(f"insights.{name}", RUN + tail, factory=Finished)
    for module in MODULES:
        config.scan(f"folkmoot_premium.insights.{module}")

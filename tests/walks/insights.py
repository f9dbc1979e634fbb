# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need of the paid module insights: addresses, forms, a finished run. Empty where it isn't installed."""

import hashlib
import importlib.util
import json
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

INSTALLED = importlib.util.find_spec("folkmoot_premium") is not None
ANALYSIS, FILE, SHEET = "insights.analysis", "insights.file", "insights.sheet"
VERSION = "20261101120000000000"
"""What the forms of the sheet carry along: when it was changed."""
EDITORS = frozenset({"manager", "administrator"})
RECORD = {
    "input": {"rows": 4, "sha256": "0" * 64}, "settings": {"semantic": False}, "seed": 1,
    "versions": {"engine": "1"}, "unassigned": 0, "languages": {"en": 4},
    "themes": {"number": 2, "chosen_by": "wish", "stability": {}},
    "results": {"themes.json": "0" * 64}, "automatic": "Found by a program.",
}  # fmt: skip


def _analysis(made: "Furnished", **more: str) -> Mapping[str, str]:
    return {"analysis": made.desk[ANALYSIS], **more}


def _run(**more: str) -> Callable[["Furnished"], Mapping[str, str]]:
    return lambda made: _analysis(made, run="1", **more)


def _text(made: "Furnished") -> str:
    return f"c:{made.desk['insights.contribution']}"


OF_ANALYSIS = ("analysis", "settings", "upload", "start", "delete", "edits", "undo", "site")
OF_SHEETS = ("duplicates", "sheets", "sheets_order", "dossier", "dossier_words")
OF_RUN = ("run", "stop", "themes", "map", "edit", "record", "check", "compare")
OF_FIGURES = ("tables", "trend", "network", "opinions", "tagging", "propose")
PARAMETERS: dict[str, Callable[["Furnished"], Mapping[str, str]]] = {
    **{f"insights.{name}": _analysis for name in (*OF_ANALYSIS, *OF_SHEETS)},
    **{f"insights.{name}": _run() for name in (*OF_RUN, *OF_FIGURES)},
    FILE: lambda made: _analysis(made, upload=made.desk[FILE]),
    "insights.theme": _run(theme="t01"),
    "insights.split": _run(theme="t01"),
    "insights.item": lambda made: _analysis(made, run="1", item=_text(made)),
    "insights.export": _run(format="json"),
    **{f"insights.{name}_file": lambda made: _analysis(made, format="json") for name in ("sheets", "dossier")},
    SHEET: lambda made: _analysis(made, sheet=made.desk[SHEET]),
    "insights.sheet_source": lambda made: _analysis(made, sheet=made.desk[SHEET], item=_text(made)),
}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "insights.new": lambda made: {"title": "Another", "phases": str(made.phases["open"].id), "do": "save"},
    "insights.settings": lambda made: {"title": "What people want", "phases": str(made.phases["open"].id)},
    FILE: lambda _: {"text": "answer"},
    "insights.site": lambda _: {"live": "1"},
    "insights.edit": lambda _: {"do": "rename", "theme": "t01", "name": "Trees and shade"},
    "insights.tagging": lambda _: {"do": "add", "name": "Parks"},
    "insights.split": lambda _: {"do": "words", "words": "shade", "name": "Shade"},
    "insights.duplicates": lambda _: {"do": "merge", "group": "1", "run": "1"},
    "insights.sheets": lambda _: {"do": "theme", "theme": "t01"},
    "insights.sheets_order": lambda made: {"move": f"{made.desk[SHEET]}:down"},
    SHEET: lambda _: {"seen": VERSION, "do": "ready", "title": "Shade", "core": "own", "words": "Shade at every stop."},
    "insights.sheet_source": lambda _: {"seen": VERSION, "do": "quote", "sentence": "0" * 32},
    "insights.dossier_words": lambda _: {"seen": "new", "title": "Ideas", "introduction": "What people want."},
}
OWNERS: dict[str, frozenset[str]] = dict.fromkeys(PARAMETERS, EDITORS)
"""An analysis is opened by administrators, and by the managers of every project that it reads."""

if not INSTALLED:
    PARAMETERS, BODIES, OWNERS = {}, {}, {}

ROWS = (
    ("INSERT INTO insights_analysis (id, title, language, \"only\", excluded, semantic, made_by_id)"
    " VALUES (:analysis, 'What people want', '', '', '{}', false, :who)"),
    "INSERT INTO insights_source (analysis_id, phase_id, comments) VALUES (:analysis, :phase, false)",
    ("INSERT INTO insights_upload (id, analysis_id, name, columns, text_column, id_column, language_column,"
    " day_column, day_form, telling, added_by_id) VALUES (:upload, :analysis, 'survey.csv',"
    " '[\"key\", \"answer\", \"part of town\", \"sent\"]', 'answer', 'key', '', 'sent', 'iso', NULL, :who)"),
    ("INSERT INTO insights_row (analysis_id, upload_id, number, day, cells)"
    " SELECT CAST(:analysis AS uuid), CAST(:upload AS uuid), number, date '2026-06-01' + 7 * number,"
    " jsonb_build_object('key', 'A' || number, 'answer', answer, 'part of town',"
    " (ARRAY['North', 'South'])[1 + number % 2], 'sent', (date '2026-06-01' + 7 * number)::text)"
    " FROM unnest(ARRAY['More shade at the stops',"
    " 'Trees at the stops', 'Longer opening hours', 'Open on Sunday']) WITH ORDINALITY AS told (answer, place),"
    " LATERAL (SELECT place::int AS number) AS one"),
    ("INSERT INTO insights_run (id, analysis_id, number, state, step, share, attempts, fault, settings, inputs,"
    " input_hash, record, themes_used, edits, void_edits, checked, started_by_id, begun_at, beat_at, ended_at)"
    " VALUES (:run, :analysis, 1, 'done', '', 1000, 1, '', :settings, 4, :hash, :record, '{t01,t02}', 1, '{}', '',"
    " :who, now(), now(), now())"),
    ("INSERT INTO insights_run (id, analysis_id, number, state, step, share, attempts, fault, settings, inputs,"
    " input_hash, themes_used, edits, void_edits, checked, started_by_id) VALUES"
    " (:failed, :analysis, 2, 'failed', 'words', 120, 1, 'MemoryError', :settings, 0, '', '{}', 0, '{}', '', :who)"),
    ("INSERT INTO insights_theme (run_id, theme, position, name, found, \"into\", split) VALUES"
    " (:run, 't01', 1, 'Shade', true, '', ''), (:run, 't02', 2, '', true, '', '')"),
    ("INSERT INTO insights_saying (run_id, theme, kind, position, said, holders) VALUES"
    " (:run, 't01', 'word', 1, 'shade', '{2}'), (:run, 't01', 'word', 2, 'stops', '{2,3}'),"
    " (:run, 't02', 'word', 1, 'hours', '{4}')"),
    ("INSERT INTO insights_item (run_id, place, item, contribution_id, row_number, language, found, theme, by_hand,"
    " stands_for) VALUES (:run, 1, :text, :contribution, NULL, 'en', 't01', 't01', '', 2),"
    " (:run, 2, 'u:1', NULL, 1, 'en', 't01', 't01', '', NULL),"
    " (:run, 3, 'u:2', NULL, 2, 'en', 't02', 't01', 'move', NULL),"
    " (:run, 4, 'u:3', NULL, 3, 'en', 't02', 't02', '', 1)"),
    ("INSERT INTO insights_edit (id, analysis_id, number, kind, arguments, made_by_id) VALUES"
    " (:edit, :analysis, 1, 'rename', '{\"theme\": \"t01\", \"name\": \"Shade\"}', :who)"),
    ("INSERT INTO insights_word (run_id, number, said, x, y, holders) VALUES"
    " (:run, 1, 'shade', 300, 400, '{1,2,3,4,4}'), (:run, 2, 'stops', 700, 600, '{1,2,3,4,4}')"),
    ("INSERT INTO insights_word_link (run_id, first, second, strength, holders) VALUES"
    " (:run, 1, 2, 0.5, '{1,2,3,4,4}')"),
    "INSERT INTO insights_tagging (analysis_id, several, proposed_at, learnt) VALUES (:analysis, false, now(), 1)",
    ("INSERT INTO insights_category (id, analysis_id, name, position) VALUES (:category, :analysis, 'Streets', 1),"
    " (gen_random_uuid(), :analysis, 'Houses', 2)"),
    "INSERT INTO insights_decision (analysis_id, item, made_by_id) VALUES (:analysis, 'u:1', :who)",
    "INSERT INTO insights_tag (analysis_id, item, category_id) VALUES (:analysis, 'u:1', :category)",
    ("INSERT INTO insights_proposed (analysis_id, item, position, categories, sure) VALUES"
    " (:analysis, 'u:2', 1, ARRAY[:category]::uuid[], '{640}'), (:analysis, 'u:3', 2, '{}', '{}')"),
    ("INSERT INTO insights_nearly_same (run_id, number, place, score) VALUES (:run, 1, 1, 0.8), (:run, 1, 2, 0.8),"
    " (:run, 1, 3, 0.8)"),
    ("INSERT INTO insights_merge (id, analysis_id, number, act, candidates, merged, made_by_id)"
    " VALUES (:merge, :analysis, 1, 1, ARRAY['u:1', 'u:2'], ARRAY['u:1', 'u:2'], :who)"),
    ("INSERT INTO insights_sheet (id, analysis_id, position, state, title, words, origin, theme, cost_field,"
    " made_by_id, changed_at) VALUES"
    " (:sheet, :analysis, 1, 'ready', 'Shade at the stops', '', 'theme', 't01', '', :who, '2026-11-01T12:00Z'),"
    " (:other, :analysis, 2, 'draft', '', 'Longer hours.', 'chosen', '', '', :who, now()),"
    " (:bare, :analysis, 3, 'draft', '', '', 'chosen', '', '', :who, now())"),
    ("INSERT INTO insights_sheet_source (sheet_id, item) VALUES (:sheet, :text), (:sheet, 'u:1'), (:sheet, 'u:2'),"
    " (:sheet, 'u:9'), (:other, 'u:3')"),
    ("INSERT INTO insights_quotation (sheet_id, item, mark, position, automatic) VALUES"
    " (:sheet, 'u:1', :said, 0, true), (:sheet, 'u:9', :said, 1, false)"),
)  # fmt: skip


def furnish_insights(made: "Furnished", db: Session) -> None:
    """A finished analysis of the open phase and of a file, with a change by hand."""
    number = {"number": made.numbers["idea"]}
    contribution = str(db.scalar(text("SELECT id FROM contribution WHERE number = :number"), number))
    wanted = ("analysis", "upload", "run", "failed", "edit", "merge", "sheet", "other", "bare", "category")
    keys = {name: str(uuid.uuid4()) for name in wanted}
    made.desk |= {ANALYSIS: keys["analysis"], FILE: keys["upload"], "insights.contribution": contribution}
    made.desk |= {SHEET: keys["sheet"], "insights.bare": keys["bare"]}
    values = {
        **keys, "who": made.people["manager"].id, "phase": made.phases["open"].id, "hash": "0" * 64,
        "contribution": contribution, "text": _text(made), "record": json.dumps(RECORD),
        "settings": json.dumps({"themes": 2, "language": "", "excluded": []}),
        "said": hashlib.sha256(b"More shade at the stops").hexdigest()[:32],
    }  # fmt: skip
    for row in ROWS:
        db.execute(text(row), values)

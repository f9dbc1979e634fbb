# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need to know of the module workflow: its addresses, what its forms send, and something at its desk.

Nothing of it is imported: where its edition isn't installed, or not open in a town, all this is left out.
"""

import importlib.util
import json
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

INSTALLED = importlib.util.find_spec("folkmoot_standard") is not None
NOTE, TEMPLATE = "workflow.note", "workflow.template"
REASON = {"en": "There is room.", "fr": "Il y a de la place.", "nl": "Er is plaats."}


def _idea(made: "Furnished") -> Mapping[str, str]:
    return {"number": str(made.numbers["idea"])}


def _phase(made: "Furnished") -> Mapping[str, str]:
    return {"phase": str(made.phases["open"].id)}


PARAMETERS: dict[str, Callable[["Furnished"], Mapping[str, str]]] = {
    **{f"workflow.{name}": _idea for name in ("contribution", "follow_up", "notes", "answer", "evaluation")},
    **{f"workflow.{name}": _phase for name in ("table", "table_change", "announce")},
    "workflow.export": lambda made: {**_phase(made), "format": "csv"},
    NOTE: lambda made: {"note": made.desk[NOTE]},
    TEMPLATE: lambda made: {"template": made.desk[TEMPLATE]},
}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "workflow.bulk": lambda made: {"do": "unassign", "ids": made.desk["contribution"], "confirm": "1"},
    "workflow.follow_up": lambda _: {"do": "done"},
    "workflow.notes": lambda _: {"body": "Call the parks department."},
    NOTE: lambda _: {"body": "Said in another way."},
    "workflow.answer": lambda made: {"reply.en": "Yes.", "status": str(made.status)},
    "workflow.evaluation": lambda _: {"verdict": "feasible", "do": "draft"},
    "workflow.template_new": lambda made: {
        "name": "Another", **{f"body.{locale}": "Thank you." for locale in made.town.site.locales}
    },
    TEMPLATE: lambda made: {
        "name": "Thanks", **{f"body.{locale}": "Thank you very much." for locale in made.town.site.locales}
    },
}  # fmt: skip
OWNERS = {NOTE: frozenset({"administrator"})}
"""A note is changed by who wrote it alone."""

if not INSTALLED:
    for table in (PARAMETERS, BODIES, OWNERS):
        table.clear()  # type: ignore[attr-defined]

ROWS = (
    "INSERT INTO workflow_note (id, contribution_id, author_id, body) VALUES (:note, :idea, :administrator, 'Ask')",
    "INSERT INTO workflow_template (id, name, signature, body) VALUES (:template, 'Thanks', '{}', :words)",
    "INSERT INTO workflow_follow_up (contribution_id, assignee_id, due_on) VALUES (:idea, :manager, '2026-01-02')",
    "INSERT INTO workflow_event (id, contribution_id, kind, person_id) VALUES (:event, :idea, 'assigned', :manager)",
    "INSERT INTO workflow_evaluation (contribution_id, reason, verdict) VALUES (:idea, :reason, 'with_changes')",
    "UPDATE workflow_evaluation SET cost = 1250000, finished_at = now() WHERE contribution_id = :idea",
    "INSERT INTO workflow_evaluator (contribution_id, account_id) VALUES (:idea, :manager)",
)


def furnish_desk(made: "Furnished", db: Session) -> None:
    """A note, a template, and the idea assigned, overdue and evaluated."""
    made.desk = {NOTE: str(uuid.uuid4()), TEMPLATE: str(uuid.uuid4())}
    number = {"number": made.numbers["idea"]}
    made.desk["contribution"] = str(db.scalar(text("SELECT id FROM contribution WHERE number = :number"), number))
    values = {
        "note": made.desk[NOTE], "template": made.desk[TEMPLATE], "idea": made.desk["contribution"],
        "event": uuid.uuid4(), "manager": made.people["manager"].id, "administrator": made.people["administrator"].id,
        "reason": json.dumps(REASON), "words": json.dumps(dict.fromkeys(REASON, "Thank you, {author}.")),
    }  # fmt: skip
    for row in ROWS:
        db.execute(text(row), values)

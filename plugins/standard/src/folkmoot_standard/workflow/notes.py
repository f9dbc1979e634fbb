# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Internal notes: written by staff, read by staff who may open the contribution, changed by their authors alone."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import delete, insert, update

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, Permission
from folkmoot_standard.workflow.context import HandledContribution, HandledNote
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.tables import note

PAGE = "folkmoot_standard:workflow/templates/note.jinja2"
LONGEST = 10_000


class Words(BaseModel):
    """The text of a note."""

    model_config = ConfigDict(extra="forbid")

    body: str = Field(
        min_length=1, max_length=LONGEST, title=_("Internal note"),
        description=_("Read by staff only, never published."),
        json_schema_extra={"widget": "textarea", "rows": 4},
    )  # fmt: skip


@view_config(
    route_name="workflow.notes", renderer=PAGE, permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
    begins=True,
)  # fmt: skip
def write(context: HandledContribution, request: Request) -> dict[str, Any] | Response:
    """Write a note about a contribution."""
    form, row = Form(Words, request), context.row
    if request.method == "POST" and form.validate():
        values = {"contribution_id": row.id, "author_id": request.account.id, "body": form.data.body}
        request.db.execute(insert(note).values(id=uuid7(), created_at=request.now, **values))
        Hand.of(request).log("note-written", row.id)
        return _back(request, row.number)
    return _page(request, form, row, mine=False)


@view_config(
    route_name="workflow.note", renderer=PAGE, permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
    begins=False,
)  # fmt: skip
def change(context: HandledNote, request: Request) -> dict[str, Any] | Response:
    """Change or delete one's own note."""
    row, hand = context.row, Hand.of(request)
    if row.author_id != request.account.id:
        raise HTTPForbidden
    if request.method == "POST" and request.POST.get("do") == "delete":
        request.db.execute(delete(note).where(note.c.id == row.id))
        hand.log("note-deleted", row.contribution_id)
        return _back(request, row.number)
    form = Form(Words, request, {"body": row.body})
    if request.method == "POST" and form.validate():
        request.db.execute(update(note).where(note.c.id == row.id).values(body=form.data.body, edited_at=request.now))
        hand.log("note-edited", row.contribution_id)
        return _back(request, row.number)
    return _page(request, form, row, mine=True)


def _back(request: Request, number: int) -> Response:
    return HTTPSeeOther(request.route_path("workflow.contribution", number=number, _anchor="notes"))


def _page(request: Request, form: Form[Words], row: Any, *, mine: bool) -> dict[str, Any]:
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "row": row, "mine": mine}

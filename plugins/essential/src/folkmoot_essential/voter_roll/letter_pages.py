# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page that makes letters; the codes stand in its answer and nowhere else."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_essential.voter_roll import letters, printing, rolls
from folkmoot_essential.voter_roll.context import RollContext
from folkmoot_essential.voter_roll.roll_pages import TEMPLATES, rows_sent

MOST_NAMED = 20


class Which(StrEnum):
    """Who gets a letter."""

    NEW = "new"
    ALL = "all"


class Kind(StrEnum):
    """What is made of the letters."""

    PAGE = "page"
    TABLE = "table"


class LetterOrder(BaseModel):
    """What a clerk wants."""

    model_config = ConfigDict(extra="forbid")

    which: Which = Field(
        Which.NEW, title=_("Who gets a letter?"),
        json_schema_extra={"widget": "radios", "options": {
            Which.NEW.value: _("Only people for whom no letter was made yet"),
            Which.ALL.value: _("Everybody in the file: codes of earlier letters stop working"),
        }},
    )  # fmt: skip
    kind: Kind = Field(
        Kind.PAGE, title=_("What do you need?"),
        json_schema_extra={"widget": "radios", "options": {
            Kind.PAGE.value: _("Letters to print, one a page"),
            Kind.TABLE.value: _("A table (CSV) for a mail merge or a printing house"),
        }},
    )  # fmt: skip


@view_config(
    route_name="voter_roll.letters", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "letters.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def make(context: RollContext, request: Request) -> dict[str, Any] | Response:
    """The form, and its answer: all letters, sent when the hashes of their codes are kept."""
    form, error = Form(LetterOrder, request), ""
    if request.method == "POST":
        valid = form.validate()
        rows, error = rows_sent(request)
        if valid and not error:
            try:
                found = letters.make(
                    request.db, request.find_service(IAudit), context.phase.id, rows, request.account.id,
                    again=form.data.which is Which.ALL,
                )  # fmt: skip
            except letters.NotOnRoll as refused:
                error = _strangers(request, refused.rows)
            else:
                if found:
                    return _answer(context, request, found, form.data.kind)
                error = request.gettext(
                    "Nobody in the file needs a letter: all of them have a code, or were taken off."
                )
        request.response.status_int = 422
    return {
        "context": context, "form": form, "error": error,
        "overview": rolls.overview(request.db, context.phase.id),
    }  # fmt: skip


def _answer(context: RollContext, request: Request, found: list[letters.Letter], kind: Kind) -> Response:
    write = printing.page if kind is Kind.PAGE else printing.table
    return write(request, context.phase, found)


def _strangers(request: Request, rows: tuple[int, ...]) -> str:
    named = ", ".join(str(row) for row in rows[:MOST_NAMED]) + (" …" if len(rows) > MOST_NAMED else "")
    text: str = request.ngettext(
        "%(num)s row isn't on the roll, so no letter was made. Add this person first. Row: %(rows)s",
        "%(num)s rows aren't on the roll, so no letter was made. Add these people first. Rows: %(rows)s",
        len(rows), rows=named,
    )  # fmt: skip
    return text

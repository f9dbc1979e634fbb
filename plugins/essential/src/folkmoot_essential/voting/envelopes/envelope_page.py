# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of envelopes: every area of the town, and what it has for itself in this vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IProjects, Permission
from folkmoot_essential.ledger.vote import TOWN
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.envelopes import envelope_saving
from folkmoot_essential.voting.envelopes.envelopes import name_of, usable
from folkmoot_essential.voting.options.option_pages import DEAREST, TEMPLATES, editor, refuse
from folkmoot_essential.voting.options.options import Frozen

UNUSABLE = _(
    "“%(area)s” can't have an envelope, as its address is “town” or longer than 64 letters. Change its address first."
)


class EnvelopeFields(BaseModel):
    """What one area has; nothing where it has no envelope."""

    model_config = ConfigDict(extra="forbid")

    amount: int | None = Field(None, ge=1, le=DEAREST, title=_("Amount"), json_schema_extra={"widget": "money"})


@dataclass(frozen=True)
class Row:
    """An area, or the whole town ("")."""

    contest: str
    title: str
    options: int
    form: Form[EnvelopeFields]


@view_config(
    route_name="voting.envelopes", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "envelopes.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def envelopes(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """All areas with their amounts, in one form."""
    rows = _rows(context)
    if request.method == "POST":
        if _valid(request, rows):
            return _save(context, request, rows)
        request.response.status_int = 422
    return {
        "context": context, "rows": rows, "total": sum(one.amount for one in context.envelopes),
        "errors": [error for row in rows for error in row.form.errors],
    }  # fmt: skip


def _rows(context: VotingContext) -> list[Row]:
    request, amounts = context.request, {one.contest: one.amount for one in context.envelopes}
    titles: dict[str, dict[str, str]] = {TOWN: {}}
    titles |= {one.slug: one.title for one in request.find_service(IProjects).areas(request.db)}
    titles |= {one.contest: {} for one in context.envelopes if one.contest not in titles}
    counts = {contest: sum(one.contest == contest for one in context.options) for contest in titles}
    return [
        Row(
            contest, name_of(request, contest, title), counts[contest],
            Form(EnvelopeFields, request, {"amount": amounts.get(contest)}, prefix=_prefix(contest)),
        )
        for contest, title in titles.items()
    ]  # fmt: skip


def _prefix(contest: str) -> str:
    return f"area-{contest}" if contest else "all"


def _valid(request: Request, rows: Sequence[Row]) -> bool:
    for row in rows:
        row.form["amount"].label = row.title  # which of all the amounts is meant
        if row.form.validate() and row.form.data.amount and not usable(row.contest):
            row.form.add_error("amount", request.gettext(UNUSABLE, area=row.title))
    return not any(row.form.errors for row in rows)


def _save(context: VotingContext, request: Request, rows: Sequence[Row]) -> Response:
    amounts = {row.contest: row.form.data.amount for row in rows if row.form.data.amount}
    try:
        moved = envelope_saving.save(request.db, context.phase, amounts, editor(request))
    except Frozen as error:
        refuse(request, error)
    else:
        request.flash(request.gettext("The envelopes were saved."))
        if moved:
            text = request.ngettext(
                "%(num)s option went to the envelope of its idea's area.",
                "%(num)s options went to the envelopes of their ideas' areas.", moved,
            )  # fmt: skip
            request.flash(text, "info")
    return HTTPSeeOther(context.url("voting.desk" if amounts else "voting.envelopes"))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Making options of contributions: choose a phase, tick which, and say what each costs, in one form."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import Table, func, select

from folkmoot.contributions.tables import area, contribution, status
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IContributions, ListQuery, Page, Permission, ProjectPhase
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.options import options
from folkmoot_essential.voting.options.option_pages import DEAREST, TEMPLATES, editor, refuse
from folkmoot_essential.voting.options.options import Frozen, TooMany

PER_PAGE = 100
NOTHING = _("Tick at least one contribution.")
NO_COST = _("Say what “%(title)s” costs; 0 if it costs nothing.")


class Taken(BaseModel):
    """Whether a contribution becomes an option, and what it costs."""

    model_config = ConfigDict(extra="forbid")

    take: bool = Field(False, title=_("Make it an option"))
    cost: int | None = Field(None, ge=0, le=DEAREST, title=_("Cost"), json_schema_extra={"widget": "money"})


@dataclass(frozen=True)
class Source:
    """A phase of the project that contributions came in by."""

    phase: ProjectPhase
    contributions: int


@dataclass(frozen=True)
class Row:
    """A contribution and its two fields."""

    contribution: Any
    form: Form[Taken]


@view_config(
    route_name="voting.from_contributions", permission=Permission.PROJECT_EDIT,
    renderer=TEMPLATES + "from_contributions.jinja2", request_method=("GET", "POST"),
)  # fmt: skip
def choose(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """The contributions of a phase by support, those that are options already left out of the form."""
    sources = sources_of(context)
    chosen = _chosen(request, sources)
    page = _page(context, chosen) if chosen else None
    rows = _rows(context, page) if page else []
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = _errors(request, rows)
        if not errors:
            return _make(context, request, rows)
        request.response.status_int = 422
    return {
        "context": context, "sources": sources, "chosen": chosen, "page": page, "rows": rows, "errors": errors,
        "areas": _titles(request, area, [one.contribution.area_id for one in rows]),
        "statuses": _titles(request, status, [one.contribution.status_id for one in rows]),
        "address": lambda number: _address(context, chosen, number),
    }  # fmt: skip


def _titles(request: Request, table: Table, ids: Sequence[uuid.UUID | None]) -> dict[uuid.UUID, dict[str, str]]:
    """What areas or statuses are called, by locale, in one statement."""
    wanted = {one for one in ids if one is not None}
    query = select(table.c.id, table.c.title).where(table.c.id.in_(wanted))
    return {row.id: row.title for row in request.db.execute(query)} if wanted else {}


def _address(context: VotingContext, chosen: Source | None, number: int) -> str:
    query = {"source": str(chosen.phase.id) if chosen else "", "page": number}
    return context.url("voting.from_contributions", _query=query)


def sources_of(context: VotingContext) -> list[Source]:
    """The project's phases with published contributions, in one statement."""
    c = contribution.c
    query = (
        select(c.phase_id, func.count())
        .where(c.project_id == context.project_id, c.published_at.is_not(None), c.withdrawn_at.is_(None))
        .group_by(c.phase_id)
    )
    counts = dict(context.request.db.execute(query).all())
    return [Source(phase, counts[phase.id]) for phase in context.phase.siblings if phase.id in counts]


def _chosen(request: Request, sources: Sequence[Source]) -> Source | None:
    asked = request.params.get("source", "")
    found = next((one for one in sources if str(one.phase.id) == asked), None)
    if asked and found is None:
        raise HTTPNotFound
    return found or (sources[0] if len(sources) == 1 else None)


def _page(context: VotingContext, source: Source) -> Page:
    request = context.request
    asked = request.params.get("page", "1")
    query = ListQuery(
        phase_id=source.phase.id, order="popular", drafts=True, per_page=PER_PAGE, language=request.locale,
        page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1, now=request.now,
    )  # fmt: skip
    found: Page = request.find_service(IContributions).listing(request.db, query)
    return found


def _rows(context: VotingContext, page: Page) -> list[Row]:
    used = {one.contribution_id for one in context.options}
    return [
        Row(one, Form(Taken, context.request, prefix=f"row-{one.number}")) for one in page.rows if one.id not in used
    ]


def _errors(request: Request, rows: Sequence[Row]) -> list[tuple[str, str]]:
    for row in rows:
        row.form["cost"].label = row.contribution.title  # which of all the costs is meant
        if row.form.validate() and row.form.data.take and row.form.data.cost is None:
            row.form.add_error("cost", request.gettext(NO_COST, title=row.contribution.title))
    found = [error for row in rows for error in row.form.errors]
    if not found and not any(row.form.data.take for row in rows):
        return [("", request.gettext(NOTHING))]
    return found


def _make(context: VotingContext, request: Request, rows: Sequence[Row]) -> Response:
    costs: dict[uuid.UUID, int] = {row.contribution.id: row.form.data.cost or 0 for row in rows if row.form.data.take}
    try:
        drafts = options.drafts_of(request.db, context.phase, costs)
        made = options.add(request.db, context.phase, drafts, editor(request))
    except (Frozen, TooMany) as error:
        refuse(request, error)
    else:
        text = request.ngettext("%(num)s option was added.", "%(num)s options were added.", len(made))
        request.flash(text)
    return HTTPSeeOther(context.url("voting.options"))

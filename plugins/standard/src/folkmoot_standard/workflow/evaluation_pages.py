# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The evaluation table of a phase, the list of all such tables, and the form of one evaluation."""

import uuid
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import func, select

from folkmoot.contributions.tables import contribution
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, Permission
from folkmoot_standard.workflow import choices, evaluating
from folkmoot_standard.workflow.context import HandledContribution, HandledPhase
from folkmoot_standard.workflow.desk import may_begin
from folkmoot_standard.workflow.evaluating import Judgement
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.staff import Colleague, colleagues
from folkmoot_standard.workflow.tables import evaluation, handled_by, uuid_of
from folkmoot_standard.workflow.verdicts import TITLES, TONES, Verdict

TABLES = "folkmoot_standard:workflow/templates/evaluations.jinja2"
TABLE = "folkmoot_standard:workflow/templates/table.jinja2"
FORM = "folkmoot_standard:workflow/templates/evaluation.jinja2"
PER_PAGE = 50
STATES = {"draft": _("Draft"), "finished": _("Finished"), "announced": _("Announced"), "changed": _("Changed since")}


class JudgementFields(BaseModel):
    """The form of one evaluation."""

    model_config = ConfigDict(extra="forbid")

    evaluators: list[uuid.UUID] = Field(
        default_factory=list, title=_("Evaluators"), description=_("Colleagues who are asked to evaluate it."),
        json_schema_extra={"widget": "checks"},
    )  # fmt: skip
    cost: int | None = Field(
        default=None, ge=0, le=10**15, title=_("Estimated cost"), description=_("Leave it empty where it isn't known."),
        json_schema_extra={"widget": "money"},
    )  # fmt: skip
    verdict: Verdict | None = Field(
        default=None, title=_("Verdict"), json_schema_extra={"widget": "select", "empty": _("No verdict yet")}
    )
    reason: dict[str, str] = Field(
        default_factory=dict, title=_("Reason"),
        description=_("The author reads it, in their language, word for word."),
        json_schema_extra={"widget": "multiloc_text", "rows": 6, "publish": True},
    )  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """Figures of a phase's table, from its rows. cost: of what is finished and feasible, with or without changes."""

    total: int
    finished: int
    announced: int
    changed: int
    cost: int
    verdicts: dict[str, int]


def state(row: Any) -> str:
    """A key of STATES."""
    if evaluating.changed(row):
        return "changed"
    if row.announced_at is not None:
        return "announced"
    return "finished" if row.finished_at is not None else "draft"


def sums(rows: list[Any]) -> Sums:
    """The figures of a table."""
    finished = [row for row in rows if row.finished_at is not None]
    possible = (Verdict.FEASIBLE, Verdict.WITH_CHANGES)
    return Sums(
        len(rows), len(finished), sum(row.announced_at is not None for row in rows),
        sum(evaluating.changed(row) for row in rows),
        sum(row.cost or 0 for row in finished if row.verdict in possible),
        {verdict: sum(row.verdict == verdict for row in finished) for verdict in Verdict},
    )  # fmt: skip


@view_config(
    route_name="workflow.tables", renderer=TABLES, permission=Permission.STAFF, request_method="GET", begins=False
)
def tables(request: Request) -> dict[str, Any]:
    """Every phase with contributions, and how far its evaluation has come."""
    c, e = contribution.c, evaluation.c
    query = (
        select(
            c.phase_id, func.count(e.contribution_id).label("total"), func.count(e.finished_at).label("finished"),
            func.count(e.announced_at).label("announced"),
        )
        .select_from(contribution.join(evaluation, e.contribution_id == c.id))
        .where(*handled_by(request.account))
        .group_by(c.phase_id)
    )  # fmt: skip
    counts = {row.phase_id: row for row in request.db.execute(query)}
    places = choices.places(request)
    return {"places": places, "counts": counts}


@view_config(
    route_name="workflow.table", renderer=TABLE, permission=Permission.PROJECT_EDIT, request_method="GET", begins=False
)
def table(context: HandledPhase, request: Request) -> dict[str, Any]:
    """The evaluations of one phase with their figures."""
    rows, people = evaluating.table(request.db, context.phase.id), colleagues(request.db)
    asked, wanted = request.GET.get("state", ""), request.GET.get("evaluator", "")
    mine = [row for row in rows if request.account.id in row.evaluators] if wanted == "me" else rows
    shown = [row for row in mine if asked not in STATES or state(row) == asked]
    page = int(text) if (text := request.GET.get("page", "1")).isdecimal() and len(text) < 6 else 1
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(max(page, 1), pages)
    kept = {name: value for name, value in (("state", asked), ("evaluator", wanted)) if value}
    path = request.route_path
    return {
        "phase": context.phase, "sums": sums(rows), "rows": shown[(page - 1) * PER_PAGE : page * PER_PAGE],
        "page_number": page, "pages": pages, "state": asked, "evaluator": wanted, "states": STATES, "state_of": state,
        "people": people, "team": team(people, context.project_id), "verdicts": TITLES, "tones": TONES,
        "outside": outside(request, context.phase.id), "may_begin": may_begin(request), "total_shown": len(shown),
        "address": lambda number: path("workflow.table", phase=context.phase.id, _query={**kept, "page": number}),
        "public_url": lambda row: choices.public_url(request, row.method, row.number),
    }  # fmt: skip


def team(people: dict[uuid.UUID, Colleague], project_id: uuid.UUID) -> list[Colleague]:
    """Who of the staff may open a project."""
    return [one for one in people.values() if one.handles(project_id)]


def outside(request: Request, phase_id: uuid.UUID) -> int:
    """How many public contributions of a phase aren't in its table."""
    return int(request.db.scalar(select(func.count()).select_from(_outside(phase_id).subquery())))


def _outside(phase_id: uuid.UUID) -> Any:
    c = contribution.c
    return (
        select(c.id)
        .select_from(contribution.outerjoin(evaluation, evaluation.c.contribution_id == c.id))
        .where(c.phase_id == phase_id, c.withdrawn_at.is_(None), c.published_at.is_not(None))
        .where(evaluation.c.contribution_id.is_(None))
    )


@view_config(
    route_name="workflow.table_change", permission=Permission.PROJECT_EDIT, request_method="POST",
    request_param="do=add", begins=True,
)  # fmt: skip
def add(context: HandledPhase, request: Request) -> Response:
    """Put all contributions of the phase into its table, or the one whose id was sent."""
    wanted = _outside(context.phase.id)
    if one := uuid_of(request.POST.get("id")):
        wanted = wanted.where(contribution.c.id == one)
    new = evaluating.begin(Hand.of(request), request.db.scalars(wanted))
    text = request.ngettext(
        "%(num)s contribution is in the table now.", "%(num)s contributions are in the table now.", new
    )
    request.flash(text)
    return _to_table(context, request)


@view_config(
    route_name="workflow.table_change", permission=Permission.PROJECT_EDIT, request_method="POST",
    request_param="do=ask", begins=True,
)  # fmt: skip
def ask(context: HandledPhase, request: Request) -> Response:
    """Ask a colleague to evaluate the ticked ones too."""
    to = colleagues(request.db).get(uuid_of(request.POST.get("colleague")))  # type: ignore[arg-type]
    ids = _ticked(context, request)
    if to is None or not to.handles(context.project_id) or not ids:
        request.flash(request.gettext("Choose a colleague, and tick at least one contribution."), "warn")
    else:
        evaluating.add_evaluators(Hand.of(request), ids, [to.id])
        text = request.ngettext(
            "%(name)s is asked to evaluate %(num)s contribution.",
            "%(name)s is asked to evaluate %(num)s contributions.", len(ids), name=to.name,
        )  # fmt: skip
        request.flash(text)
    return _to_table(context, request)


@view_config(
    route_name="workflow.table_change", permission=Permission.PROJECT_EDIT, request_method="POST", begins=False
)
def take_out(context: HandledPhase, request: Request) -> Response:
    """Take the ticked ones out of the table; what was announced stays."""
    ids = _ticked(context, request)
    gone = evaluating.remove(Hand.of(request), ids) if request.POST.get("do") == "remove" else 0
    if gone:
        text = request.ngettext("%(num)s contribution is taken out.", "%(num)s contributions are taken out.", gone)
        request.flash(text)
    if gone < len(ids):
        request.flash(request.gettext("What was announced stays in the table."), "warn")
    return _to_table(context, request)


def _ticked(context: HandledPhase, request: Request) -> list[uuid.UUID]:
    """The ticked contributions that are in this phase's table."""
    sent = [found for text in request.POST.getall("ids") if (found := uuid_of(text))]
    query = select(evaluation.c.contribution_id).join(contribution, contribution.c.id == evaluation.c.contribution_id)
    where = (contribution.c.phase_id == context.phase.id, contribution.c.id.in_(sent))
    return list(request.db.scalars(query.where(*where)))


def _to_table(context: HandledPhase, request: Request) -> Response:
    return HTTPSeeOther(request.route_path("workflow.table", phase=context.phase.id))


@view_config(
    route_name="workflow.evaluation", renderer=FORM, permission=Permission.PROJECT_EDIT,
    request_method=("GET", "POST"), begins=False,
)  # fmt: skip
def evaluate(context: HandledContribution, request: Request) -> dict[str, Any] | Response:
    """Say what the town thinks of a contribution that is in the table: as a draft, or finished."""
    row, people = context.row, colleagues(request.db)
    known = context.kept(request)
    kept = known.evaluation
    if kept is None:
        raise HTTPNotFound
    form = Form(JudgementFields, request, {
        "evaluators": known.evaluators, "cost": kept.cost, "verdict": kept.verdict, "reason": kept.reason,
    })  # fmt: skip
    form["evaluators"].options = [(str(one.id), one.name) for one in team(people, context.project_id)]
    form["verdict"].options = [(str(key), request.gettext(label)) for key, label in TITLES.items()]
    finish = request.POST.get("do") == "finish"
    if request.method == "POST" and form.validate() and (not finish or complete(request, form)):
        _store(request, kept, form.data, finish=finish)
        request.flash(request.gettext(_("The evaluation is finished.") if finish else _("The draft is saved.")))
        return HTTPSeeOther(request.route_path("workflow.table", phase=row.phase_id))
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "idea": row, "kept": kept, "state": state(kept), "states": STATES}


def _store(request: Request, kept: Any, data: JudgementFields, *, finish: bool) -> None:
    hand, judgement = Hand.of(request), Judgement(data.cost, data.verdict or "", data.reason)
    evaluating.save(hand, kept, judgement, finish=finish)
    evaluating.set_evaluators(hand, [kept.contribution_id], data.evaluators)


def complete(request: Request, form: Form[JudgementFields]) -> bool:
    """Whether an evaluation can be told to its author: a verdict, and its reason in every required language."""
    if form.data.verdict is None:
        form.add_error("verdict", request.gettext("Choose a verdict before you finish the evaluation."))
    for locale in form["reason"].required_locales:
        if not form.data.reason.get(locale, "").strip():
            form.add_error(f"reason.{locale}", request.gettext("Write the reason in every language the town requires."))
    return not form.errors

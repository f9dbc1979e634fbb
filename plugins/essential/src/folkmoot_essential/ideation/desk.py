# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's side of ideas: finding them, giving statuses to one or many, answering officially."""

import uuid
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import func, select

from folkmoot.contributions.tables import contribution, project
from folkmoot.hookspecs.contributions import AUTOMATIC
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IContributions, ListQuery, Permission, Refusal
from folkmoot_essential.ideation.tags import METHOD, Tags, degrees

PER_PAGE = 50
LONGEST_REPLY = 10_000
LIST = "folkmoot_essential:ideation/templates/desk_list.jinja2"
IDEA = "folkmoot_essential:ideation/templates/desk_idea.jinja2"


class StatusAndReply(BaseModel):
    """What an official decides: a status, and the public answer that goes with it."""

    model_config = ConfigDict(extra="forbid")

    status: uuid.UUID = Field(title=_("Status"), json_schema_extra={"widget": "select"})
    signature: dict[str, str] = Field(
        default_factory=dict, title=_("Signed by"), description=_("The body that answers, such as Parks department."),
        json_schema_extra={"widget": "multiloc"},
    )  # fmt: skip
    reply: dict[str, str] = Field(
        default_factory=dict, title=_("Official reply"),
        description=_("Shown on the idea's page. Leave it empty to change the status alone."),
        json_schema_extra={"widget": "multiloc_text", "rows": 5},
    )  # fmt: skip


@dataclass(frozen=True)
class ProjectChoice:
    """A project whose ideas this member of staff handles, with how many wait for screening."""

    id: uuid.UUID
    title: dict[str, str]
    ideas: int
    waiting: int


class DeskIdea:
    """An idea by its number, for those who manage its project; PROJECT_EDIT is decided on this."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        number = int(request.matchdict["number"])
        service = request.find_service(IContributions)
        self.idea: Any = service.by_number(request.db, number, None) if number < 2**63 else None
        if self.idea is None or self.idea.method != METHOD:
            raise HTTPNotFound
        self.project_id: uuid.UUID = self.idea.project_id


def projects_of(request: Request) -> list[ProjectChoice]:
    """Projects with ideas that the signed-in person manages, in one statement."""
    c, p = contribution.c, project.c
    waiting = func.count().filter(c.published_at.is_(None), c.withdrawn_at.is_(None))
    query = (
        select(p.id, p.title, func.count().label("ideas"), waiting.label("waiting"))
        .select_from(project.join(contribution, c.project_id == p.id))
        .where(c.method == METHOD)
        .group_by(p.id, p.title, p.position)
        .order_by(waiting.desc(), p.position, p.id)
    )
    return [
        ProjectChoice(row.id, row.title, row.ideas, row.waiting)
        for row in request.db.execute(query)
        if request.account.manages(row.id)
    ]


@view_config(route_name="ideation.desk", renderer=LIST, permission=Permission.STAFF, request_method="GET")
def ideas(request: Request) -> dict[str, Any]:
    """Ideas of one project (all of them for administrators), those that wait for screening included."""
    choices = projects_of(request)
    chosen = _chosen(request, choices)
    tags = Tags(request)
    status = next((one.id for one in tags.statuses if str(one.id) == request.GET.get("status")), None)
    empty = chosen is None and not request.account.is_administrator
    query = ListQuery(
        methods=(METHOD,), project_id=chosen.id if chosen else None, text=request.GET.get("q", ""),
        language=request.locale, statuses=(status,) if status else (), order="newest", hidden=True, drafts=True,
        page=_page(request), per_page=PER_PAGE,
    )  # fmt: skip
    found = None if empty else request.find_service(IContributions).listing(request.db, query)
    return {
        "choices": choices, "chosen": chosen, "tags": tags, "found": found, "status": str(status or ""),
        "text": query.text, "given_by_hand": _by_hand(tags), "address": lambda number: _address(request, number),
    }  # fmt: skip


def _chosen(request: Request, choices: list[ProjectChoice]) -> ProjectChoice | None:
    """The project asked for; a manager without a wish gets the first of theirs, never one of somebody else."""
    asked = request.params.get("project", "")
    found = next((choice for choice in choices if str(choice.id) == asked), None)
    if asked and found is None:
        raise HTTPNotFound
    return found or (None if request.account.is_administrator else next(iter(choices), None))


def _page(request: Request) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _address(request: Request, number: int) -> str:
    kept = {name: request.GET[name] for name in ("project", "status", "q") if request.GET.get(name)}
    return str(request.route_path("ideation.desk", _query={**kept, "page": number}))


def _by_hand(tags: Tags) -> list[tuple[str, str]]:
    """Statuses that people may give: the automatic ones are given by rules alone."""
    return [(str(one.id), tags.badges[one.id].label) for one in tags.statuses if one.status_class not in AUTOMATIC]


@view_config(route_name="ideation.desk", permission=Permission.STAFF, request_method="POST")
def give_many(request: Request) -> Response:
    """One status for all ticked ideas; what can't be changed is told and stays."""
    service, db = request.find_service(IContributions), request.db
    chosen = _chosen(request, projects_of(request))
    status = next((one for one in Tags(request).statuses if str(one.id) == request.POST.get("status")), None)
    wanted = _ticked(request)
    mine = _manageable(request, wanted)
    if status is None or not wanted or len(mine) != len(wanted):
        request.flash(request.gettext("Choose a status and at least one idea."), "warn")
    else:
        done = service.set_statuses(db, sorted(mine), status.id, request.account.id, request.now)
        _tell(request, len(done.changed), len(done.refused))
    query = {"project": str(chosen.id)} if chosen else {}
    return HTTPSeeOther(request.route_path("ideation.desk", _query=query))


def _ticked(request: Request) -> set[uuid.UUID]:
    found = set()
    for text in request.POST.getall("idea"):
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            raise HTTPNotFound from None
    return found


def _manageable(request: Request, ids: set[uuid.UUID]) -> list[uuid.UUID]:
    """Those of the ticked ideas whose project the person manages; read anew, whatever the form said."""
    c = contribution.c
    rows = request.db.execute(select(c.id, c.project_id).where(c.id.in_(ids), c.method == METHOD))
    return [row.id for row in rows if request.account.manages(row.project_id)]


def _tell(request: Request, changed: int, refused: int) -> None:
    if changed:
        request.flash(request.ngettext("%(num)s idea has a new status.", "%(num)s ideas have a new status.", changed))
    if refused:
        text = request.ngettext(
            "%(num)s idea could not get this status: it needs an official reply, or was withdrawn.",
            "%(num)s ideas could not get this status: they need an official reply, or were withdrawn.", refused,
        )  # fmt: skip
        request.flash(text, "warn")


@view_config(
    route_name="ideation.desk_idea", renderer=IDEA, permission=Permission.PROJECT_EDIT, request_method=("GET", "POST")
)
def idea(context: DeskIdea, request: Request) -> dict[str, Any] | Response:
    """One idea: what was sent in, how it got here, and what the administration says to it."""
    service, tags, row = request.find_service(IContributions), Tags(request), context.idea
    form = Form(StatusAndReply, request, {"status": row.status_id})
    form["status"].options = _by_hand(tags)
    if request.method == "POST" and form.validate():
        refused = _decide(request, row, form.data)
        if refused is None:
            request.flash(request.gettext("The decision is saved and shown on the idea's page."))
            return HTTPSeeOther(request.route_path("ideation.desk_idea", number=row.number))
        form.add_error("status", request.gettext(refused.sentence, **dict(refused.values)))
    if request.method == "POST":
        request.response.status_int = 422
    return {
        "idea": row, "form": form, "tags": tags, "steps": service.steps(request.db, row.id),
        "replies": service.replies(request.db, row.id), "versions": service.versions(request.db, row.id),
        "panels": request.plugins.contribution_panels(request, row.id),
        "position": (degrees(row.latitude), degrees(row.longitude)) if row.latitude is not None else None,
    }  # fmt: skip


def _decide(request: Request, row: Any, data: StatusAndReply) -> Refusal | None:
    """Give the status with its reply, or publish a reply alone when the status stays."""
    service, account = request.find_service(IContributions), request.account
    reply = {locale: text for locale, text in data.reply.items() if text.strip()}
    signature = {locale: text for locale, text in data.signature.items() if text.strip()} or request.site.name
    if reply and data.status == row.status_id:
        service.reply(request.db, row.id, account.id, signature, reply, request.now)
        return None
    given: Refusal | None = service.set_status(
        request.db, row.id, data.status, account.id, request.now, reply=(signature, reply) if reply else None
    )
    return given


@view_config(route_name="ideation.desk_publish", permission=Permission.PROJECT_EDIT, request_method="POST")
def publish(context: DeskIdea, request: Request) -> Response:
    """Let an idea that waited for screening be seen by everybody."""
    service = request.find_service(IContributions)
    refused = service.publish(request.db, context.idea.id, request.account.id, request.now)
    text = _("The idea is online.") if refused is None else refused.sentence
    request.flash(request.gettext(text), "ok" if refused is None else "warn")
    return HTTPSeeOther(request.route_path("ideation.desk_idea", number=context.idea.number))


def includeme(config: Configurator) -> None:
    """Register the back office's routes."""
    config.add_admin_route("ideation.desk", "/ideas")
    config.add_admin_route("ideation.desk_idea", r"/ideas/{number:\d+}", factory=DeskIdea)
    config.add_admin_route("ideation.desk_publish", r"/ideas/{number:\d+}/publish", factory=DeskIdea)
    config.scan("folkmoot_essential.ideation.desk")

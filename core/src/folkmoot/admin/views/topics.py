# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Topics and areas of the town."""

from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.admin.context import id_of
from folkmoot.admin.forms_town import AreaFields, TopicFields
from folkmoot.admin.saving import done, submit
from folkmoot.admin.services import taxonomy
from folkmoot.admin.services.ordering import move_row
from folkmoot.audit.interfaces import IAudit
from folkmoot.projects.models import Area, Topic
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

LIST = "folkmoot:admin/templates/taxonomy.jinja2"
PAGE = "folkmoot:admin/templates/taxon.jinja2"
BOTH = ("GET", "POST")


@view_config(route_name="admin.topics", renderer=LIST, permission=Permission.ADMINISTER, request_method=BOTH)
def topics(request: Request) -> dict[str, Any] | Response:
    """All topics in their order."""
    return _list(request, "topic", Topic, taxonomy.topic_uses)


@view_config(route_name="admin.areas", renderer=LIST, permission=Permission.ADMINISTER, request_method=BOTH)
def areas(request: Request) -> dict[str, Any] | Response:
    """All areas in their order."""
    return _list(request, "area", Area, taxonomy.area_uses)


def _list(request: Request, kind: str, model: Any, uses: Callable[[Any], Any]) -> dict[str, Any] | Response:
    if request.method == "POST":
        move_row(request.db, model, request.POST.get("move", ""))
        return HTTPSeeOther(request.route_path(f"admin.{kind}s"))
    rows = list(request.db.scalars(select(model).order_by(model.position, model.id)))
    return {"kind": kind, "rows": rows, "usage": uses(request.db)}


@view_config(route_name="admin.topic_new", renderer=PAGE, permission=Permission.ADMINISTER, request_method=BOTH)
def new_topic(request: Request) -> dict[str, Any] | Response:
    """A new topic."""
    return _topic(request, None)


@view_config(route_name="admin.topic", renderer=PAGE, permission=Permission.ADMINISTER, request_method=BOTH)
def edit_topic(request: Request) -> dict[str, Any] | Response:
    """Change or remove a topic."""
    return _topic(request, _row(request, Topic))


@view_config(route_name="admin.area_new", renderer=PAGE, permission=Permission.ADMINISTER, request_method=BOTH)
def new_area(request: Request) -> dict[str, Any] | Response:
    """A new area."""
    return _area(request, None)


@view_config(route_name="admin.area", renderer=PAGE, permission=Permission.ADMINISTER, request_method=BOTH)
def edit_area(request: Request) -> dict[str, Any] | Response:
    """Change or remove an area."""
    return _area(request, _row(request, Area))


def _row(request: Request, model: Any) -> Any:
    found = request.db.scalars(select(model).where(model.id == id_of(request.matchdict["id"]))).one_or_none()
    if found is None:
        raise HTTPNotFound
    return found


def _topic(request: Request, topic: Topic | None) -> dict[str, Any] | Response:
    db, audit, actor = request.db, request.find_service(IAudit), request.account.id
    if topic is not None and request.POST.get("do") == "delete":
        taxonomy.delete_topic(db, audit, actor, topic)
        return done(request, request.gettext("The topic is removed."), "admin.topics")
    values = {"title": topic.title, "icon": topic.icon, "tone": topic.tone} if topic else None
    form = Form(TopicFields, request, values)

    def save() -> Topic:
        return taxonomy.save_topic(db, audit, request.site, actor, form.data.model_dump(), topic)

    if submit(request, form, save) is not None:
        return done(request, request.gettext("The topic is saved."), "admin.topics")
    return {"kind": "topic", "form": form, "row": topic, "usage": _uses(taxonomy.topic_uses(db), topic)}


def _area(request: Request, area: Area | None) -> dict[str, Any] | Response:
    db, audit, actor = request.db, request.find_service(IAudit), request.account.id
    if area is not None and request.POST.get("do") == "delete":
        taxonomy.delete_area(db, audit, actor, area)
        return done(request, request.gettext("The area is removed."), "admin.areas")
    form = Form(AreaFields, request, _area_values(area) if area else None)

    def save() -> Area:
        return taxonomy.save_area(db, audit, request.site, actor, form.data.model_dump(), area)

    if submit(request, form, save) is not None:
        return done(request, request.gettext("The area is saved."), "admin.areas")
    return {"kind": "area", "form": form, "row": area, "usage": _uses(taxonomy.area_uses(db), area)}


def _area_values(area: Area) -> dict[str, Any]:
    outline = "\n".join(taxonomy.typed_pair(*corner) for corner in area.outline)
    return {"title": area.title, "centre": taxonomy.typed_pair(area.latitude, area.longitude), "outline": outline}


def _uses(uses: dict[Any, tuple[int, int]], row: Any) -> tuple[int, int]:
    return uses.get(row.id, (0, 0)) if row is not None else (0, 0)

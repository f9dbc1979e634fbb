# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Own categories: made here, given to texts by hand, and proposed for all others, the least certain asked first."""

import uuid
from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IJobs, Permission, Refusal
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights import editing, frame, members
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.questions import proposing, tags

PAGE = "folkmoot_premium:insights/templates/tagging.jinja2"
AT_ONCE = 10
"""Texts to decide on one page."""
NO_CATEGORY = "none"
BEFORE = "tag."
"""Before a text's id in the name of its field."""
LEARNING = "learning"
"""The id of the sentence that asks again by itself while a worker learns."""
OLD = Refusal("tag-old-run", _("This is an older run. Tag in the newest one."))


@view_config(
    route_name="insights.tagging", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """The categories, and the next texts to decide."""
    db = request.db
    found = tags.scope(db, context.analysis.id, context.run.id)
    asked = proposing.waiting(db, context.analysis.id, context.run.id, AT_ONCE) if found.categories else []
    names = {one.id: one.name for one in found.categories}
    return {
        **frame.values(request, context.run, "tagging"), "scope": found, "asked": asked, "names": names,
        "texts": members.by_items(db, context.run.id, [one.item for one in asked]), "no_category": NO_CATEGORY,
        "before": BEFORE, "words_alone": context.run.settings.get("semantic", False) and not installed(),
        "renewed": request.headers.get("HX-Target") == LEARNING, "learning": LEARNING,
    }  # fmt: skip


@view_config(route_name="insights.tagging", permission=Permission.STAFF, request_method="POST", begins=False)
def changed(context: Finished, request: Request) -> Response:
    """Categories and decisions; going on with what was begun, so it stays open in sunset."""
    current = editing.newest(request.db, context.analysis.id)
    act = ACTS.get(request.POST.get("do", ""))
    refusal = OLD if current is None or current.id != context.run.id else act(context, request) if act else None
    if refusal is not None:
        request.flash(request.gettext(refusal.sentence), "warn")
    return _back(context, request)


@view_config(route_name="insights.propose", permission=Permission.STAFF, request_method="POST", begins=True)
def propose(context: Finished, request: Request) -> Response:
    """Have a worker learn and propose."""
    if not proposing.ask(request.db, request.find_service(IJobs), context.analysis.id, request.now):
        request.flash(request.gettext(_("A worker is at it already.")))
    return _back(context, request)


def _back(context: Finished, request: Request) -> Response:
    where = {"analysis": context.analysis.id, "run": context.run.number}
    return HTTPSeeOther(request.route_path("insights.tagging", **where))


def _add(context: Finished, request: Request) -> Refusal | None:
    return tags.add_category(request.db, context.analysis.id, request.POST.get("name", ""))


def _rename(context: Finished, request: Request) -> Refusal | None:
    key = _key(request.POST.get("category"))
    return tags.rename_category(request.db, context.analysis.id, key, request.POST.get("name", "")) if key else None


def _delete(context: Finished, request: Request) -> Refusal | None:
    key = _key(request.POST.get("category"))
    if key:
        tags.delete_category(request.db, context.analysis.id, key)
    return None


def _several(context: Finished, request: Request) -> Refusal | None:
    return tags.allow_several(request.db, context.analysis.id, request.POST.get("several") == "yes")


def _decide(context: Finished, request: Request) -> Refusal | None:
    chosen: dict[str, set[uuid.UUID]] = {}
    for name, value in request.POST.items():
        if name.startswith(BEFORE) and isinstance(value, str) and value:
            keys, key = chosen.setdefault(name.removeprefix(BEFORE), set()), _key(value)
            keys |= {key} if key else set()
    there = members.by_items(request.db, context.run.id, list(chosen))
    told = {one: frozenset(keys) for one, keys in chosen.items() if one in there}
    refusal = tags.decide(request.db, context.analysis.id, request.account.id, told)
    if refusal is None and told:
        count = request.ngettext("%(num)s text is tagged.", "%(num)s texts are tagged.", len(told))
        request.flash(count)
    return refusal


def _key(told: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(told))
    except ValueError:
        return None


ACTS: dict[str, Callable[[Finished, Request], Refusal | None]] = {
    "add": _add, "rename": _rename, "delete": _delete, "several": _several, "decide": _decide,
}  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The desk: all contributions that somebody may handle, with filters, orders and boxes to tick for bulk changes."""

import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import ISearch, Permission
from folkmoot_standard.workflow import choices, listing
from folkmoot_standard.workflow.listing import Wish
from folkmoot_standard.workflow.staff import Colleague, colleagues
from folkmoot_standard.workflow.tables import answer_template, is_overdue, uuid_of
from folkmoot_standard.workflow.verdicts import TITLES, TONES, Verdict

ID = "workflow"
PAGE = "folkmoot_standard:workflow/templates/desk.jinja2"
KEPT = ("project", "phase", "status", "assignee", "due", "evaluated", "q", "sort")
COLUMNS = {"title": ("title", "title-last"), "due": ("due", "due-last"), "support": ("support", "support-last")}
ORDERS = {
    "oldest": _("Oldest first"), "due": _("Due first"), "due-last": _("Due last"), "title": _("Title, A to Z"),
    "title-last": _("Title, Z to A"), "support": _("Most supported"), "support-last": _("Least supported"),
}  # fmt: skip


def today(request: Request) -> datetime.date:
    """The day of the request in the tenant's calendar."""
    day: datetime.date = request.site.local(request.now).date()
    return day


def may_begin(request: Request) -> bool:
    """Whether the module may begin something: buttons that do aren't offered in sunset, where they are refused."""
    return str(request.plugins.modes.get(ID, "open")) != "sunset"


@view_config(route_name="workflow.desk", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False)
def desk(request: Request) -> dict[str, Any]:
    """The list, and what can be done with many at once."""
    places, people = choices.places(request), colleagues(request.db)
    statuses = choices.statuses(request, places.methods)
    wish = wished(request, places, people)
    found = listing.find(request.db, wish, request.account, today(request))
    return {
        "wish": wish, "found": found, "rows": [shown(request, row) for row in found.rows], "places": places,
        "people": [one for one in people.values() if any(one.handles(key) for key in places.projects)],
        "statuses": choices.status_options(request, statuses), "filtered": any(_kept(request, "sort").values()),
        "by_hand": choices.status_options(request, choices.by_hand(statuses)), "templates": templates(request),
        "address": lambda number: address(request, page=number), "sorting": lambda key: _sorting(request, wish, key),
        "orders": [(key, request.gettext(label)) for key, label in ORDERS.items()],
        "may_begin": may_begin(request), "back": urlencode({**_kept(request), "page": wish.page}),
        "only_mine": address(request, assignee="me", page=1),
    }  # fmt: skip


def wished(request: Request, places: choices.Places, people: dict[Any, Colleague]) -> Wish:
    """The filters of the address; what doesn't exist or isn't theirs is no filter."""
    get = request.GET
    project_id, phase_id = uuid_of(get.get("project")), uuid_of(get.get("phase"))
    assignee, text, page = get.get("assignee", ""), get.get("q", "").strip()[:200], get.get("page", "1")
    known = assignee in (listing.ME, listing.NOBODY) or uuid_of(assignee) in people
    matches = request.find_service(ISearch).matches(text, request.locale, "contribution") if text else None
    return Wish(
        project_id if project_id in places.projects else None, phase_id if phase_id in places.phases else None,
        uuid_of(get.get("status")), assignee if known else "", get.get("due", ""), get.get("evaluated", ""), text,
        get.get("sort") if get.get("sort") in listing.SORTS else "newest",
        max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1, matches,
    )  # fmt: skip


def _kept(request: Request, *without: str) -> dict[str, str]:
    return {name: request.GET[name] for name in KEPT if request.GET.get(name) and name not in without}


def address(request: Request, **changed: Any) -> str:
    """The desk with the filters of this request, some of them changed."""
    query = {**_kept(request), **changed}
    return str(request.route_path("workflow.desk", _query={key: value for key, value in query.items() if value}))


def back_to(request: Request) -> str:
    """The desk as it was before a bulk change: only its own filters are taken from what was sent."""
    sent = dict(parse_qsl(str(request.POST.get("back", ""))[:2000]))
    query = {name: sent[name] for name in (*KEPT, "page") if sent.get(name)}
    return str(request.route_path("workflow.desk", _query=query))


def _sorting(request: Request, wish: Wish, key: str) -> dict[str, str]:
    """Where a column's head leads, and how it is sorted now."""
    first, second = COLUMNS[key]
    ascending = {"title", "due", "support-last"}
    state = ("ascending" if wish.sort in ascending else "descending") if wish.sort in COLUMNS[key] else ""
    return {"sort_url": address(request, sort=second if wish.sort == first else first), "sorted": state}


def shown(request: Request, row: Any) -> dict[str, Any]:
    """A row as the template wants it."""
    verdict = Verdict(row.verdict) if row.verdict and row.finished_at else None
    return {
        "row": row, "public_url": choices.public_url(request, row.method, row.number),
        "overdue": is_overdue(row, today(request)),
        "verdict": {"label": request.gettext(TITLES[verdict]), "tone": TONES[verdict]} if verdict else None,
    }  # fmt: skip


def templates(request: Request) -> list[tuple[str, str]]:
    """The town's answer templates as options."""
    query = select(answer_template.c.id, answer_template.c.name).order_by(answer_template.c.name)
    return [(str(row.id), row.name) for row in request.db.execute(query)]

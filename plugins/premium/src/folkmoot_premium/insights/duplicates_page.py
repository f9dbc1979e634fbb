# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Near-duplicates that a run found, with the words in which they differ; people say which of them are one idea."""

from collections import Counter
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import editing, frame, merges
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.merges import Proposed
from folkmoot_premium.insights.merging import Decision, Merging, State, marked
from folkmoot_premium.insights.sheets import evidence

PAGE = "folkmoot_premium:insights/templates/duplicates.jinja2"
PER_PAGE = 10
SHOWN = 12
"""Texts of a group that are shown; a form letter may have hundreds, and what is done holds for all."""
STATES = {
    State.OPEN: (_("Not decided"), "info"), State.MERGED: (_("One idea"), "ok"),
    State.PARTLY: (_("Some of them one idea"), "ok"), State.REJECTED: (_("Not the same"), "plain"),
}  # fmt: skip
NO_GROUP = _("This group is no longer there. Look at the groups as they are now.")
NOT_LAST = _("Nothing was taken back: that decision isn’t the last one any more. These are the groups as they are now.")
TOO_FEW = _("Tick at least two contributions that are one idea.")


@view_config(
    route_name="insights.duplicates", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(context: Analysed, request: Request) -> dict[str, Any]:
    """The groups of the newest run, those that wait for a decision first."""
    run = editing.newest(request.db, context.analysis.id)
    groups = merges.proposed(request.db, run.id) if run else []
    merging = merges.merging_of(request.db, context.analysis.id)
    states = {one.number: merging.state(one.items) for one in groups}
    wanted = request.GET.get("state", "")
    chosen = [one for one in groups if wanted not in list(State) or states[one.number] == wanted]
    chosen.sort(key=lambda one: (states[one.number] != State.OPEN, -one.score, one.number))
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(frame.number_of(request, "page"), pages)
    shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        **frame.values(request, run=run, tab="duplicates"), "groups": [_shown(request, one, merging) for one in shown],
        "counts": Counter(str(one) for one in states.values()), "total": len(groups), "states": STATES,
        "page_number": page, "pages": pages, "wanted": wanted,
        "last": next(iter(merges.decided(request.db, context.analysis.id)), None),
        "address": lambda number, state=wanted: _address(request, number, state),
    }  # fmt: skip


def _shown(request: Request, group: Proposed, merging: Merging) -> dict[str, Any]:
    """A group with its texts in pieces."""
    items = group.items[:SHOWN]
    there = evidence.read(request.db, request.context.analysis.id, items)
    texts = [there[one] for one in items if one in there]
    together = max(merging.together(group.items), key=len)
    state = merging.state(group.items)
    ticked = set(group.items) if state in (State.OPEN, State.REJECTED) else together
    return {
        "group": group, "state": state, "ticked": ticked, "more": len(group.items) - len(items),
        "texts": list(zip(texts, marked([one.text for one in texts]), strict=True)),
    }  # fmt: skip


def _address(request: Request, page: int, state: str) -> str:
    query = {name: value for name, value in (("state", state), ("page", page if page > 1 else "")) if value}
    return str(request.route_path("insights.duplicates", analysis=request.context.analysis.id, _query=query))


def _back(request: Request) -> Response:
    return HTTPSeeOther(_address(request, frame.number_of(request, "page"), request.GET.get("state", "")))


@view_config(
    route_name="insights.duplicates", permission=Permission.STAFF, request_method="POST", request_param="do=undo",
    begins=False,
)  # fmt: skip
def undo(context: Analysed, request: Request) -> Response:
    """Take the last decision back: the one that was the last on the page that was looked at."""
    number = request.POST.get("number", "")
    if merges.undo(request.db, context.analysis.id, number):
        log(request, "duplicates-undone", context.analysis.id, decision=int(number))
        request.flash(request.gettext("The last decision is taken back."))
    else:
        request.flash(request.gettext(NOT_LAST), "warn")
    return _back(request)


@view_config(route_name="insights.duplicates", permission=Permission.STAFF, request_method="POST", begins=False)
def decide(context: Analysed, request: Request) -> Response:
    """Say which of a group are one idea, or that none are. Contributions stay public as they are."""
    group = _group(context, request)
    if group is None:
        request.flash(request.gettext(NO_GROUP), "warn")
        return _back(request)
    merged = frozenset[str]()
    if request.POST.get("do") == "merge":
        hidden = group.items[SHOWN:]
        merged = frozenset(group.items) & {*request.POST.getall("items"), *hidden}
        if len(merged) < 2:
            request.flash(request.gettext(TOO_FEW), "warn")
            return _back(request)
    decision = Decision(frozenset(group.items), merged)
    merges.decide(request.db, context.analysis.id, decision, request.account.id, request.now)
    log(request, "duplicates-decided", context.analysis.id, group=sorted(group.items), merged=sorted(merged))
    words = _("Kept: their supporters count once.") if merged else _("Kept: they are different ideas.")
    request.flash(request.gettext(words))
    return _back(request)


def _group(context: Analysed, request: Request) -> Proposed | None:
    """The group that was looked at, as it was looked at."""
    run = editing.newest(request.db, context.analysis.id)
    number = request.POST.get("group", "")
    if run is None or not number.isdecimal() or len(number) > 9 or request.POST.get("run") != str(run.number):
        return None
    return next((one for one in merges.proposed(request.db, run.id) if one.number == int(number)), None)

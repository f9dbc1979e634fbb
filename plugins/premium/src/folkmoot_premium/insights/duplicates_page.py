# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Near-duplicates that a run found, with the words in which they differ; people say which of them are one idea."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import editing, frame, merges
from folkmoot_premium.insights.alike import alike, as_one_idea_each, fingerprint
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.merges import Proposed
from folkmoot_premium.insights.merging import Decision, Merging, State, marked
from folkmoot_premium.insights.sheets import evidence
from folkmoot_premium.insights.sheets.evidence import Evidence

PAGE = "folkmoot_premium:insights/templates/duplicates.jinja2"
PER_PAGE = 50
SHOWN = 12
"""Texts of a group that are shown; a form letter may have hundreds, and what is done holds for all."""
LEAST = (99, 95, 90, 80, 70, 60)
"""From how many percent likeness on groups can be looked at; the engine proposes none below 50."""
STATES = {
    State.OPEN: (_("Not decided"), "info"), State.MERGED: (_("One idea"), "ok"),
    State.PARTLY: (_("Some of them one idea"), "ok"), State.REJECTED: (_("Not the same"), "plain"),
}  # fmt: skip
NO_GROUP = _("This group is no longer there. Look at the groups as they are now.")
OTHERS = _("Nothing was decided: these groups have changed meanwhile. Look at them as they are now.")
NOT_LAST = _("Nothing was taken back: that decision isn’t the last one any more. These are the groups as they are now.")
MEANWHILE = _("Somebody else has decided on this group meanwhile; nothing of yours is kept. Look at it as it is now.")
TOO_FEW = _("Tick at least two contributions that are one idea.")


@dataclass(frozen=True)
class Filter:
    """What the address asks for. state: "" for all; least: percent; alike: only what is the same word for word."""

    state: str
    least: int
    alike: bool

    @classmethod
    def of(cls, request: Request) -> "Filter":
        """Nonsense is no filter."""
        state, least = request.GET.get("state", ""), request.GET.get("least", "")
        known = next((one for one in LEAST if str(one) == least), 0)
        return cls(state if state in list(State) else "", known, "alike" in request.GET)

    def address(self, request: Request, page: int = 1, state: str | None = None) -> str:
        """Of a page of what it finds, or of the same in another state."""
        told = {
            "state": self.state if state is None else state, "least": self.least, "alike": "yes" if self.alike else "",
            "page": page if page > 1 else 0,
        }  # fmt: skip
        query = {name: value for name, value in told.items() if value}
        return str(request.route_path("insights.duplicates", analysis=request.context.analysis.id, _query=query))


@view_config(
    route_name="insights.duplicates", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(context: Analysed, request: Request) -> dict[str, Any]:
    """The groups of the newest run, those that wait for a decision first."""
    run, wanted = editing.newest(request.db, context.analysis.id), Filter.of(request)
    groups = merges.proposed(request.db, run.id) if run else []
    merging = merges.merging_of(request.db, context.analysis.id)
    states = {one.number: merging.state(one.items) for one in groups}
    same = alike(request.db, context.analysis.id, (one for one in groups if states[one.number] == State.OPEN))
    near = [one for one in (same if wanted.alike else groups) if one.score * 100 >= wanted.least]
    chosen = [one for one in near if wanted.state in ("", states[one.number])]
    chosen.sort(key=lambda one: (states[one.number] != State.OPEN, -one.score, one.number))
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(frame.number_of(request, "page"), pages)
    shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        **frame.values(request, run=run, tab="duplicates"), "groups": _shown(request, shown, merging),
        "counts": Counter(str(states[one.number]) for one in near), "total": len(groups), "near": len(near),
        "states": STATES, "page_number": page, "pages": pages, "wanted": wanted, "least": LEAST, "same": same,
        "fingerprint": fingerprint(same), "last": merges.last(request.db, context.analysis.id),
        "address": lambda number, state=None: wanted.address(request, number, state),
    }  # fmt: skip


def _shown(request: Request, groups: Sequence[Proposed], merging: Merging) -> list[dict[str, Any]]:
    """Groups with their texts in pieces."""
    wanted = [item for one in groups for item in one.items[:SHOWN]]
    there = evidence.read(request.db, request.context.analysis.id, wanted)
    return [_one(one, [there[item] for item in one.items[:SHOWN] if item in there], merging) for one in groups]


def _one(group: Proposed, texts: list[Evidence], merging: Merging) -> dict[str, Any]:
    together = max(merging.together(group.items), key=len)
    state = merging.state(group.items)
    ticked = set(group.items) if state in (State.OPEN, State.REJECTED) else together
    return {
        "group": group, "state": state, "seen": _standing(group, merging), "ticked": ticked,
        "more": max(0, len(group.items) - SHOWN),
        "texts": list(zip(texts, marked([one.text for one in texts]), strict=True)),
    }  # fmt: skip


def _standing(group: Proposed, merging: Merging) -> str:
    """Another one as soon as somebody has decided otherwise on a group."""
    together = sorted(map(sorted, merging.together(group.items)))
    return hashlib.sha256(f"{merging.state(group.items)} {together}".encode()).hexdigest()[:16]


def _back(request: Request) -> Response:
    return HTTPSeeOther(Filter.of(request).address(request, frame.number_of(request, "page")))


@view_config(
    route_name="insights.duplicates", permission=Permission.STAFF, request_method="POST", request_param="do=undo",
    begins=False,
)  # fmt: skip
def undo(context: Analysed, request: Request) -> Response:
    """Take the last decision back: the one that was the last on the page that was looked at."""
    number = request.POST.get("number", "")
    if dropped := merges.undo(request.db, context.analysis.id, number):
        log(request, "duplicates-undone", context.analysis.id, decision=int(number), groups=dropped)
        request.flash(request.gettext("The last decision is taken back."))
    else:
        request.flash(request.gettext(NOT_LAST), "warn")
    return _back(request)


@view_config(
    route_name="insights.duplicates", permission=Permission.STAFF, request_method="POST", request_param="do=alike",
    begins=False,
)  # fmt: skip
def decide_all(context: Analysed, request: Request) -> Response:
    """Say of all groups that are alike word for word that each is one idea: those that were looked at."""
    groups = merges.proposed(request.db, run.id) if (run := editing.newest(request.db, context.analysis.id)) else []
    merging = merges.merging_of(request.db, context.analysis.id)
    same = alike(request.db, context.analysis.id, (one for one in groups if merging.state(one.items) == State.OPEN))
    if not same or request.POST.get("seen") != fingerprint(same):
        request.flash(request.gettext(OTHERS), "warn")
        return _back(request)
    merges.decide(request.db, context.analysis.id, as_one_idea_each(same), request.account.id, request.now)
    log(request, "duplicates-decided", context.analysis.id, groups=len(same), texts=sum(len(one.items) for one in same))
    said = request.ngettext("Kept: %(num)s group is one idea.", "Kept: %(num)s groups are one idea each.", len(same))
    request.flash(said)
    return HTTPSeeOther(Filter("", 0, alike=False).address(request))


@view_config(route_name="insights.duplicates", permission=Permission.STAFF, request_method="POST", begins=False)
def decide(context: Analysed, request: Request) -> Response:
    """Say which of a group are one idea, or that none are. Contributions stay public as they are."""
    group = _group(context, request)
    if group is None:
        request.flash(request.gettext(NO_GROUP), "warn")
        return _back(request)
    standing = _standing(group, merges.merging_of(request.db, context.analysis.id))
    if request.POST.get("seen", standing) != standing:
        request.flash(request.gettext(MEANWHILE), "warn")
        return _back(request)
    merged = frozenset[str]()
    if request.POST.get("do") == "merge":
        hidden = group.items[SHOWN:]
        merged = frozenset(group.items) & {*request.POST.getall("items"), *hidden}
        if len(merged) < 2:
            request.flash(request.gettext(TOO_FEW), "warn")
            return _back(request)
    decision = Decision(frozenset(group.items), merged)
    merges.decide(request.db, context.analysis.id, [decision], request.account.id, request.now)
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

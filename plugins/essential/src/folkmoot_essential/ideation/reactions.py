# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Supporting an idea, being against it, and taking that back. The address says what is wanted, so twice is as once."""

from typing import Any
from urllib.parse import urlsplit

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Counts, IReactions, Permission, ReactionMode, Refusal
from folkmoot_essential.ideation import ranking, rules
from folkmoot_essential.ideation.context import IdeaContext
from folkmoot_essential.ideation.pages import button, gone

VALUES = {"like": 1, "dislike": -1}
BUTTON = "folkmoot_essential:ideation/templates/button.jinja2"
BOTH = "folkmoot_essential:ideation/templates/reactions.jinja2"
REFUSED = "folkmoot_essential:ideation/templates/refused.jinja2"


@view_config(route_name="ideation.react", request_method="POST", permission=Permission.PROJECT_READ)
def react(context: IdeaContext, request: Request) -> Response:
    """Give, change or take back a reaction; htmx gets the button alone, a plain form the page it came from."""
    if context.gone:
        return gone(request)
    done = _react(context, request)
    if isinstance(done, Refusal):
        return _refused(context, request, done)
    ranking.touch(request.db, context.idea.id)
    if "HX-Request" not in request.headers:
        return HTTPSeeOther(_back(context, request))
    shown = _Counted(context.idea, done)
    if request.headers.get("HX-Target") == "reactions":
        against = context.settings.reactions is ReactionMode.LIKES_AND_DISLIKES
        both = {name: button(request, shown, value, True) for name, value in (("support", 1), ("oppose", -1))}
        values = {"reaction": {**both, "shown": True, "against": against}, "idea": context.idea}
        return render_to_response(BOTH, values, request)
    return render_to_response(
        BUTTON, {"support": button(request, shown, 1, True), "title": context.idea.title}, request
    )


def _react(context: IdeaContext, request: Request) -> Counts | Refusal:
    idea, account = context.idea, request.account
    refused = rules.refusal(request, context.phase, rules.REACT)
    if refused is None and idea.published_at is None:
        refused = rules.NOT_PUBLIC_YET
    if refused is not None or account is None:
        return refused or rules.PHASE_GONE
    service = request.find_service(IReactions)
    word = request.matchdict["value"]
    found: Counts | Refusal
    if word == "none":
        found = service.withdraw(request.db, idea, account.id, request.now)
    else:
        found = service.react(request.db, idea, account.id, VALUES[word], context.settings.rules, request.now)
    return found


class _Counted:
    """An idea's row with the counts after the reaction."""

    def __init__(self, idea: Any, counts: Counts) -> None:
        self.number, self.likes, self.dislikes, self.mine = idea.number, counts.likes, counts.dislikes, counts.mine


def _refused(context: IdeaContext, request: Request, refused: Refusal) -> Response:
    """403 with reason and remedy; htmx, which shows no errors, is sent to the idea's page or to sign in."""
    shown = rules.shown(request, refused, context.url())
    values = {"refusal": shown, "back": _back(context, request), "title": context.idea.title}
    response = render_to_response(REFUSED, values, request)
    response.status = 403
    if "HX-Request" in request.headers:
        request.flash(f"{shown.sentence} {shown.remedy}".strip(), "warn")
        response.headers["HX-Redirect"] = shown.remedy_url or context.url()
    return response


def _back(context: IdeaContext, request: Request) -> str:
    """The page of this site that the form stood on, else the idea's."""
    came = urlsplit(request.referer or "")
    if came.netloc != request.host or not came.path.startswith(f"/{request.locale}/"):
        return context.url()
    return f"{came.path}?{came.query}" if came.query else came.path

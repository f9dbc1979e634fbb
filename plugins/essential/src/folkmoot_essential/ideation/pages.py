# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page of one idea."""

import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.interfaces import (
    IContributions,
    IDiscussion,
    IMedia,
    Permission,
    Picture,
    ReactionMode,
    Reply,
    Step,
    ThreadPage,
)
from folkmoot_essential.ideation import rules
from folkmoot_essential.ideation.comments import CommentRows
from folkmoot_essential.ideation.context import IdeaContext
from folkmoot_essential.ideation.tags import Tags, degrees

TEMPLATE = "folkmoot_essential:ideation/templates/show.jinja2"
COMMENT_ORDERS = ("newest", "oldest", "supported")


@view_config(route_name="ideation.show", renderer=TEMPLATE, permission=Permission.PROJECT_READ)
def show(context: IdeaContext, request: Request) -> dict[str, Any] | Response:
    """One idea with its life, its answers and its discussion."""
    if context.gone:
        return gone(request)
    return page_values(context, request)


def gone(request: Request) -> Response:
    """A withdrawn idea: the page says so, and shows nothing of it."""
    from pyramid.renderers import render_to_response

    response = render_to_response("folkmoot_essential:ideation/templates/gone.jinja2", {}, request)
    response.status = 410
    return response


def page_values(context: IdeaContext, request: Request, **more: Any) -> dict[str, Any]:
    """What the page's template needs. more: what a refused or unfinished comment adds."""
    idea, account, site, locale = context.idea, request.account, request.site, request.locale
    tags = Tags(request)
    thread = _thread(request, idea.id)
    commenting = rules.refusal(request, context.phase, rules.COMMENT)
    if idea.published_at is None and not context.is_staff:
        commenting = commenting or rules.NOT_PUBLIC_YET
    back = context.url()
    steps: list[Step] = request.find_service(IContributions).steps(request.db, idea.id)
    return {
        "idea": idea,
        "context": context,
        "settings": context.settings,
        "words": context.settings.words,
        "topics": tags.labels(idea.topics),
        "area": site.text(idea.area, locale),
        "author": author(request, idea.author),
        "when": formats.ago(idea.published_at or idea.created_at, request.now, locale),
        "pictures": pictures(request, idea.pictures),
        "point": point(idea),
        "crumbs": crumbs(context, request),
        "steps": timeline(request, steps),
        "replies": replies(request, idea.id),
        "reaction": reaction(context, request),
        "thread": thread,
        "rows": CommentRows(request, context, refused=commenting is not None).of(thread),
        "commenting": rules.shown(request, commenting, back + "#comments") if commenting else None,
        "orders": _orders(request, context, thread),
        "answering": _answering(request, thread, commenting is None),
        "language_name": formats.language(idea.language, locale) if idea.language in LANGUAGES else idea.language,
        "comment_page": _comment_page(context, thread),
        "share_link": f"https://{site.hosts[0]}{back}" if request.scheme == "https" else request.host_url + back,
        "mine": account is not None and account.id == idea.author_id,
        "typed": "",
        "problems": [],
        **more,
    }


def author(request: Request, name: str | None) -> str:
    """The name under an idea or a comment; who left is still somebody."""
    return name or str(request.gettext("Former participant"))


def pictures(request: Request, stored: list[dict[str, Any]]) -> list[Picture]:
    """Pictures with their alternative texts."""
    media = request.find_service(IMedia)
    found = [media.picture(SimpleNamespace(**one), request.site.text(one["alt"], request.locale)) for one in stored]
    return [one for one in found if one is not None]


def point(idea: Any) -> dict[str, str] | None:
    """Its place on the map."""
    if idea.latitude is None:
        return None
    return {
        "lat": degrees(idea.latitude),
        "lon": degrees(idea.longitude),
        "title": idea.place or idea.title,
        "url": "#place",
    }


def crumbs(context: IdeaContext, request: Request) -> list[tuple[str, str]]:
    """Projects, the project, and its phase where there is more than one."""
    idea, phase = context.idea, context.phase
    found = [
        (request.gettext("Projects"), request.route_path("projects.index")),
        (
            request.site.text(idea.project_title, request.locale),
            request.route_path("projects.show", slug=idea.project_slug),
        ),
    ]
    if phase is not None:
        url = request.route_path("projects.phase", slug=idea.project_slug, number=phase.number)
        found.append((request.site.text(phase.title, request.locale), url))
    return found


def timeline(request: Request, steps: list[Step]) -> list[dict[str, Any]]:
    """Its life in the words of the town, the newest step last and marked."""
    today = request.site.local(request.now).date()
    return [
        {
            "title": request.site.text(step.status.title, request.locale),
            "when": formats.day_and_month(request.site.local(step.at).date(), request.locale, today),
            "state": "now" if step is steps[-1] else "done",
        }
        for step in steps
    ]


def replies(request: Request, idea_id: uuid.UUID) -> list[dict[str, Any]]:
    """The administration's answers."""
    site, locale = request.site, request.locale
    found: list[Reply] = request.find_service(IContributions).replies(request.db, idea_id)
    return [
        {
            "author": site.text(reply.signature, locale),
            "body": site.text(reply.body, locale),
            "iso": reply.at.isoformat(),
            "lang": site.language_of(reply.body, locale),
            "when": formats.date(site.local(reply.at).date(), locale),
        }
        for reply in found
    ]


def reaction(context: IdeaContext, request: Request) -> dict[str, Any]:
    """Both buttons, or why there are none."""
    idea, mode = context.idea, context.settings.reactions
    refused = rules.refusal(request, context.phase, rules.REACT)
    return {
        "shown": mode is not ReactionMode.DISABLED or idea.likes > 0,
        "against": mode is ReactionMode.LIKES_AND_DISLIKES,
        "refused": rules.shown(request, refused, context.url())
        if refused and mode is not ReactionMode.DISABLED
        else None,
        "support": button(request, idea, 1, refused is None),
        "oppose": button(request, idea, -1, refused is None),
    }


def button(request: Request, idea: Any, value: int, direct: bool) -> dict[str, Any]:
    """A reaction button: what it says, whether it is on, and what pressing it does."""
    on = idea.mine == value
    labels = {
        (1, False): request.gettext("Support"), (1, True): request.gettext("Supported"),
        (-1, False): request.gettext("Against"), (-1, True): request.gettext("Against"),
    }  # fmt: skip
    word = "none" if on else ("like" if value == 1 else "dislike")
    return {
        "id": str(idea.number) if value == 1 else f"{idea.number}-against", "on": on, "label": labels[value, on],
        "count": idea.likes if value == 1 else idea.dislikes, "form": "support" if direct else "",
        "url": request.route_path("ideation.react", number=idea.number, value=word),
    }  # fmt: skip


def _thread(request: Request, idea_id: uuid.UUID) -> ThreadPage:
    get, account = request.GET, request.account
    order = get.get("comments", "newest")
    number = get.get("page", "1")
    page = min(int(number), 10_000) if number.isdecimal() and number.isascii() and len(number) < 6 else 1
    found: ThreadPage = request.find_service(IDiscussion).thread(
        request.db, idea_id, account.id if account else None, order, page
    )
    return found


def _orders(request: Request, context: IdeaContext, thread: ThreadPage) -> list[dict[str, Any]]:
    titles = {
        "newest": request.gettext("Newest"), "oldest": request.gettext("Oldest"),
        "supported": request.gettext("Most supported"),
    }  # fmt: skip
    return [
        {"label": titles[order], "url": context.url(comments=order) + "#comments", "current": thread.order == order}
        for order in COMMENT_ORDERS
    ]


def _comment_page(context: IdeaContext, thread: ThreadPage) -> Callable[[int], str]:
    def address(number: int) -> str:
        return context.url(comments=thread.order, page=str(number)) + "#comments"

    return address


def _answering(request: Request, thread: ThreadPage, allowed: bool) -> str:
    asked: str = request.GET.get("answer", "")
    known = {str(comment.id) for top in thread.comments for comment in (top, *top.answers) if not comment.state}
    return asked if allowed and asked in known else ""

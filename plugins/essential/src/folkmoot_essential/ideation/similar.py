# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What others have shared already, shown while somebody writes; a module of the town must look for it."""

from dataclasses import dataclass
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response

from folkmoot.interfaces import IContributions, ProjectPhase, SimilarContribution
from folkmoot_essential.ideation.nouns import Words

PART = "folkmoot_essential:ideation/templates/similar_part.jinja2"
LOOK = "similar"
"""The button that looks without sharing anything."""
SEEN = "similar_seen"
SHORTEST = 4
"""Characters of a title from which on it says something."""
MOST = 5


@dataclass(frozen=True)
class Found:
    """One of them. shared: words in common, already put together."""

    number: int
    title: str
    url: str
    lang: str
    shared: str


@dataclass(frozen=True)
class Section:
    """The part of the form. asked: somebody looked. news: there are others than those that were shown before."""

    asked: bool
    items: list[Found]
    seen: str
    news: bool


def asked(request: Request) -> bool:
    """Whether the form was sent to look, and not to share."""
    return request.method == "POST" and LOOK in request.POST


def asked_by_script(request: Request) -> bool:
    """Whether only this part of the page is wanted: it comes on every pause in typing, so it must cost little."""
    return asked(request) and request.headers.get("HX-Request") == "true"


def part(request: Request, phase: ProjectPhase, words: Words, *, supporting: bool) -> Response | None:
    """This part alone; None where nobody looks for such."""
    typed = [request.POST.get(name, "") for name in ("title", "body")]
    found = section(request, phase, *(one if isinstance(one, str) else "" for one in typed), look=True)
    if found is None:
        return None
    answer: Response = render_to_response(PART, {"similar": found, "words": words, "supporting": supporting}, request)
    return answer


def section(request: Request, phase: ProjectPhase, title: str, body: str, *, look: bool) -> Section | None:
    """What to show, or None where nobody looks for such. look: with what was typed; else only get ready to."""
    text = f"{title}\n{body}".strip() if look and len(title.strip()) >= SHORTEST else ""
    contributions = request.find_service(IContributions)
    found = contributions.similar(request.db, request.account, phase, text, MOST)
    if found is None:
        return None
    items = [_found(request, one) for one in found] if text else []
    seen = " ".join(str(one.number) for one in items)
    return Section(look, items, seen, seen != request.POST.get(SEEN, ""))


def _found(request: Request, one: SimilarContribution) -> Found:
    url: str = request.route_path(one.route, number=one.number)
    lang: Any = "" if one.language == request.locale else one.language
    return Found(one.number, one.title, url, lang, ", ".join(one.shared))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a reader chose in the list: read from the address, and turned into addresses again."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from folkmoot_essential.ideation.orders import ORDERS
from folkmoot_essential.ideation.settings import IdeationSettings, View
from folkmoot_essential.ideation.tags import Tags

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Choice:
    """Search, filters, order, view and page. topics and area are slugs, statuses are ids as text."""

    text: str = ""
    topics: tuple[str, ...] = ()
    area: str = ""
    statuses: tuple[str, ...] = ()
    order: str = "trending"
    view: str = "cards"
    page: int = 1
    mine: bool = False
    keep: dict[str, str] = field(default_factory=dict)

    @property
    def active(self) -> int:
        """How many filters are set."""
        return bool(self.text) + len(self.topics) + bool(self.area) + len(self.statuses) + self.mine


def read(request: Request, settings: IdeationSettings) -> Choice:
    """What the address says; unknown words in it are left out."""
    get = request.GET
    order, view, page = get.get("sort", ""), get.get("view", ""), get.get("page", "1")
    return Choice(
        text=" ".join(get.get("q", "").split())[:LONGEST_SEARCH],
        topics=tuple(dict.fromkeys(value for value in get.getall("topic") if value)),
        area=get.get("area", ""),
        statuses=tuple(dict.fromkeys(value for value in get.getall("status") if value)),
        order=order if order in ORDERS else settings.order,
        view=view if view in list(View) else str(settings.view),
        page=min(int(page), 10_000) if page.isdecimal() and page.isascii() and len(page) < 6 else 1,
        mine=bool(get.get("mine")) and request.account is not None,
        keep={name: get[name] for name in ("preview",) if get.get(name)},
    )


class Addresses:
    """Addresses of the same list with something changed."""

    def __init__(self, path: str, choice: Choice, settings: IdeationSettings) -> None:
        self._path, self._choice, self._settings = path, choice, settings

    def __call__(self, **changes: Any) -> str:
        """The list with these names replaced (q, topic, area, status, sort, view, page, mine)."""
        chosen = self._choice
        given: dict[str, Any] = {
            **chosen.keep, "q": chosen.text, "topic": chosen.topics, "area": chosen.area, "status": chosen.statuses,
            "sort": chosen.order if chosen.order != self._settings.order else "",
            "view": chosen.view if chosen.view != self._settings.view else "",
            "mine": "1" if chosen.mine else "", **changes,
        }  # fmt: skip
        query = urlencode({name: value for name, value in given.items() if value}, doseq=True)
        return f"{self._path}?{query}" if query else self._path

    def page(self, number: int) -> str:
        """Another page of the same list."""
        return self(page=number if number > 1 else "")

    def clear(self) -> str:
        """The list without filters, in the same order and view."""
        return self(q="", topic=(), area="", status=(), mine="")


def chips(request: Request, choice: Choice, tags: Tags, address: Addresses) -> list[tuple[str, str]]:
    """The active filters, each with the address of the list without it."""
    found = [(request.gettext("“%(words)s”", words=choice.text), address(q=""))] if choice.text else []
    for topic in tags.topics:
        if topic.slug in choice.topics:
            rest = tuple(slug for slug in choice.topics if slug != topic.slug)
            found.append((topic.name, address(topic=rest)))
    found += [(one.name, address(area="")) for one in tags.areas if one.slug == choice.area]
    for status in tags.statuses:
        if str(status.id) in choice.statuses:
            rest = tuple(value for value in choice.statuses if value != str(status.id))
            found.append((status.name, address(status=rest)))
    if choice.mine:
        found.append((request.gettext("Mine"), address(mine="")))
    return found


def ids(choice: Choice, tags: Tags) -> tuple[tuple[uuid.UUID, ...], uuid.UUID | None, tuple[uuid.UUID, ...]]:
    """Topics, area and statuses as ids; a choice that isn't there matches nothing rather than everything."""
    nothing = uuid.UUID(int=0)
    topics = tuple(topic.id for topic in tags.topics if topic.slug in choice.topics)
    area = next((one.id for one in tags.areas if one.slug == choice.area), nothing) if choice.area else None
    statuses = tuple(status.id for status in tags.statuses if str(status.id) in choice.statuses)
    return (
        topics or ((nothing,) if choice.topics else ()),
        area,
        statuses or ((nothing,) if choice.statuses else ()),
    )

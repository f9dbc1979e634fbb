# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ideas as the macros of cards, rows and maps take them."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from pyramid.request import Request

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IMedia, Picture, ReactionMode
from folkmoot_essential.ideation import rules
from folkmoot_essential.ideation.tags import Badge, Label, Tags, degrees

MAP_TEXT = 90


@dataclass(slots=True)
class Support:
    """The support button: label and state, and where it leads. form: the id of the page's form, or "" with href."""

    id: int
    count: int
    on: bool
    label: str
    url: str
    form: str = ""
    href: str = ""


@dataclass(slots=True)
class Comments:
    """The number of comments, with the sentence that screen readers get."""

    count: int
    label: str
    url: str


@dataclass(slots=True)
class Card:
    """One idea in a list."""

    number: int
    url: str
    title: str
    text: str
    language: str
    topic: Label | None
    status: Badge | None
    image: Picture | None
    author: str
    area: str
    support: Support | None
    comments: Comments
    latitude: str
    longitude: str


class Cards:
    """Makes cards of the rows of a list. phase: the one phase all of them are of, or None in a list across phases."""

    def __init__(self, request: Request, tags: Tags, phase: PhaseInfo | None) -> None:
        self._request, self._tags = request, tags
        self._media = request.find_service(IMedia)
        self._gone = request.gettext("Former participant")
        self._supported, self._support = request.gettext("Supported"), request.gettext("Support")
        self._reactions = phase is None or rules.settings_of(phase).reactions is not ReactionMode.DISABLED
        self._refused = rules.refusal(request, phase, rules.REACT) if phase is not None else None
        self._direct = phase is not None and self._refused is None
        self._base = request.route_path("ideation.index")
        not_signed_in = self._refused is not None and self._refused.code == "not-signed-in"
        self._sign_in = rules.sign_in_url(request, "") if not_signed_in else ""

    def of(self, rows: list[Any]) -> list[Card]:
        """The cards of one page."""
        return [self._card(row) for row in rows]

    def _card(self, row: Any) -> Card:
        url = f"{self._base}/{row.number}"
        return Card(
            row.number, url, row.title, row.snippet, "" if row.language == self._request.locale else row.language,
            self._tags.label(row.topics), self._tags.news.get(row.status_id),
            self.image(row.image), row.author or self._gone, self._tags.area_names.get(row.area_id, ""),
            self.support(row) if self._reactions else None, self._comments(row, url),
            degrees(row.latitude) if row.latitude is not None else "",
            degrees(row.longitude) if row.longitude is not None else "",
        )  # fmt: skip

    def image(self, stored: dict[str, Any] | None) -> Picture | None:
        """A stored picture for the macros, without alternative text: the title beside it says it."""
        picture: Picture | None = self._media.picture(SimpleNamespace(**stored)) if stored else None
        return picture

    def support(self, row: Any) -> Support:
        """The button of one idea; a visitor is led to sign in and back, others who can't to its page."""
        on = row.mine == 1
        url = f"{self._base}/{row.number}"
        href = ""
        if not self._direct:
            href = f"{self._sign_in}{quote(url, '')}" if self._sign_in else url
        label = self._supported if on else self._support
        action = f"{url}/reaction/{'none' if on else 'like'}"
        return Support(row.number, row.likes, on, label, action, "support" if self._direct else "", href)

    def _comments(self, row: Any, url: str) -> Comments:
        label = self._request.ngettext(
            "%(num)s comment on %(title)s", "%(num)s comments on %(title)s", row.comments, title=row.title
        )
        return Comments(row.comments, label, f"{url}#comments")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects and folders as the card macros want them: translated, with pictures and addresses."""

from dataclasses import dataclass

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot.media.interfaces import IMedia, Picture
from folkmoot.media.models import MediaFile
from folkmoot.projects.interfaces import FolderCard, ProjectCard, TopicTag
from folkmoot.projects.views import words


@dataclass(frozen=True)
class TopicLabel:
    """A topic in the reader's language."""

    name: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Status:
    """A badge."""

    label: str
    tone: str


@dataclass(frozen=True)
class Card:
    """One card: arguments of the macro `content.card`. lang: the language it is in, "" when it is the page's own."""

    url: str
    title: str
    text: str
    image: Picture | None
    topic: TopicLabel | None
    status: Status | None
    meta: str
    lang: str
    state: str = ""


TONES = {"open": "ok", "soon": "info", "ended": "plain", "archived": "plain"}


def project_card(request: Request, card: ProjectCard) -> Card:
    """A project."""
    site, locale = request.site, request.locale
    return Card(
        url=request.route_path("projects.show", slug=card.slug),
        title=site.text(card.title, locale),
        text=site.text(card.lead, locale),
        image=picture(request, card.picture),
        topic=topic_label(request, card.topics[0]) if card.topics else None,
        status=_status(request, card),
        meta=counts(request, card.contributions, card.participants),
        lang=other_language(request, card.title),
        state=card.state,
    )


def folder_card(request: Request, folder: FolderCard) -> Card:
    """A folder."""
    site, locale = request.site, request.locale
    return Card(
        url=request.route_path("projects.folder", slug=folder.slug), title=site.text(folder.title, locale), text="",
        image=picture(request, folder.picture), topic=TopicLabel(request.gettext("Folder"), "folder", "green"),
        status=None, meta=request.ngettext("%(num)s project", "%(num)s projects", folder.projects),
        lang=other_language(request, folder.title),
    )  # fmt: skip


def picture(request: Request, file: MediaFile | None) -> Picture | None:
    """A picture with its description in the reader's language."""
    alt = request.site.text(file.alt, request.locale) if file is not None else ""
    found: Picture | None = request.find_service(IMedia).picture(file, alt)
    return found


def topic_label(request: Request, topic: TopicTag) -> TopicLabel:
    """A topic in the reader's language."""
    return TopicLabel(request.site.text(topic.title, request.locale), topic.icon, topic.tone)


def other_language(request: Request, text: dict[str, str]) -> str:
    """The language a text is shown in when it isn't the page's, for the lang attribute."""
    language: str = request.site.language_of(text, request.locale)
    return "" if language == request.locale else language


def counts(request: Request, contributions: int, participants: int) -> str:
    """ "116 contributions · 430 participants"; what is nought is left out."""
    parts = []
    if contributions:
        shown = formats.number(contributions, request.locale)
        parts.append(request.ngettext("%(shown)s contribution", "%(shown)s contributions", contributions, shown=shown))
    if participants:
        shown = formats.number(participants, request.locale)
        parts.append(request.ngettext("%(shown)s participant", "%(shown)s participants", participants, shown=shown))
    return " · ".join(parts)


def _status(request: Request, card: ProjectCard) -> Status | None:
    if card.draft:
        return Status(request.gettext("Draft"), "warn")
    if card.state == "archived":
        return Status(request.gettext("Archived"), "plain")
    label = words.deadline(request, card.phase)
    return Status(label, TONES[card.state]) if label else None

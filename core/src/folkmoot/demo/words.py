# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the content of a demonstration town is made of. Plain values: nothing here knows the database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Words = Mapping[str, str]
"""One text in each language of the town: locale -> text, or locale -> HTML where the field says so."""

Point = tuple[int, int]
"""Latitude and longitude (WGS 84) in millionths of a degree, so that no float is stored."""


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    CITIZEN = "citizen"


class Publication(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


def prose(text: str) -> str:
    """The text in NFC, with lines joined, so that sources may break them anywhere. No-break spaces stay."""
    return unicodedata.normalize("NFC", re.sub(r"[ \t\n]+", " ", text).strip(" "))


def french(text: str) -> str:
    """The text with no-break spaces where French typography wants them: before : ; ! ? » % €, after «, in numbers."""
    return re.sub(r" (?=[:;!?»%€])|(?<=«) |(?<=\d) (?=\d{3}\b|h\b)", "\u00a0", prose(text))


def words(en: str, fr: str, nl: str) -> Words:
    return {"en": prose(en), "fr": french(fr), "nl": prose(nl)}


def same(text: str) -> Words:
    """A proper name, which is the same in every language."""
    return words(text, text, text)


@dataclass(frozen=True, slots=True)
class Area:
    """A quarter of the town. `outline` is a closed ring without its last point repeated."""

    key: str
    name: Words
    outline: tuple[Point, ...]

    @property
    def centre(self) -> Point:
        count = len(self.outline)
        return sum(point[0] for point in self.outline) // count, sum(point[1] for point in self.outline) // count


@dataclass(frozen=True, slots=True)
class Topic:
    """`icon` names a symbol of the icon sprite, `tone` one of the six topic colours of the design."""

    key: str
    name: Words
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody the demonstration can sign in as. `about` says on the sign-in page what this person shows."""

    key: str
    email: str
    name: str
    role: Role
    locale: str
    about: Words
    manages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A text page of the site. `body` is HTML."""

    key: str
    title: Words
    body: Words


@dataclass(frozen=True, slots=True)
class Contact:
    email: str
    telephone: str
    address: Words


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the folder `files`."""

    file: str
    title: Words


@dataclass(frozen=True, slots=True)
class Phase:
    """`starts` and `ends` are days from now, negative in the past. No `ends`: the phase stays open.

    `method` is the id of a participation method, `settings` what that method is told; `description` is HTML.
    """

    key: str
    method: str
    title: Words
    description: Words
    starts: int
    ends: int | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folder:
    """Several projects on one subject. `description` is HTML, `picture` names a picture."""

    key: str
    title: Words
    lead: Words
    description: Words
    picture: str


@dataclass(frozen=True, slots=True)
class Project:
    """`key` is the slug; `picture`, `topics`, `areas` and `folder` are keys; `description` is HTML."""

    key: str
    title: Words
    lead: Words
    description: Words
    picture: str
    phases: tuple[Phase, ...]
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    folder: str | None = None
    publication: Publication = Publication.PUBLISHED
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """One demonstration tenant. `brand` and `accent` are colours; `crowd` is how many people support ideas.

    `people` (see below) numbers the citizens, and contributions name their authors by that number.
    """

    slug: str
    hosts: tuple[str, ...]
    locales: tuple[str, ...]
    default_locale: str
    timezone: str
    currency: str
    brand: str
    accent: str
    picture: str
    name: Words
    claim: Words
    welcome: Words
    lead: Words
    contact: Contact
    footer: Words
    pages: tuple[Page, ...]
    areas: tuple[Area, ...]
    topics: tuple[Topic, ...]
    accounts: tuple[Account, ...]
    citizens: tuple[str, ...]
    folders: tuple[Folder, ...]
    projects: tuple[Project, ...]
    crowd: int

    @property
    def people(self) -> tuple[str, ...]:
        """Display names of all citizens: first those who can sign in, then the others."""
        return tuple(account.name for account in self.accounts if account.role is Role.CITIZEN) + self.citizens

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reads the ideas of a demonstration town. Each town has a folder of JSON files, each file the ideas of one phase."""

from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

Locale = Literal["en", "fr", "nl"]
Staff = Literal["administrator", "manager", "engineer"]
Author = int | Staff
"""A number is a place in `Town.people`; a word is the key of a staff member's account."""


class Status(StrEnum):
    """The values of core's StatusClass that these towns use."""

    PROPOSED = "proposed"
    UNDER_CONSIDERATION = "under_consideration"
    ACCEPTED = "accepted"
    IMPLEMENTED = "implemented"
    REJECTED = "rejected"


class Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Comment(Content):
    """A comment with its replies, all in the order in which they were written."""

    author: Author
    days_ago: int
    language: Locale
    text: str
    replies: tuple["Comment", ...] = ()


class Reply(Content):
    """An official reply, in every language."""

    author: Staff
    days_ago: int
    text: dict[Locale, str]


class Idea(Content):
    """An idea as a citizen wrote it, in one language.

    point: latitude and longitude in millionths of a degree. picture: a picture of core's demonstration.
    support, oppose: how many people react that way; no more than the town has people.
    """

    key: str
    language: Locale
    topic: str
    area: str
    point: tuple[int, int] | None = None
    picture: str | None = None
    author: int
    days_ago: int
    support: int
    oppose: int = 0
    status: Status = Status.PROPOSED
    title: str
    text: str
    comments: tuple[Comment, ...] = ()
    official_reply: Reply | None = None


class PhaseIdeas(Content):
    """The ideas of one file. `project` is a project's slug and `phase` the key of one of its phases."""

    project: str
    phase: str
    ideas: tuple[Idea, ...]


def read_ideas(town: str) -> tuple[PhaseIdeas, ...]:
    """Everything written for a town, by its slug; nothing for a town without a folder."""
    folder = files(__package__).joinpath(town)
    if not folder.is_dir():
        return ()
    texts = sorted((entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".json"))
    return tuple(PhaseIdeas.model_validate_json(text) for _, text in texts)


def all_comments(comments: tuple[Comment, ...]) -> Iterator[Comment]:
    """Comments and their replies, each before its own replies."""
    for comment in comments:
        yield comment
        yield from all_comments(comment.replies)

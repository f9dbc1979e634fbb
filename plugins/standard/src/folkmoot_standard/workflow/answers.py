# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words of answer templates: their placeholders, and what stands in their place."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from pyramid.request import Request
from sqlalchemy import func, select

from folkmoot.contributions.tables import account, contribution, project
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import translations

PLACEHOLDERS = ("title", "author", "project")
PLACE = re.compile(r"\{([^{}]*)\}")
BRACES = re.compile(r"[{}]")
FORMER = _("Former participant")
Localised = dict[str, str]


@dataclass(frozen=True)
class Subject:
    """What the placeholders of one contribution stand for."""

    id: uuid.UUID
    number: int
    method: str
    status_id: uuid.UUID
    title: str
    author: str | None
    project: Mapping[str, str]


def strange(text: str) -> str:
    """The first placeholder of a text that isn't known, or a brace that belongs to none; "" when all is well."""
    for found in PLACE.finditer(text):
        if found[1] not in PLACEHOLDERS:
            return found[0]
    loose = BRACES.search(PLACE.sub("", text))
    return loose[0] if loose else ""


def filled(request: Request, text: Mapping[str, str], subject: Subject) -> Localised:
    """A template's text for one contribution, in every language that it has.

    All places are filled in one go: braces in a title are never taken for placeholders. What comes out is plain text.
    """
    return {locale: _fill(words, _values(request, subject, locale)) for locale, words in text.items()}


def _fill(words: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: values.get(found[1], found[0]), words)


def _values(request: Request, subject: Subject, locale: str) -> dict[str, str]:
    former = translations(locale, request.registry.folkmoot_packages).gettext(FORMER)
    project_title = request.site.text(subject.project, locale)
    return {"title": subject.title, "author": subject.author or former, "project": project_title}


def subjects(request: Request, ids: list[uuid.UUID]) -> list[Subject]:
    """The facts of some contributions, in the order of their ids; one statement."""
    c = contribution.c
    query = (
        select(
            c.id, c.number, c.method, c.status_id, c.title,
            func.coalesce(account.c.display_name, c.author_name).label("author"), project.c.title.label("project"),
        )
        .select_from(
            contribution.join(project, project.c.id == c.project_id).outerjoin(account, account.c.id == c.author_id)
        )
        .where(c.id.in_(ids))
        .order_by(c.id)
    )  # fmt: skip
    return [Subject(*row) for row in request.db.execute(query)]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Back office: sections in its navigation, panels on its pages, guided ways to a new project."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot.hookspecs import hookspec
from folkmoot.hookspecs.pages import Block

if TYPE_CHECKING:
    from pyramid.request import Request


@dataclass(frozen=True)
class Section:
    """An entry of the back office's side navigation; `label` is already translated, count is what waits there."""

    label: str
    url: str
    icon: str = "puzzle"
    count: int | None = None


@dataclass(frozen=True)
class GuidedStart:
    """A guided way to a new project: a few questions, then a draft that can be changed like any other.

    id: stable, for programs. title, description: already translated. url: the first question, in the back office.
    """

    id: str
    title: str
    description: str
    url: str
    icon: str = "puzzle"


@hookspec
def folkmoot_admin_sections(request: "Request") -> list[Section]:  # type: ignore[empty-body]
    """Sections of the back office that the signed-in member of staff may open.

    Called on each back-office page, so at most one query. All answers are joined after core's sections. An error is
    logged and the plugin's sections are left out of that page.
    """


@hookspec
def folkmoot_guided_starts(request: "Request") -> list[GuidedStart]:  # type: ignore[empty-body]
    """Guided ways to a new project, for people who would rather answer questions than fill in every setting.

    Called once a view of the page where a project is made, for those who may make one; it must not query. All answers
    are joined. An error is logged and the plugin's ways are left out of that page.
    """


@hookspec
def folkmoot_contribution_panels(request: "Request", contribution_id: uuid.UUID) -> list[Block]:  # type: ignore[empty-body]
    """Panels about a contribution on the back-office page of whatever method it belongs to.

    Called once a view of such a page, by the plugin whose page it is, after it has made sure that the signed-in member
    of staff may open it; a few statements, none a row. All answers are joined and ordered by weight. An error is logged
    and the plugin's panels are left out.
    """

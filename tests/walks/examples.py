# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An example address for every route with parameters, and what a form may send there.

A route that needs parameters and isn't listed makes the walks fail: whoever adds one says here what it looks like.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.interfaces import IRoutesMapper
from tests.walks import guided, insights, reporting, voter_roll, voting, workflow
from tests.walks.furniture import Furnished
from tests.walks.views import View

Values = Callable[[Furnished], Mapping[str, str]]


def _project(key: str = "main") -> Values:
    return lambda made: {"slug": made.projects[key].slug}


def _phase(key: str = "open") -> Values:
    def values(made: Furnished) -> Mapping[str, str]:
        phase = made.phases[key]
        slug = next(project.slug for project in made.projects.values() if project.id == phase.project_id)
        return {"slug": slug, "phase": str(phase.id)}

    return values


def _idea(key: str = "idea", **more: str) -> Values:
    return lambda made: {"number": str(made.numbers[key]), **more}


def _comment(key: str = "own", **more: str) -> Values:
    return lambda made: {"number": str(made.numbers["idea"]), "comment": str(made.comments[key]), **more}


def _theme(made: Furnished) -> Mapping[str, str]:
    from folkmoot.web.theme import theme_hash

    return {"hash": theme_hash(made.town.site.brand, made.town.site.accent)}


PARAMETERS: dict[str, Values] = {
    "accounts.new_password": lambda made: {"token": made.tokens["reset"]},
    "accounts.one_time": lambda made: {"token": made.tokens["once"]},
    "admin.area": lambda made: {"id": str(made.area)},
    "admin.folder": lambda made: {"id": str(made.folder_id)},
    "admin.person": lambda made: {"id": str(made.people["citizen"].id)},
    "admin.settings_part": lambda _: {"part": "general"},
    "admin.status": lambda made: {"id": str(made.status)},
    "admin.status_new": lambda _: {"method": "ideation"},
    "admin.topic": lambda made: {"id": str(made.topic)},
    "ideation.comment_edit": _comment(),
    "ideation.comment_react": _comment("long", value="like"),
    "ideation.comment_remove": _comment(),
    "ideation.comments": _idea(),
    "ideation.desk_idea": _idea(),
    "ideation.desk_publish": _idea("hidden"),
    "ideation.edit": _idea(),
    "ideation.new": lambda made: {"slug": made.projects["main"].slug, "number": "3"},
    "ideation.react": _idea("long", value="like"),
    "ideation.show": _idea(),
    "ideation.withdraw": _idea(),
    "media.file": lambda made: {"key": made.media["picture"]},
    "pages.show": lambda _: {"name": "about"},
    "projects.attachment": lambda made: {"slug": made.projects["main"].slug, "id": str(made.attachment)},
    "projects.folder": lambda made: {"slug": made.folder},
    "projects.phase": lambda made: {"slug": made.projects["main"].slug, "number": "1"},
    "projects.show": _project(),
    "theme": _theme,
}
PARAMETERS |= {
    f"admin.{name}": _project()
    for name in (
        "project",
        "project_state",
        "project_copy",
        "project_documents",
        "project_managers",
        "phases",
        "phase_new",
    )
}
PARAMETERS |= {f"admin.{name}": _phase() for name in ("phase", "phase_rules", "phase_delete")}

BODIES: dict[str, Callable[[Furnished], Mapping[str, Any]]] = {
    "accounts.sign_in": lambda made: {"email": made.people["citizen"].email, "password": "not the password"},
    "accounts.show": lambda _: {"display_name": "Another Name", "locale": "fr"},
    "accounts.reset": lambda made: {"email": made.people["citizen"].email},
    "accounts.sign_up": lambda made: {
        "email": f"somebody@{made.town.slug}.example", "display_name": "Somebody", "password": "seven silver spoons"
    },
    "admin.person": lambda _: {"do": "block", "days": "1"},
    "admin.project_state": lambda _: {"do": "unpublish"},
    "admin.modules": lambda _: {"plugin": "information", "do": "off"},
    "admin.project_new": lambda made: {f"title.{locale}": "A new project" for locale in made.town.site.locales},
    "admin.topic_new": lambda made: {
        **{f"title.{locale}": "A new topic" for locale in made.town.site.locales}, "icon": "bike", "tone": "mobility"
    },
    "admin.area_new": lambda made: {f"title.{locale}": "A new area" for locale in made.town.site.locales},
    "admin.folder_new": lambda made: {
        **{f"title.{locale}": "A new folder" for locale in made.town.site.locales}, "state": "published"
    },
    "ideation.desk_idea": lambda made: {"status": str(made.status), "reply.en": "Yes.", "signature.en": "Parks"},
    "ideation.comments": lambda _: {"body": "A comment"},
    "ideation.comment_edit": lambda _: {"body": "Said in another way"},
    "ideation.comment_remove": lambda _: {"reason": "Not on this subject"},
    "ideation.new": lambda _: {"title": "Another bench", "body": "In the shade this time.", "language": "en"},
    "ideation.edit": lambda _: {"title": "A better bench", "body": "With a back and arms.", "language": "en"},
}  # fmt: skip

PARAMETERS |= insights.PARAMETERS
PARAMETERS |= guided.PARAMETERS | reporting.PARAMETERS | workflow.PARAMETERS | voter_roll.PARAMETERS | voting.PARAMETERS
BODIES |= guided.BODIES | insights.BODIES | reporting.BODIES | workflow.BODIES | voter_roll.BODIES | voting.BODIES


def address(view: View, made: Furnished, language: str = "en", **changed: str) -> str:
    """The example address of a view; KeyError with the route's name when there is none."""
    values = {"lang": language}
    if view.parameters:
        values |= PARAMETERS[view.route](made)
    return path(made, view.route, {**values, **changed})


def path(made: Furnished, route: str, values: Mapping[str, str]) -> str:
    """The path of a route of the town's application."""
    mapper = made.registry.queryUtility(IRoutesMapper)
    return str(mapper.get_route(route).generate(dict(values)))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The form of an idea: its text by the phase's limits, its topics, its place."""

import uuid
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, Field, create_model
from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.interfaces import Draft, Form
from folkmoot_essential.ideation.settings import IdeationSettings
from folkmoot_essential.ideation.tags import Tags, degrees

LONGEST_PLACE = 200
NO_POSITION = _("Give latitude and longitude in degrees, such as 51.0536 and 3.7254, or leave both empty.")


class IdeaText(BaseModel):
    """What every such form holds; idea_form adds the fields that depend on the phase."""

    title: str
    body: str
    language: str
    topics: list[uuid.UUID] = []
    place_area: uuid.UUID | None = None
    place_address: str = ""
    place_latitude: str = ""
    place_longitude: str = ""


@lru_cache(maxsize=64)
def _model(shortest: tuple[int, int], longest: tuple[int, int], topics: int) -> type[IdeaText]:
    fields: dict[str, Any] = {
        "title": (
            str,
            Field(
                min_length=shortest[0],
                max_length=longest[0],
                title=_("Title"),
                description=_("In a few words, so that others see at once what it is about."),
            ),
        ),
        "body": (
            str,
            Field(
                min_length=shortest[1],
                max_length=longest[1],
                title=_("Description"),
                description=_("What do you propose, where, and why? Leave out names and addresses of private people."),
                json_schema_extra={"widget": "textarea", "rows": 9},
            ),
        ),
        "topics": (
            list[uuid.UUID],
            Field(
                [], min_length=topics, title=_("Topics"), json_schema_extra={"widget": "tags"}, validate_default=True
            ),
        ),
        "place_area": (uuid.UUID | None, Field(None, title=_("Area"), json_schema_extra={"widget": "select"})),
        "place_address": (str, Field("", max_length=LONGEST_PLACE, title=_("Street or place"))),
        "place_latitude": (str, Field("", title=_("Latitude"))),
        "place_longitude": (str, Field("", title=_("Longitude"))),
        "language": (
            str,
            Field(
                title=_("Language you write in"),
                description=_("Readers in other languages are told."),
                json_schema_extra={"widget": "select"},
            ),
        ),
    }
    return create_model("IdeaForm", __base__=IdeaText, **fields)


def idea_form(request: Request, settings: IdeationSettings, tags: Tags, idea: Any = None) -> Form[IdeaText]:
    """The form for a phase, empty or with an idea's present values."""
    model = _model(
        (settings.title_minimum, settings.body_minimum),
        (settings.title_maximum, settings.body_maximum),
        int(settings.topics_required and bool(tags.topics)),
    )
    form: Form[IdeaText] = Form(model, request, _initial(request, idea))
    locales = request.site.locales
    form["language"].options = [(code, LANGUAGES[code]) for code in locales]
    form["topics"].options = [(str(one.id), one.name, one.icon) for one in tags.topics]
    form["topics"].required = settings.topics_required
    form["place_area"].options = [(str(one.id), one.name) for one in tags.areas]
    return form


def _initial(request: Request, idea: Any) -> dict[str, Any]:
    if idea is None:
        return {"language": request.locale}
    return {
        "title": idea.title, "body": idea.body, "language": idea.language, "topics": idea.topics,
        "place_area": idea.area_id, "place_address": idea.place,
        "place_latitude": degrees(idea.latitude) if idea.latitude is not None else "",
        "place_longitude": degrees(idea.longitude) if idea.longitude is not None else "",
    }  # fmt: skip


def position(form: Form[IdeaText], request: Request) -> tuple[int | None, int | None]:
    """The point as micro-degrees; an error in the form when only half of it or nonsense was given."""
    latitude, longitude = form["place_latitude"].value.strip(), form["place_longitude"].value.strip()
    if not latitude and not longitude:
        return None, None
    found = micro(latitude, 90), micro(longitude, 180)
    if None in found:
        form.add_error("place_latitude", request.gettext(NO_POSITION))
        return None, None
    return found


def micro(text: str, most: int) -> int | None:
    """Degrees as typed in micro-degrees, rounded half to even; None when they aren't on the globe."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > most:
        return None
    return int((value * 1_000_000).to_integral_value())


def draft(
    form: Form[IdeaText], settings: IdeationSettings, place: tuple[int | None, int | None], pictures: list[uuid.UUID]
) -> Draft:
    """What the form holds as core takes it; fields that the phase doesn't ask for are left empty."""
    data = form.data
    return Draft(
        title=data.title, body=data.body, language=data.language, topics=tuple(data.topics),
        area_id=data.place_area if settings.ask_area else None,
        latitude=place[0] if settings.ask_point else None, longitude=place[1] if settings.ask_point else None,
        place=data.place_address if settings.ask_area or settings.ask_point else "", pictures=tuple(pictures),
    )  # fmt: skip

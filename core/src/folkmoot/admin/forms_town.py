# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The forms of the town: topics, areas, statuses, settings, people."""

import datetime
import zoneinfo
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from folkmoot.accounts.interfaces import Role
from folkmoot.admin.forms import MARKUP, NAMED, FormModel, Lead, Line, Rich
from folkmoot.admin.labels import ROLES, TONES, TOPIC_ICONS, TOPIC_TONES
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.web.forms import UploadedFile

ZONES = sorted(
    name for name in zoneinfo.available_timezones() if name == "UTC" or ("/" in name and not name.startswith("Etc/"))
)
ML_TEXT: JsonDict = {"widget": "multiloc_text", "rows": 3}
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]


class TopicFields(FormModel):
    """A topic."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra=NAMED)
    icon: str = Field("tag", title=_("Symbol"), json_schema_extra={"widget": "select", "options": dict(TOPIC_ICONS)})
    tone: str = Field("green", title=_("Colour"), json_schema_extra={"widget": "select", "options": dict(TOPIC_TONES)})


class AreaFields(FormModel):
    """An area; positions are typed as people copy them from a map."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra=NAMED)
    centre: str = Field(
        "", title=_("Centre"), max_length=60,
        description=_("Latitude and longitude in degrees, such as 51.0543, 3.7174."),
    )  # fmt: skip
    outline: str = Field(
        "", title=_("Outline"), description=_("One position on each line, in order around the area."),
        max_length=100_000, json_schema_extra={"widget": "textarea", "rows": 6},
    )  # fmt: skip


class StatusFields(FormModel):
    """A status as the town calls it."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra=NAMED)
    tone: str = Field("plain", title=_("Colour"), json_schema_extra={"widget": "select", "options": dict(TONES)})


class GeneralFields(FormModel):
    """What the platform is called and where it lies in time."""

    name: dict[str, Line] = Field(title=_("Name of the platform"), json_schema_extra=NAMED)
    tagline: dict[str, Line] = Field(
        default_factory=dict, title=_("Line below the name"), json_schema_extra={"widget": "multiloc"}
    )
    claim: dict[str, Line] = Field(
        default_factory=dict, title=_("Claim"), description=_("A short sentence at the very top of every page."),
        json_schema_extra={"widget": "multiloc"},
    )  # fmt: skip
    timezone: str = Field(
        title=_("Time zone"), description=_("Dates on all pages, and midnights, are meant in this zone."),
        json_schema_extra={"widget": "select", "options": {name: name.replace("_", " ") for name in ZONES}},
    )  # fmt: skip


class LanguageFields(FormModel):
    """The languages of the platform."""

    locales: list[str] = Field(
        title=_("Languages"), min_length=1, json_schema_extra={"widget": "checks", "options": dict(LANGUAGES)},
        description=_("Texts in a language that is switched off are kept and come back with it."),
    )  # fmt: skip
    default_locale: str = Field(
        title=_("Main language"), json_schema_extra={"widget": "select", "options": dict(LANGUAGES)}
    )
    required_locales: list[str] = Field(
        default_factory=list, title=_("Languages that every text should have"),
        json_schema_extra={"widget": "checks", "options": dict(LANGUAGES)},
    )  # fmt: skip
    strict_locales: bool = Field(
        False, title=_("Publish only what is complete"),
        description=_("With it, a project that lacks a text in one of these languages can't be published."),
    )  # fmt: skip

    @model_validator(mode="after")
    def consistent(self) -> "LanguageFields":
        """The main and the required languages are among those offered."""
        if self.default_locale not in self.locales:
            text = _("%(label)s: choose one of the languages ticked above.")
            raise PydanticCustomError("default_locale", text, {"field": "default_locale"})
        if not set(self.required_locales) <= set(self.locales):
            text = _("%(label)s: choose among the languages ticked above.")
            raise PydanticCustomError("required_locales", text, {"field": "required_locales"})
        return self


class LookFields(FormModel):
    """The town's two colours and its sign."""

    brand: Colour = Field(title=_("Main colour"), description=_("For the header and for buttons."),
                          json_schema_extra={"widget": "color"})  # fmt: skip
    accent: Colour = Field(title=_("Second colour"), description=_("For the one thing on a page that calls to act."),
                           json_schema_extra={"widget": "color"})  # fmt: skip
    logo: UploadedFile | None = Field(
        None, title=_("Logo"), description=_("PNG or WebP, at least 80 pixels high."),
        json_schema_extra={"widget": "file", "accept": "image/png,image/webp,image/jpeg"},
    )  # fmt: skip


class ContactFields(FormModel):
    """Whom to reach, and what stands at the foot of every page."""

    contact: dict[str, Lead] = Field(
        default_factory=dict, title=_("Address"), description=_("As it stands at the foot of every page."),
        json_schema_extra={**ML_TEXT, "rows": 4},
    )  # fmt: skip
    contact_email: str = Field("", title=_("E-mail address"), json_schema_extra={"widget": "email"})
    footer: dict[str, Lead] = Field(
        default_factory=dict, title=_("Note in the footer"), json_schema_extra={**ML_TEXT}
    )


class PageFields(FormModel):
    """Texts of the pages that every platform has; a page without text isn't shown."""

    about: dict[str, Rich] = Field(
        default_factory=dict, title=_("About this platform"), description=MARKUP,
        json_schema_extra={"widget": "multiloc_rich", "rows": 8},
    )  # fmt: skip
    house_rules: dict[str, Rich] = Field(
        default_factory=dict, title=_("House rules"), json_schema_extra={"widget": "multiloc_rich", "rows": 8}
    )
    privacy: dict[str, Rich] = Field(
        default_factory=dict, title=_("Privacy"), json_schema_extra={"widget": "multiloc_rich", "rows": 8}
    )
    accessibility: dict[str, Rich] = Field(
        default_factory=dict, title=_("Accessibility"),
        description=_("Left empty, the page shows the model statement that the law asks for."),
        json_schema_extra={"widget": "multiloc_rich", "rows": 8},
    )  # fmt: skip


class RoleFields(FormModel):
    """What a person may do on the platform."""

    role: Role = Field(
        title=_("Role"), json_schema_extra={"widget": "radios", "options": {k.value: v for k, v in ROLES.items()}}
    )


class BlockLength(StrEnum):
    """How long somebody is shut out."""

    DAY = "1"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"

    @property
    def span(self) -> datetime.timedelta:
        """The same as a stretch of time."""
        return datetime.timedelta(days=int(self.value))


class BlockFields(FormModel):
    """Shutting somebody out for a while."""

    days: BlockLength = Field(
        BlockLength.WEEK, title=_("Block for"), json_schema_extra={"widget": "select", "options": {
            "1": _("One day"), "7": _("One week"), "30": _("30 days"), "90": _("90 days"),
        }},
    )  # fmt: skip


PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "general": (_("General"), GeneralFields),
    "languages": (_("Languages"), LanguageFields),
    "look": (_("Look"), LookFields),
    "contact": (_("Contact and footer"), ContactFields),
    "pages": (_("Texts of pages"), PageFields),
}

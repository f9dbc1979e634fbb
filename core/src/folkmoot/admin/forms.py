# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The forms of projects, folders and phases."""

import datetime
import uuid
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from folkmoot.i18n import mark as _
from folkmoot.web.forms import UploadedFile

Line = Annotated[str, StringConstraints(max_length=150)]
Lead = Annotated[str, StringConstraints(max_length=400)]
Rich = Annotated[str, StringConstraints(max_length=100_000)]
PICTURES = "image/jpeg,image/png,image/webp,image/gif,image/avif"
NAMED: JsonDict = {"widget": "multiloc", "publish": True}
RICH: JsonDict = {"widget": "multiloc_rich"}
MARKUP = _(
    "Plain text works: an empty line begins a paragraph, ## a heading, - a list; **bold**, [words](https://address)."
)
SLUG = _("The end of the page's address. Left empty, it is made from the title.")


class FormModel(BaseModel):
    """Fields refuse what they don't know; uploaded files are plain objects."""

    model_config = ConfigDict(extra="forbid")


class ProjectFields(FormModel):
    """A project's own texts and where it belongs."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra={**NAMED})
    lead: dict[str, Lead] = Field(
        default_factory=dict, title=_("Summary"),
        description=_("One or two sentences for lists and the head of the page."),
        json_schema_extra={"widget": "multiloc_text", "rows": 3},
    )  # fmt: skip
    description: dict[str, Rich] = Field(
        default_factory=dict, title=_("Description"), description=MARKUP, json_schema_extra={**RICH, "rows": 12}
    )
    picture: UploadedFile | None = Field(
        None, title=_("Picture"), description=_("A wide photo, JPEG, PNG or WebP. It is made smaller by itself."),
        json_schema_extra={"widget": "file", "accept": PICTURES},
    )  # fmt: skip
    picture_alt: dict[str, Line] = Field(
        default_factory=dict, title=_("What the picture shows"),
        description=_("Read aloud to people who cannot see it. Leave it empty for mere decoration."),
        json_schema_extra={"widget": "multiloc"},
    )  # fmt: skip
    topic_ids: list[uuid.UUID] = Field(
        default_factory=list, title=_("Topics"), json_schema_extra={"widget": "tags"}
    )
    area_ids: list[uuid.UUID] = Field(
        default_factory=list, title=_("Areas"), description=_("None chosen means the whole town."),
        json_schema_extra={"widget": "tags"},
    )  # fmt: skip
    folder_id: uuid.UUID | None = Field(
        None, title=_("Folder"), json_schema_extra={"widget": "select", "empty": _("In no folder")}
    )
    slug: str = Field("", title=_("Address"), description=SLUG, max_length=100)
    listed: bool = Field(
        True, title=_("Show in lists"), description=_("Without it, only people who have the link find the project.")
    )


class FolderFields(FormModel):
    """A folder."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra={**NAMED})
    description: dict[str, Lead] = Field(
        default_factory=dict, title=_("Description"), json_schema_extra={"widget": "multiloc_text", "rows": 3}
    )
    picture: UploadedFile | None = Field(
        None, title=_("Picture"), json_schema_extra={"widget": "file", "accept": PICTURES}
    )
    picture_alt: dict[str, Line] = Field(
        default_factory=dict, title=_("What the picture shows"), json_schema_extra={"widget": "multiloc"}
    )
    slug: str = Field("", title=_("Address"), description=SLUG, max_length=100)
    state: str = Field(
        "published", title=_("State"),
        json_schema_extra={
            "widget": "radios",
            "options": {"draft": _("Draft"), "published": _("Published"), "archived": _("Archived")},
        },
    )  # fmt: skip


class PhaseFields(FormModel):
    """A phase: when, and what it is called. The method's own settings stand in a form of their own."""

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra={**NAMED})
    description: dict[str, Rich] = Field(
        default_factory=dict, title=_("Description"), description=MARKUP, json_schema_extra={**RICH, "rows": 8}
    )
    opens_at: datetime.datetime = Field(title=_("Opens"))
    closes_at: datetime.datetime | None = Field(
        None, title=_("Closes"), description=_("Left empty, the phase stays open until you close it. Same time zone.")
    )

    @model_validator(mode="after")
    def in_order(self) -> "PhaseFields":
        """A phase closes after it opens."""
        if self.closes_at is not None and self.closes_at <= self.opens_at:
            raise PydanticCustomError(
                "phase_order", _("%(label)s: a phase must close after it opens."), {"field": "closes_at"}
            )
        return self


class DocumentFields(FormModel):
    """A document to offer with a project."""

    document: UploadedFile = Field(
        title=_("PDF file"), json_schema_extra={"widget": "file", "accept": "application/pdf"}
    )
    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra={**NAMED})


class CopyFields(FormModel):
    """How a copy of a project differs."""

    opens_at: datetime.datetime | None = Field(
        None, title=_("The first phase opens"), description=_("The other phases keep their distance to it.")
    )

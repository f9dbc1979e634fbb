# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of options: the list, one by hand, changing and removing one."""

import uuid
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission, UploadedFile
from folkmoot_essential.voting.context import OptionContext, VotingContext
from folkmoot_essential.voting.envelopes.envelopes import WHOLE_TOWN, name_of
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.options import option_pictures, options
from folkmoot_essential.voting.options.options import Editor, Frozen, OptionDraft, TooMany

TEMPLATES = "folkmoot_essential.voting:templates/"
FROZEN = _("The vote has opened: rule, options and costs can't be changed any more. Nothing was changed.")
FULL = _("A vote has at most %(most)s options. Nothing was added.")
DEAREST = 10**14
Line = Annotated[str, StringConstraints(max_length=150)]
Text = Annotated[str, StringConstraints(max_length=5000)]


class OptionFields(BaseModel):
    """An option as its form has it."""

    model_config = ConfigDict(extra="forbid")

    title: dict[str, Line] = Field(title=_("Title"), json_schema_extra={"widget": "multiloc", "publish": True})
    description: dict[str, Text] = Field(
        default_factory=dict, title=_("Description"), description=_("Plain text; an empty line begins a paragraph."),
        json_schema_extra={"widget": "multiloc_text", "rows": 5},
    )  # fmt: skip
    cost: int = Field(0, ge=0, le=DEAREST, title=_("Cost"), json_schema_extra={"widget": "money"})
    contest: str | None = Field(
        None, title=_("Whose envelope pays for it"), json_schema_extra={"widget": "select", "empty": WHOLE_TOWN}
    )
    picture: UploadedFile | None = Field(
        None, title=_("Picture"),
        description=_("Shown on the ballot. JPEG, PNG or WebP; it is made smaller by itself."),
        json_schema_extra={"widget": "file", "accept": option_pictures.ACCEPTED},
    )  # fmt: skip
    picture_alt: dict[str, Line] = Field(
        default_factory=dict, title=_("What the picture shows"),
        description=_("Read aloud to people who cannot see it."), json_schema_extra={"widget": "multiloc"},
    )  # fmt: skip


def editor(request: Request) -> Editor:
    """The signed-in member of staff."""
    return Editor(request.find_service(IAudit), request.account.id)


def refuse(request: Request, error: Exception) -> None:
    """Say why nothing was changed."""
    full = isinstance(error, TooMany)
    request.flash(request.gettext(FULL, most=options.MOST) if full else request.gettext(FROZEN), "bad")


def draft(fields: OptionFields, picture_id: uuid.UUID | None = None) -> OptionDraft:
    """What the form says."""
    return OptionDraft(
        fields.title, fields.description, fields.cost, picture_id=picture_id, contest=fields.contest or ""
    )  # fmt: skip


def form_of(context: VotingContext, request: Request, found: VotingOption | None = None) -> Form[OptionFields]:
    """The form of an option, empty or with what it is; it asks for the envelope only where there are some."""
    initial, picture = None, None
    if found is not None:
        picture = option_pictures.file_of(request, found.picture_id)
        initial = {
            "title": found.title, "description": found.description, "cost": found.cost,
            "contest": found.contest or None, "picture_alt": picture.alt if picture else {},
        }  # fmt: skip
    form = Form(OptionFields, request, initial)
    form["contest"].options = [
        (one.contest, name_of(request, one.contest, one.title)) for one in context.envelopes if one.contest
    ]
    form["picture"].current = option_pictures.current(request, picture)
    return form


@view_config(
    route_name="voting.options", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "options.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def listed(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """All options with their costs, and a form for one more."""
    form = form_of(context, request)
    if request.method == "POST":
        if wanted := _wanted(context, request, form):
            return _add(context, request, wanted)
        request.response.status_int = 422
    total = sum(one.cost for one in context.options)
    names = {one.contest: name_of(request, one.contest, one.title) for one in context.envelopes}
    return {"context": context, "form": form, "options": context.options, "total": total, "purses": names}


def _wanted(
    context: VotingContext, request: Request, form: Form[OptionFields], found: VotingOption | None = None
) -> OptionDraft | None:
    """What the form says, its picture stored; None where it can't be taken, and its errors say why."""
    kept, picture_id = found.picture_id if found else None, None
    if form.validate():
        picture_id = kept if context.election else option_pictures.after(request, form, kept)
    if form.errors:
        option_pictures.ask_again(request, form)
        return None
    return draft(form.data, picture_id)


def _add(context: VotingContext, request: Request, wanted: OptionDraft) -> Response:
    try:
        options.add(request.db, context.phase, [wanted], editor(request))
    except (Frozen, TooMany) as error:
        refuse(request, error)
    else:
        request.flash(request.gettext("The option was added."))
    return HTTPSeeOther(context.url("voting.options"))


@view_config(
    route_name="voting.option", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "option.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def change(context: OptionContext, request: Request) -> dict[str, Any] | Response:
    """One option: its texts and its cost."""
    found = context.option
    form = form_of(context, request, found)
    if request.method == "POST":
        if wanted := _wanted(context, request, form, found):
            return _change(context, request, wanted)
        request.response.status_int = 422
    return {"context": context, "form": form, "option": found, "purses": context.envelopes}


def _change(context: OptionContext, request: Request, wanted: OptionDraft) -> Response:
    try:
        options.change(request.db, context.option, wanted, editor(request))
    except Frozen as error:
        refuse(request, error)
    else:
        request.flash(request.gettext("The option was changed."))
    return HTTPSeeOther(context.url("voting.options"))


@view_config(route_name="voting.option_delete", permission=Permission.PROJECT_EDIT, request_method="POST")
def delete(context: OptionContext, request: Request) -> Response:
    """Take it off the list."""
    try:
        options.remove(request.db, context.option, editor(request))
    except Frozen as error:
        refuse(request, error)
    else:
        request.flash(request.gettext("The option was removed."))
    return HTTPSeeOther(context.url("voting.options"))

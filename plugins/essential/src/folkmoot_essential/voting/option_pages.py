# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of options: the list, one by hand, changing and removing one."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_essential.voting import options
from folkmoot_essential.voting.context import OptionContext, VotingContext
from folkmoot_essential.voting.options import Editor, Frozen, OptionDraft, TooMany

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


def editor(request: Request) -> Editor:
    """The signed-in member of staff."""
    return Editor(request.find_service(IAudit), request.account.id)


def refuse(request: Request, error: Exception) -> None:
    """Say why nothing was changed."""
    full = isinstance(error, TooMany)
    request.flash(request.gettext(FULL, most=options.MOST) if full else request.gettext(FROZEN), "bad")


def draft(fields: OptionFields) -> OptionDraft:
    """What the form says."""
    return OptionDraft(fields.title, fields.description, fields.cost)


@view_config(
    route_name="voting.options", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "options.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def listed(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """All options with their costs, and a form for one more."""
    form = Form(OptionFields, request)
    if request.method == "POST":
        if form.validate():
            return _add(context, request, draft(form.data))
        request.response.status_int = 422
    total = sum(one.cost for one in context.options)
    return {"context": context, "form": form, "options": context.options, "total": total}


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
    initial = {"title": found.title, "description": found.description, "cost": found.cost}
    form = Form(OptionFields, request, initial)
    if request.method == "POST":
        if form.validate():
            return _change(context, request, draft(form.data))
        request.response.status_int = 422
    return {"context": context, "form": form, "option": found}


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

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of winners: all of them, one of them, and the organiser's list of stages."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_essential.voting.follow_up import stages, wording
from folkmoot_essential.voting.follow_up.context import FollowContext, WinnerContext
from folkmoot_essential.voting.follow_up.history import history
from folkmoot_essential.voting.follow_up.progress import progress
from folkmoot_essential.voting.options.option_pages import TEMPLATES

Line = Annotated[str, StringConstraints(max_length=80)]


class StageFields(BaseModel):
    """The name of a stage as its form has it."""

    model_config = ConfigDict(extra="forbid")

    title: dict[str, Line] = Field(title=_("Name of the stage"), json_schema_extra={"widget": "multiloc"})


@view_config(
    route_name="voting.winners", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "follow_up_desk.jinja2",
    request_method="GET",
)  # fmt: skip
def desk(context: FollowContext, request: Request) -> dict[str, Any]:
    """All winners with the stage each has reached and its money."""
    return {"context": context, "found": progress(request.db, context.winners, context.stages)}


@view_config(
    route_name="voting.winner_desk", permission=Permission.PROJECT_EDIT, request_method="GET",
    renderer=TEMPLATES + "follow_up_winner_desk.jinja2",
)  # fmt: skip
def winner(context: WinnerContext, request: Request) -> dict[str, Any]:
    """One winner: its stages, and what was changed of them."""
    [found] = progress(request.db, [context.winner], context.stages)
    titles = {one.id: _title(context, one.stage) for one in found.steps.values()}
    return {"context": context, "found": found, "changes": history(request, titles), "titles": titles}


def _title(context: FollowContext, key: str) -> str:
    stage = next((one for one in context.stages if one.key == key), None)
    return str(context.request.site.text(stage.title, context.request.locale)) if stage else key


@view_config(
    route_name="voting.stages", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "follow_up_stages.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def listed(context: FollowContext, request: Request) -> dict[str, Any] | Response:
    """The stages in their order, each with its name; a form for one more."""
    names = [Form(StageFields, request, {"title": one.title}, prefix=one.key) for one in context.stages]
    added = Form(StageFields, request, prefix="new")
    if request.method == "POST":
        done = _act(context, request, names, added)
        if done:
            return HTTPSeeOther(context.url("voting.stages"))
        request.response.status_int = 422
    return {"context": context, "names": list(zip(context.stages, names, strict=True)), "added": added}


def _act(context: FollowContext, request: Request, names: list[Any], added: Any) -> bool:
    """Do what the page asks for; False where a field is wrong."""
    do, phase_id = request.POST.get("do", ""), context.phase.id
    request.db.execute(stages.LOCK, {"id": str(phase_id)})
    known = stages.stages_of(request.db, phase_id, request.site)
    if do == "names":
        valid = [one.validate() for one in names]  # each of them, so that all that is wrong is said at once
        if not all(valid):
            return False
        titles = {stage.key: form.data.title for stage, form in zip(context.stages, names, strict=True)}
        return _keep(context, stages.rename(known, titles))
    if do == "add":
        return added.validate() and _add(context, request, known, added.data.title)
    if "move" in request.POST:
        key, _colon, way = request.POST["move"].partition(":")
        return _keep(context, stages.moved(known, key, -1 if way == "up" else 1))
    if "remove" not in request.POST:
        raise HTTPNotFound
    try:
        return _keep(context, stages.without(request.db, phase_id, known, request.POST["remove"]))
    except stages.StageInUse:
        request.flash(request.gettext(wording.STAGE_IN_USE), "bad")
    return True


def _add(context: FollowContext, request: Request, known: list[stages.Stage], title: dict[str, str]) -> bool:
    try:
        return _keep(context, stages.with_one_more(known, title))
    except stages.TooManyStages:
        request.flash(request.gettext(wording.TOO_MANY_STAGES, most=stages.MOST), "bad")
    return True


def _keep(context: FollowContext, wanted: list[stages.Stage]) -> bool:
    request = context.request
    stages.keep(request.db, context.phase.id, wanted)
    details = {"phase": str(context.phase.id), "stages": [one.key for one in wanted]}
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, "voting.stages_changed", "phase", context.phase.id, details)
    request.flash(request.gettext("The stages are saved."))
    return True

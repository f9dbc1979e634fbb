# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of observers; the list is fixed when the vote opens."""

import uuid
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.options.options import Frozen
from folkmoot_essential.voting.oversight import observing


class Observer(BaseModel):
    """One address."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(
        title=_("E-mail address"), max_length=254, json_schema_extra={"widget": "email"},
        description=_("Of somebody outside the town's administration. It is deleted when the vote is certified."),
    )  # fmt: skip

    @field_validator("email")
    @classmethod
    def _one_spelling(cls, typed: str) -> str:
        """As accounts have it, so that erasing a person finds them here."""
        return typed.strip().lower()


@view_config(
    route_name="voting.observers", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "observers.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def listed(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """Who gets the fingerprints, and a form for one more."""
    form = Form(Observer, request)
    if request.method == "POST":
        done = _remove(context, request) if request.POST.get("do") == "remove" else _add(context, request, form)
        if done:
            return HTTPSeeOther(context.url("voting.observers"))
        request.response.status_int = 422
    found = observing.observers(request.db, context.phase.id)
    return {"context": context, "form": form, "observers": found, "frozen": context.election is not None}


def _add(context: VotingContext, request: Request, form: Form[Observer]) -> bool:
    if not form.validate():
        return False
    try:
        added = observing.add(request.db, context.phase, form.data.email)
    except (Frozen, observing.TooManyObservers) as error:
        _refuse(request, error)
        return True
    if added:
        _note(context, request, "added")
    request.flash(request.gettext("The observer was added.") if added else request.gettext("They observe it already."))
    return True


def _remove(context: VotingContext, request: Request) -> bool:
    try:
        observing.remove(request.db, context.phase, uuid.UUID(request.POST.get("observer", "")))
    except ValueError:
        raise HTTPNotFound from None
    except Frozen as error:
        _refuse(request, error)
    else:
        _note(context, request, "removed")
        request.flash(request.gettext("The observer was removed."))
    return True


def _refuse(request: Request, error: Exception) -> None:
    if isinstance(error, Frozen):
        text = request.gettext("The vote has opened, so its observers can't be changed any more.")
    else:
        text = request.gettext("A vote has at most %(most)s observers. Nobody was added.", most=observing.MOST)
    request.flash(text, "bad")


def _note(context: VotingContext, request: Request, verb: str) -> None:
    """That somebody was added or removed, and never who."""
    audit, details = request.find_service(IAudit), {"phase": str(context.phase.id)}
    audit.record(request.db, request.account.id, f"voting.observer_{verb}", "phase", context.phase.id, details)

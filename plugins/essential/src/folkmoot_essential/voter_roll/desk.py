# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The desk: a person stands there with a letter or a card; staff find them on the roll and help."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_essential.voter_roll import entries, letters, printing
from folkmoot_essential.voter_roll.context import EntryContext, RollContext
from folkmoot_essential.voter_roll.models import VoterRollEntry
from folkmoot_essential.voter_roll.roll_pages import TEMPLATES

LONGEST = 200


class Shown(BaseModel):
    """What a person shows."""

    model_config = ConfigDict(extra="forbid")

    shown: str = Field(
        title=_("Reference, code or number on the roll"), min_length=1, max_length=LONGEST,
        description=_("Spaces, dashes and capital letters make no difference."),
    )  # fmt: skip


class Step(StrEnum):
    """What staff may do with an entry."""

    RELEASE = "release"
    WITHDRAW = "withdraw"
    PUT_BACK = "put_back"


class Decision(BaseModel):
    """A step with its reason, which goes into the audit log."""

    model_config = ConfigDict(extra="forbid")

    do: Step = Field(json_schema_extra={"widget": "hidden"})
    reason: str = Field(
        title=_("Reason"), min_length=3, max_length=500, description=_("It is kept in the log of staff's acts.")
    )


class Addressee(BaseModel):
    """To whom one letter goes; nothing of it is kept."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field("", title=_("Name"), max_length=LONGEST)
    address: str = Field("", title=_("Address"), max_length=500, json_schema_extra={"widget": "textarea", "rows": 3})
    locale: str = Field("", title=_("Language of the letter"), json_schema_extra={"widget": "select"})


@view_config(
    route_name="voter_roll.desk", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "desk.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def find(context: RollContext, request: Request) -> dict[str, Any] | Response:
    """Find a person. By POST, so that no reference and no code gets into an address or a log."""
    form = Form(Shown, request)
    if request.method == "POST":
        found = _found(context, request, form.data.shown) if form.validate() else None
        if found is not None:
            return HTTPSeeOther(context.url("voter_roll.entry", number=found.number))
        if not form.errors:
            form.add_error("shown", request.gettext("Nobody on this roll has this reference, code or number."))
        request.response.status_int = 422
    return {"context": context, "form": form}


def _found(context: RollContext, request: Request, shown: str) -> VoterRollEntry | None:
    db, phase_id = request.db, context.phase.id
    found = entries.by_code(db, phase_id, shown) or entries.by_reference(db, phase_id, shown)
    number = shown.strip().lstrip("№#").strip()
    if found is None and number.isascii() and number.isdecimal() and len(number) < LONGEST:
        found = entries.by_number(db, phase_id, int(number))
    return found


@view_config(
    route_name="voter_roll.entry", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "entry.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def entry(context: EntryContext, request: Request) -> dict[str, Any] | Response:
    """A person's entry: what it is like, and what staff may do with it."""
    form = Form(Decision, request, {"do": _steps(context.entry)[0], "reason": ""})
    if request.method == "POST":
        if form.validate():
            _decide(context, request, form.data)
            return HTTPSeeOther(context.url("voter_roll.entry", number=context.entry.number))
        request.response.status_int = 422
    return {"context": context, "entry": context.entry, "form": form, "steps": _steps(context.entry),
            "addressee": _addressee(request)}  # fmt: skip


def _steps(found: VoterRollEntry) -> list[Step]:
    """What can be done with an entry now."""
    if found.withdrawn_at is not None:
        return [Step.PUT_BACK]
    return [Step.RELEASE, Step.WITHDRAW] if found.account_id else [Step.WITHDRAW]


def _decide(context: EntryContext, request: Request, decision: Decision) -> None:
    db, audit, found, actor = request.db, request.find_service(IAudit), context.entry, request.account.id
    if decision.do not in _steps(found):
        request.flash(request.gettext("Nothing was changed: somebody else did so a moment ago."), "warn")
        return
    if decision.do is Step.RELEASE:
        entries.release(db, audit, found, decision.reason, actor)
        text = request.gettext("The entry is free: the person can enter the code with another account.")
    elif decision.do is Step.WITHDRAW:
        entries.withdraw(db, audit, found, decision.reason, actor, request.now)
        text = request.gettext("The entry is withdrawn: this person can't take part any more.")
    else:
        entries.put_back(db, audit, found, decision.reason, actor)
        text = request.gettext("The entry stands again.")
    request.flash(text)


def _addressee(request: Request) -> Form[Addressee]:
    form = Form(Addressee, request, {"name": "", "address": "", "locale": request.site.default_locale})
    form["locale"].options = [(code, LANGUAGES.get(code, code)) for code in request.site.locales]
    return form


@view_config(
    route_name="voter_roll.entry_letter", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "entry.jinja2",
    request_method="POST",
)  # fmt: skip
def letter(context: EntryContext, request: Request) -> dict[str, Any] | Response:
    """One letter with a new code, to print at once."""
    form = _addressee(request)
    if context.entry.withdrawn_at is not None:
        request.flash(request.gettext("This entry is withdrawn, so no letter was made."), "warn")
        return HTTPSeeOther(context.url("voter_roll.entry", number=context.entry.number))
    if not form.validate():
        request.response.status_int = 422
        decision = Form(Decision, request, {"do": _steps(context.entry)[0], "reason": ""})
        return {"context": context, "entry": context.entry, "form": decision, "steps": _steps(context.entry),
                "addressee": form}  # fmt: skip
    to = (form.data.name, form.data.address, form.data.locale)
    made = letters.make_one(
        request.db, request.find_service(IAudit), context.phase.id, context.entry, request.account.id, to
    )
    return printing.page(request, context.phase, [made])

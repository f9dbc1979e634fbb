# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of one stage of a winner: what is said of it, its pictures, and telling people."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Form, IAudit, IJobs, IMailer, IMedia, Permission
from folkmoot_essential.voting.follow_up import addresses, audience, pictures, steps, telling, wording
from folkmoot_essential.voting.follow_up.context import StepContext
from folkmoot_essential.voting.follow_up.history import history
from folkmoot_essential.voting.follow_up.picture_form import PictureFields, take
from folkmoot_essential.voting.follow_up.stages import STOPPED
from folkmoot_essential.voting.follow_up.step_form import StepFields, draft_of, initial_of
from folkmoot_essential.voting.models import VotingStep
from folkmoot_essential.voting.options.option_pages import TEMPLATES

PLANS = ("planned_on", "planned_money")


@dataclass
class Sheet:
    """The page's two forms. kept: the id of a picture whose form was refused, so that it isn't sent again."""

    form: Any
    picture: Any
    kept: str = ""


@view_config(
    route_name="voting.step", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "follow_up_step.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def page(context: StepContext, request: Request) -> dict[str, Any] | Response:
    """The form, the pictures and the letter; what is refused comes back with everything that was typed."""
    winner = context.winner
    step = steps.of_stage(request.db, winner, context.stage)
    sheet = Sheet(Form(StepFields, request, initial_of(step)), Form(PictureFields, request, prefix="picture"))
    if request.method == "POST":
        if _act(context, request, step, sheet):
            return HTTPSeeOther(request.path)
        request.response.status_int = 422
    sheet.picture["file"].required = not sheet.kept
    return _shown(context, request, step) | {"sheet": sheet}


def _act(context: StepContext, request: Request, step: VotingStep | None, sheet: Sheet) -> bool:
    """Do what the page asks for; False where something is wrong, which its form then says."""
    do = request.POST.get("do", "")
    if do == "save":
        return sheet.form.validate() and _save(context, request, sheet.form)
    if step is None:
        raise HTTPNotFound
    if do == "picture":
        return _add_picture(request, step, sheet)
    if do == "tell":
        return _tell(context, request, step)
    return _remove_picture(request, step)


def _save(context: StepContext, request: Request, form: Any) -> bool:
    today = request.site.local(request.now).date()
    hand = steps.Hand(request.find_service(IAudit), request.account.id, today)
    try:
        steps.save(
            request.db, context.winner, context.stage, draft_of(form.data), hand, revision=form.data.revision,
            reason=form.data.reason,
        )  # fmt: skip
    except steps.Refused as refused:
        form.add_error(refused.field, request.gettext(wording.REFUSALS[refused.code]))
        return False
    request.flash(request.gettext("Saved. Everybody can read it now."))
    return True


def _add_picture(request: Request, step: VotingStep, sheet: Sheet) -> bool:
    file, valid = take(request, sheet.picture)
    sheet.kept = str(file.id) if file is not None else ""
    if file is None or not valid:
        return False
    try:
        pictures.add(request.db, step, file, sheet.picture.data.alt)
    except pictures.TooManyPictures:
        sentence = wording.REFUSALS["too-many-pictures"]
        sheet.picture.add_error("", request.gettext(sentence))
        return False
    _note(request, step, "picture_added")
    request.flash(request.gettext("The picture was added."))
    return True


def _remove_picture(request: Request, step: VotingStep) -> bool:
    if not pictures.remove(request.db, request.find_service(IMedia), step, request.POST.get("remove", "")):
        raise HTTPNotFound
    _note(request, step, "picture_removed")
    request.flash(request.gettext("The picture was removed."))
    return True


def _tell(context: StepContext, request: Request, step: VotingStep) -> bool:
    """Ask for the letters that the page has shown; nobody has two, however often this is pressed."""
    if step.reached_on is None:
        raise HTTPNotFound
    link = addresses.letter_page(request, context.phase, context.winner.number)
    telling.start(request.db, request.find_service(IJobs), step, link)
    _note(request, step, "told")
    request.flash(request.gettext("The letters are being written."))
    return True


def _note(request: Request, step: VotingStep, verb: str) -> None:
    details = {"option": str(step.option_id), "stage": step.stage}
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, f"voting.stage_{verb}", "voting_step", step.id, details)


def _shown(context: StepContext, request: Request, step: VotingStep | None) -> dict[str, Any]:
    media, ids = request.find_service(IMedia), [step.id] if step is not None else []
    drawn = pictures.of_steps(request.db, media, ids, request.site, request.locale)
    reached = step is not None and step.reached_on is not None
    return {
        "context": context, "step": step, "pictures": drawn.get(ids[0], []) if ids else [], "reached": reached,
        "without": PLANS if context.stage.kind == STOPPED else (), "letter": _letter(context, request, step),
        "waiting": audience.waiting(request.db, context.winner, step) if reached else 0,
        "changes": history(request, ids).get(ids[0], []) if ids else [],
    }  # fmt: skip


def _letter(context: StepContext, request: Request, step: VotingStep | None) -> Any:
    """The letter as the reader of this page would get it; None as long as the stage isn't reached."""
    if step is None or step.reached_on is None:
        return None
    language = telling.language_of(request.site, request.locale)
    values = telling.letter(request.site, context.winner, context.stage, step, language)
    link = addresses.letter_page(request, context.phase, context.winner.number).replace("{lang}", language)
    return request.find_service(IMailer).compose(
        request.site, telling.LETTER, language, name=request.account.display_name, why=audience.SUPPORTER, page=link,
        end=f"{link}/letters?…", **values,
    )  # fmt: skip

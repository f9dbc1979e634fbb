# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The citizens' page: one field for the code of the letter."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAttempts, Limit, Permission, ProjectContext, ProjectPhase, Refusal
from folkmoot_essential.voter_roll import entries, rolls
from folkmoot_essential.voter_roll.codes import MOST_TYPED
from folkmoot_essential.voter_roll.entries import Answer

HOUR = 3600
BY_ACCOUNT = Limit("voter_roll.code:account", 10, HOUR)
BY_NETWORK = Limit("voter_roll.code:network", 100, HOUR)
"""A library shares one network: many people, few mistakes. What was right, or only mistyped, doesn't count."""

NOT_SIGNED_IN = Refusal(
    "not-signed-in", _("Please sign in, or make an account; then enter your code."), _("Sign in"), "accounts.sign_in"
)
NOT_CONFIRMED = Refusal(
    "email-not-confirmed",
    _("Your e-mail address isn't confirmed yet."),
    _("Open the e-mail that we sent you and enter the code in it; the code of the letter on paper comes after that."),
)
CLOSED = Refusal("phase-closed", _("This phase is closed, so codes aren't needed any more."))
DESK = _("Come to the town with your letter, and something that shows who you are; the desk can help you.")
SENTENCES = {
    "code-missing": _("Please enter the code of your letter."),
    Answer.MISTYPED: _(
        "This can't be right: a code has 12 characters, and none of them is 0, O, 1, I or L."
        " Please compare it with your letter."
    ),
    Answer.UNKNOWN: _(
        "We don't know this code. Please compare it with your letter; if you got more than one, only the newest counts."
    ),
    Answer.TAKEN: _(
        "This code was entered with another account already. If it was you, sign in with that account. If it wasn't,"
        " come to the town's desk with your letter."
    ),
    Answer.OTHER: _("Your account has entered another code already, and one person can take part only once."),
    Answer.WITHDRAWN: _(
        "This entry was taken off the voter roll. If you think that is wrong, come to the town's desk."
    ),
}
NEEDS_DESK = {Answer.TAKEN, Answer.OTHER, Answer.WITHDRAWN}


@view_config(
    route_name="voter_roll.verify", permission=Permission.PROJECT_READ, request_method=("GET", "POST"),
    renderer="folkmoot_essential.voter_roll:templates/verify.jinja2",
)  # fmt: skip
def verify(context: ProjectContext, request: Request) -> dict[str, Any] | Response:
    """The form, why there is none, or that it is done."""
    phase = context.phase
    if phase is None or rolls.of_phase(request.db, phase.id) is None:
        return _moved(context, request)
    refused = _refusal(request, phase)
    typed, reason = "", ""
    if request.method == "POST" and refused is None:
        typed = request.POST.get("code", "")
        typed = typed[:MOST_TYPED].strip() if isinstance(typed, str) else ""
        reason = _entered(request, phase, typed)
        if not reason:
            request.flash(request.gettext("Your code is right: you can take part now."))
            return HTTPSeeOther(context.url("projects.phase", number=phase.number))
    elif request.method == "POST":
        request.response.status_int = 403
    return {**_shown(context, request, phase), "refused": refused, "typed": typed, **_wrong(request, reason)}


def _moved(context: ProjectContext, request: Request) -> Response:
    """Letters bear the number that the phase had: where it has another now, they lead there still."""
    sizes = rolls.sizes(request.db)
    there = [phase for phase in context.phases if phase.id in sizes and phase.state != "closed"]
    if not there:
        raise HTTPNotFound
    return HTTPSeeOther(context.url("voter_roll.verify", number=there[0].number))


def _refusal(request: Request, phase: ProjectPhase) -> Refusal | None:
    account = request.account
    if phase.state == "closed" or phase.project_archived:
        return CLOSED
    if account is None:
        return NOT_SIGNED_IN
    return None if account.email_confirmed else NOT_CONFIRMED


def _entered(request: Request, phase: ProjectPhase, typed: str) -> str:
    """The reason why a code isn't taken, "" when it is."""
    if not typed:
        return _refused(request, "code-missing")
    limits = request.find_service(IAttempts)
    who = str(request.account.id)
    trials = ((BY_ACCOUNT, who), (BY_NETWORK, limits.network(request)))
    seconds = limits.count(request.site.id, request.now, *trials)
    if seconds:
        request.response.headers["Retry-After"] = str(seconds)
        return _refused(request, f"too-many-attempts {-(-seconds // 60)}", 429)
    answer = entries.claim(request.db, phase.id, request.account.id, typed, request.now)
    if answer in (Answer.CLAIMED, Answer.MISTYPED):
        limits.forgive(request.site.id, request.now, *trials)
    return "" if answer is Answer.CLAIMED else _refused(request, answer)


def _refused(request: Request, reason: str, status: int = 422) -> str:
    request.response.status_int = status
    return str(reason)


def _wrong(request: Request, reason: str) -> dict[str, Any]:
    """A reason as the page shows it: its code, its sentence, and the way out."""
    code, _space, minutes = reason.partition(" ")
    if code == "too-many-attempts":
        sentence = request.ngettext(
            "Too many attempts. Please wait %(num)s minute, then try again.",
            "Too many attempts. Please wait %(num)s minutes, then try again.", int(minutes),
        )  # fmt: skip
    else:
        sentence = request.gettext(SENTENCES[code]) if code else ""
    return {"reason": code, "sentence": sentence, "help": request.gettext(DESK) if code in NEEDS_DESK else ""}


def _shown(context: ProjectContext, request: Request, phase: ProjectPhase) -> dict[str, Any]:
    site, locale, account = request.site, request.locale, request.account
    mine = entries.by_account(request.db, phase.id, account.id) if account else None
    return {
        "phase": phase,
        "done": mine is not None,
        "back": context.url("projects.phase", number=phase.number),
        "crumbs": [
            (request.gettext("Projects"), request.route_path("projects.index")),
            (site.text(context.project.title, locale), context.url()),
            (site.text(phase.title, locale), context.url("projects.phase", number=phase.number)),
        ],
    }

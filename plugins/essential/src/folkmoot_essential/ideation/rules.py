# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who may do what with ideas now: the phase's switches first, then core's rules; and how a refusal is shown."""

from dataclasses import dataclass
from urllib.parse import urlencode

from pyramid.request import Request

from folkmoot.hookspecs.methods import Action, PhaseInfo, Who
from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IActionRules, ReactionMode, Refusal
from folkmoot_essential.ideation.settings import DEFAULTS, IdeationSettings

POST, COMMENT, REACT = "posting_idea", "commenting_idea", "reacting_idea"
ACTIONS = (
    Action(POST, _("Share an idea"), Who.REGISTERED),
    Action(COMMENT, _("Comment on an idea"), Who.REGISTERED),
    Action(REACT, _("React to an idea"), Who.REGISTERED),
)
SWITCHED_OFF = {
    POST: Refusal("posting-disabled", _("Nothing new can be shared in this phase.")),
    COMMENT: Refusal("commenting-disabled", _("Comments are switched off in this phase.")),
    REACT: Refusal("reacting-disabled", _("Reactions are switched off in this phase.")),
}
NOT_PUBLIC_YET = Refusal(
    "not-public-yet", _("The team reads this before it is public. Until then nothing can be added.")
)
NOT_YOURS = Refusal("not-yours", _("Only its author can do this."))
CLOSED_FOR_CHANGE = Refusal(
    "phase-closed", _("The phase is closed, so it can't be changed any more."), _("You can still withdraw it.")
)
PHASE_GONE = Refusal("phase-missing", _("The phase that this belongs to doesn't exist any more."))


def settings_of(phase: PhaseInfo | None) -> IdeationSettings:
    """The phase's settings; the defaults when there are none."""
    found = phase.settings if phase is not None else None
    return found if isinstance(found, IdeationSettings) else DEFAULTS


def refusal(request: Request, phase: PhaseInfo | None, action: str) -> Refusal | None:
    """Why the person asking can't take an action in a phase now, or None if they can."""
    if phase is None:
        return PHASE_GONE
    settings = settings_of(phase)
    on = {
        POST: settings.posting,
        COMMENT: settings.commenting,
        REACT: settings.reactions is not ReactionMode.DISABLED,
    }
    if not on[action]:
        return SWITCHED_OFF[action]
    found: Refusal | None = request.find_service(IActionRules).refusal(
        request.db, request.account, phase, action, request.now
    )
    return found


@dataclass(frozen=True)
class ShownRefusal:
    """A refusal in the reader's language, as the macro page.refusal takes it."""

    code: str
    sentence: str
    remedy: str
    remedy_url: str
    next_phase: str


def shown(request: Request, refused: Refusal, back: str) -> ShownRefusal:
    """A refusal for a page; back: where signing in leads afterwards."""
    values = dict(refused.values)
    url = ""
    if refused.remedy_route:
        query = {"to": back} if refused.remedy_route == "accounts.sign_in" else {}
        url = request.route_path(refused.remedy_route, _query=query, **dict(refused.remedy_params))
    return ShownRefusal(
        refused.code,
        request.gettext(refused.sentence, **values),
        request.gettext(refused.remedy, **values) if refused.remedy else "",
        url,
        _next_phase(request, refused),
    )


def _next_phase(request: Request, refused: Refusal) -> str:
    if refused.next_opens_at is None:
        return ""
    today = request.site.local(request.now).date()
    day = formats.day_and_month(request.site.local(refused.next_opens_at).date(), request.locale, today)
    title = request.site.text(refused.next_title, request.locale)
    if refused.next_opens_at <= request.now:
        return str(request.gettext("It is possible now in “%(phase)s”.", phase=title))
    return str(request.gettext("It will be possible from %(day)s in “%(phase)s”.", day=day, phase=title))


def sign_in_url(request: Request, back: str) -> str:
    """Signing in, and back to a page of this site."""
    return f"{request.route_path('accounts.sign_in')}?{urlencode({'to': back})}"

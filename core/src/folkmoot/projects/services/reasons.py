# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The words of refusals. Codes are stable; sentences are marked, and translated where they are shown."""

import datetime

from folkmoot.hookspecs.access import Remedy
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot.security.refusals import Refusal

PROJECT_NOT_PUBLIC = Refusal(
    "project-not-public",
    _("This project isn't public yet, so nothing can be done in it."),
    _("Come back once it is published."),
)
PROJECT_ARCHIVED = Refusal(
    "project-archived",
    _("This project has ended. You can read everything, but nothing can be added any more."),
    _("See which projects are open now."),
    "projects.index",
)
MODULE_ABSENT = Refusal(
    "module-absent",
    _("The module that this phase needs isn't active on this platform."),
    _("Please tell the town's team."),
)
ACTION_UNKNOWN = Refusal("action-unknown", _("This can't be done in this phase."))
NOT_SIGNED_IN = Refusal("not-signed-in", _("Please sign in to take part."), _("Sign in"), "accounts.sign_in")
EMAIL_NOT_CONFIRMED = Refusal(
    "email-not-confirmed",
    _("Your e-mail address isn't confirmed yet."),
    _("Open the e-mail we sent you and enter its code."),
)
NOT_VERIFIED = Refusal(
    "not-verified",
    _("Only people whose identity was verified can do this."),
    _("Ask the town's team how to get verified."),
)
NOT_IN_GROUP = Refusal(
    "not-in-group",
    _("Only members of certain groups can do this."),
    _("If you think you should be able to, ask the town's team."),
)
STAFF_ONLY = Refusal("staff-only", _("Only the team of this project can do this."))


def not_verified(remedy: Remedy | None) -> Refusal:
    """The person isn't known here yet; remedy: where that can be changed."""
    if remedy is None:
        return NOT_VERIFIED
    params = tuple(sorted(remedy.params.items()))
    return Refusal(NOT_VERIFIED.code, remedy.sentence, remedy.label, remedy.route, remedy_params=params)


def not_open_yet(phase: PhaseInfo) -> Refusal:
    """The phase is still to come."""
    return Refusal(
        "phase-not-open-yet",
        _("This phase isn't open yet."),
        _("You can take part once it opens."),
        next_phase_id=phase.id,
        next_opens_at=phase.opens_at,
        next_title=phase.title,
    )


def closed(coming: PhaseInfo | None) -> Refusal:
    """The phase is over; `coming` is another phase of the project in which it is possible, now or later."""
    if coming is None:
        return Refusal(
            "phase-closed",
            _("This phase is closed."),
            _("See which projects are open now."),
            "projects.index",
        )
    return Refusal(
        "phase-closed",
        _("This phase is closed."),
        _("You can do this in another phase of the project."),
        next_phase_id=coming.id,
        next_opens_at=coming.opens_at,
        next_title=coming.title,
    )


def blocked(until: datetime.datetime) -> Refusal:
    """The account may read but not write for a time."""
    return Refusal(
        "blocked",
        _("Your account can't write until %(until)s."),
        _("You can object: write to the town's team."),
        values=(("until", until),),
    )

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Words for licences, marked for translation."""

from folkmoot.i18n import mark as _
from folkmoot.licences.limits import Limit
from folkmoot_licensing import State

STATES = {
    State.NOT_YET: _("Begins later"),
    State.ACTIVE: _("In force"),
    State.EXPIRING: _("Ends soon"),
    State.GRACE: _("In its time of grace"),
    State.LAPSED: _("Ended"),
    State.SUPERSEDED: _("Replaced by a newer one"),
    State.REVOKED: _("Withdrawn by its issuer"),
    State.UNBOUND: _("For other addresses"),
    State.REMOVED: _("Removed"),
}
TONES = {
    State.NOT_YET: "info", State.ACTIVE: "ok", State.EXPIRING: "warn", State.GRACE: "warn", State.LAPSED: "bad",
    State.REVOKED: "bad", State.UNBOUND: "bad",
}  # fmt: skip
KINDS = {
    "production": _("For use"), "trial": _("For trying out"), "demo": _("Demonstration"),
    "nonproduction": _("For tests, not for use"),
}  # fmt: skip
SOURCES = {
    "desk": _("installed in the back office"), "command": _("installed by the operator"),
    "folder": _("from the operator's folder"), "demonstration": _("offered by the demonstration"),
}  # fmt: skip
LIMITS = {
    Limit.ADMINISTRATORS: _("%(used)s of %(limit)s administrators"),
    Limit.POPULATION: _("%(used)s of %(limit)s people with an account"),
    Limit.TENANTS: _("%(used)s of %(limit)s municipalities"),
}
LEVELS = {
    "": "", "near": _("Almost used up. Nobody is turned away; please ask for a larger licence in time."),
    "over": _("More than the licence is sized for. Nobody is turned away; please ask for a larger licence."),
}  # fmt: skip
STAGES = {
    "opens": _("Would open"), "winds-down": _("Would wind down: what exists goes on, nothing new begins"),
    "closes": _("Would close"), "stays": _("Would end at another time"),
}  # fmt: skip
EDITIONS = {
    "standard": _("Everything of the Standard edition"),
    "premium": _("Everything of the Standard and Premium editions"),
    "none": "",
}

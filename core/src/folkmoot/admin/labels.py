# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Words for values that the back office shows, marked for translation."""

from folkmoot.accounts.interfaces import Role
from folkmoot.hookspecs.methods import Who
from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.manifest import Edition

STATES = {"draft": _("Draft"), "published": _("Published"), "archived": _("Archived")}
STATE_TONES = {"draft": "warn", "published": "ok", "archived": "plain"}
PHASE_STATES = {"upcoming": _("Upcoming"), "open": _("Open now"), "closed": _("Closed")}
PHASE_TONES = {"upcoming": "info", "open": "ok", "closed": "plain"}
WHO = {
    Who.EVERYONE: _("Everyone, also without account"),
    Who.CONFIRMED: _("Everyone with a confirmed e-mail address"),
    Who.REGISTERED: _("Everyone with an account"),
    Who.VERIFIED: _("Verified residents"),
    Who.GROUPS: _("Members of certain groups"),
    Who.STAFF: _("Staff only"),
}
ROLES = {
    Role.CITIZEN: _("Citizen"),
    Role.MANAGER: _("Project manager"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.OPERATOR: _("Operator"),
}
EDITIONS = {
    Edition.ESSENTIAL: _("Essential"),
    Edition.STANDARD: _("Standard"),
    Edition.PREMIUM: _("Premium"),
    Edition.VENDOR: _("Vendor"),
    Edition.OPEN: _("Open"),
}
MODES = {Mode.OPEN: _("On"), Mode.SUNSET: _("Winding down"), Mode.ABSENT: _("Off")}
MODE_TONES = {Mode.OPEN: "ok", Mode.SUNSET: "warn", Mode.ABSENT: "plain"}
TONES = {
    "plain": _("Grey"), "info": _("Blue"), "ok": _("Green"), "warn": _("Yellow"), "bad": _("Red"),
}  # fmt: skip
TOPIC_TONES = {
    "green": _("Green"), "mobility": _("Blue"), "play": _("Orange"), "culture": _("Purple"), "safety": _("Ochre"),
    "social": _("Rose"),
}  # fmt: skip
TOPIC_ICONS = {
    "leaf": _("Leaf"), "tree": _("Tree"), "bike": _("Bicycle"), "bus": _("Bus"), "ball": _("Ball"), "mask": _("Mask"),
    "lamp": _("Lamp"), "people": _("People"), "home": _("House"), "book": _("Book"), "heart": _("Heart"),
    "building": _("Building"), "euro": _("Euro"), "shield": _("Shield"), "star": _("Star"), "tag": _("Label"),
}  # fmt: skip

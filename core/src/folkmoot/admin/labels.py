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
ACTS = {
    "account.blocked": _("Person blocked"), "account.created": _("Account made"),
    "account.deleted": _("Account deleted"), "account.password-changed": _("Password changed"),
    "account.projects-changed": _("Projects of a person changed"), "account.role-changed": _("Role changed"),
    "account.signed-in": _("Signed in"), "account.signed-out-everywhere": _("Other devices signed out"),
    "account.unblocked": _("Person let in again"), "area.changed": _("Area changed"), "area.created": _("Area made"),
    "area.deleted": _("Area removed"), "comment.removed": _("Comment removed"),
    "contribution.answered": _("Official reply published"), "contribution.reply-edited": _("Official reply edited"),
    "contribution.status-set": _("Status given"), "folder.changed": _("Folder changed"),
    "folder.created": _("Folder made"), "licence.allocated": _("Share of a licence given"),
    "licence.allocation-withdrawn": _("Share of a licence taken back"), "licence.installed": _("Licence installed"),
    "licence.removed": _("Licence removed"), "licence.vendor-trusted": _("A vendor's key trusted"),
    "module.switched-off": _("Module switched off"),
    "module.switched-on": _("Module switched on"), "phase.changed": _("Phase changed"),
    "phase.created": _("Phase made"), "phase.deleted": _("Phase deleted"), "phase.end_moved": _("End of a phase moved"),
    "phase.rule_changed": _("Rule of a phase changed"),
    "project.archived": _("Project archived"), "project.changed": _("Project changed"),
    "project.copied": _("Project copied"), "project.created": _("Project made"),
    "project.document_added": _("Document added"), "project.document_removed": _("Document removed"),
    "project.published": _("Project published"), "project.reordered": _("Projects put in another order"),
    "project.unpublished": _("Project made a draft again"), "settings.changed": _("Settings changed"),
    "status.changed": _("Status changed"), "status.created": _("Status made"), "status.deleted": _("Status removed"),
    "topic.changed": _("Topic changed"), "topic.created": _("Topic made"), "topic.deleted": _("Topic removed"),
}  # fmt: skip
"""What the audit log says of core's own acts; what it says of a plugin's stands in the plugin's manifest."""

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

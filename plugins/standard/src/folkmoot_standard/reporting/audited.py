# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "reporting.goal-changed": _("Goal of taking part changed"),
    "reporting.view-kept": _("View of the report kept"),
    "reporting.view-removed": _("Kept view of the report removed"),
}

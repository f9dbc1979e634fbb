# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "insights.analysis-changed": _("Settings of an analysis changed"),
    "insights.analysis-deleted": _("Analysis deleted"),
    "insights.analysis-made": _("Analysis made"),
    "insights.change-undone": _("Last change of themes taken back"),
    "insights.duplicates-decided": _("Near-duplicates decided upon"),
    "insights.duplicates-undone": _("Decision on near-duplicates taken back"),
    "insights.file-added": _("File of texts added to an analysis"),
    "insights.file-deleted": _("File of texts deleted from an analysis"),
    "insights.run-checked": _("Record of an analysis checked"),
    "insights.run-started": _("Run of an analysis started"),
    "insights.run-stopped": _("Run of an analysis stopped"),
    "insights.sheet-deleted": _("Sheet of an idea deleted"),
    "insights.sheet-made": _("Sheet of an idea made"),
    "insights.site-changed": _("What the site shows of an analysis changed"),
    "insights.themes-changed": _("Themes of an analysis changed"),
}

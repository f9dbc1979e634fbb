# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "insights.analysis-changed": _("Settings of an analysis changed"),
    "insights.analysis-deleted": _("Analysis deleted"),
    "insights.analysis-made": _("Analysis made"),
    "insights.change-undone": _("Last change of themes taken back"),
    "insights.dossier-written": _("Title and introduction of a dossier written"),
    "insights.duplicates-decided": _("Near-duplicates decided upon"),
    "insights.duplicates-undone": _("Decision on near-duplicates taken back"),
    "insights.file-added": _("File of texts added to an analysis"),
    "insights.file-changed": _("Columns of a file of texts changed"),
    "insights.file-deleted": _("File of texts deleted from an analysis"),
    "insights.run-checked": _("Record of an analysis checked"),
    "insights.run-started": _("Run of an analysis started"),
    "insights.run-stopped": _("Run of an analysis stopped"),
    "insights.sheet-cleared": _("Withdrawn sources cleared from the sheet of an idea"),
    "insights.sheet-deleted": _("Sheet of an idea deleted"),
    "insights.sheet-made": _("Sheet of an idea made"),
    "insights.sheet-ready": _("Sheet of an idea saved as ready"),
    "insights.sheet-saved": _("Sheet of an idea saved as a draft"),
    "insights.sheet-sentence-chosen": _("Sentence chosen for the sheet of an idea"),
    "insights.sheet-sources-added": _("Sources added to the sheet of an idea"),
    "insights.sheet-sources-removed": _("Sources taken out of the sheet of an idea"),
    "insights.sheets-ordered": _("Order of the sheets of ideas changed"),
    "insights.site-changed": _("What the site shows of an analysis changed"),
    "insights.split-asked": _("Splitting of a theme by the program asked for"),
    "insights.theme-not-split": _("Theme not split by the program"),
    "insights.theme-split": _("Theme split by the program"),
    "insights.themes-changed": _("Themes of an analysis changed"),
}

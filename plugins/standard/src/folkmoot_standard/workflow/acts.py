# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "workflow.assigned": _("Contribution assigned"),
    "workflow.bulk-changed": _("Many contributions changed at once"),
    "workflow.done": _("Contribution marked as dealt with"),
    "workflow.due-set": _("Day set until which a contribution is dealt with"),
    "workflow.evaluation-begun": _("Evaluation begun"),
    "workflow.evaluation-finished": _("Evaluation finished"),
    "workflow.evaluation-removed": _("Evaluation removed"),
    "workflow.evaluation-saved": _("Evaluation saved"),
    "workflow.note-deleted": _("Note deleted"),
    "workflow.note-edited": _("Note edited"),
    "workflow.note-written": _("Note written"),
    "workflow.reopened": _("Contribution to be dealt with again"),
    "workflow.results-announced": _("Results of an evaluation announced"),
    "workflow.template-deleted": _("Template of an answer deleted"),
    "workflow.template-saved": _("Template of an answer saved"),
    "workflow.unassigned": _("Contribution no longer assigned"),
}

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "voting.auditor_copy_taken": _("An auditor took the copy with the ballots"),
    "voting.confirmed": _("Decision on a vote confirmed by a second person"),
    "voting.envelopes_changed": _("Purses of a budget changed"),
    "voting.observer_added": _("Observer of a vote added"),
    "voting.observer_removed": _("Observer of a vote removed"),
    "voting.option_added": _("Option of a vote added"),
    "voting.option_changed": _("Option of a vote changed"),
    "voting.option_removed": _("Option of a vote removed"),
    "voting.paper_again": _("Ballot on paper looked at again"),
    "voting.proposed": _("Decision on a vote proposed"),
    "voting.refused": _("Proposed decision on a vote refused"),
    "voting.stage_begun": _("Stage of a winner begun"),
    "voting.stage_changed": _("Stage of a winner changed"),
    "voting.stage_picture_added": _("Picture added to a stage of a winner"),
    "voting.stage_picture_removed": _("Picture removed from a stage of a winner"),
    "voting.stage_told": _("Letters about a stage of a winner asked for"),
    "voting.stages_changed": _("Stages of winners changed"),
}

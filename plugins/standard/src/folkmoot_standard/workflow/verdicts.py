# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an evaluation can come to, in words and colours."""

from enum import StrEnum

from folkmoot.i18n import mark as _


class Verdict(StrEnum):
    """The town's answer to whether a contribution can be carried out. Stored; the words below may change."""

    FEASIBLE = "feasible"
    WITH_CHANGES = "with_changes"
    NOT_FEASIBLE = "not_feasible"
    NOT_OURS = "not_ours"


TITLES = {
    Verdict.FEASIBLE: _("Feasible"), Verdict.WITH_CHANGES: _("Feasible with changes"),
    Verdict.NOT_FEASIBLE: _("Not feasible"), Verdict.NOT_OURS: _("Not ours to decide"),
}  # fmt: skip
TONES = {
    Verdict.FEASIBLE: "ok", Verdict.WITH_CHANGES: "info", Verdict.NOT_FEASIBLE: "bad", Verdict.NOT_OURS: "plain",
}  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sentences of follow-up's pages, by their codes."""

from folkmoot.i18n import mark as _

REFUSALS = {
    "future-date": _("This day hasn't come yet. Say when it is planned instead."),
    "reason-missing": _("This stage was reached and people have read about it. Say what you change and why."),
    "text-missing": _("Say why it isn't carried on: everybody may know."),
    "already-delivered": _("It is delivered already. Take that day away first."),
    "already-stopped": _("It is stopped already. Take that day away first."),
    "changed-meanwhile": _(
        "Somebody else has changed this stage meanwhile. Below is what you typed; open the page anew to see theirs."
    ),
    "too-many-pictures": _("A stage has at most 12 pictures. Take one away first."),
    "no-picture": _("Choose a picture."),
}
FIELDS = {
    "planned_on": _("Planned day"), "reached_on": _("Day it was reached"), "planned_money": _("Money planned"),
    "spent_money": _("Money spent"), "text": _("Text"),
}  # fmt: skip
STAGE_IN_USE = _("A winner has something at this stage, so it stays. You can give it another name.")
TOO_MANY_STAGES = _("A list has at most %(most)s stages. Nothing was added.")
TOLD_FROM_NOW = _("You get a letter at each stage.")
NOT_TOLD = _("You get no letters about this any more.")

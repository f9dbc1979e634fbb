# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the audit log says of this module's acts: a sentence for each verb."""

from folkmoot.i18n import mark as _

ACTS = {
    "voter_roll.added": _("People added to a voter roll"),
    "voter_roll.letter_made": _("Letter with a new code made for one person"),
    "voter_roll.letters_made": _("Letters with codes made"),
    "voter_roll.list_withdrawn": _("People of a list taken off a voter roll"),
    "voter_roll.put_back": _("Person put back on a voter roll"),
    "voter_roll.released": _("Code of a person freed from an account"),
    "voter_roll.withdrawn": _("Person taken off a voter roll"),
}

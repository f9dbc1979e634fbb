# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Voter rolls: who may vote, known to the town beforehand, and verified by the code of a letter."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest
from folkmoot_essential.voter_roll.acts import ACTS

MANIFEST = Manifest(
    id="voter_roll",
    title=_("Voter rolls"),
    description=_("A list of those who may vote in a phase, letters with their codes, and a desk for who needs help."),
    api_version=API_VERSION,
    icon="people",
    base=True,
    acts=ACTS,
)

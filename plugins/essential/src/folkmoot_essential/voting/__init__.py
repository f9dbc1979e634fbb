# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Votes and budgets: people choose, the platform counts exactly and explains, and anybody can recount."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest
from folkmoot_essential.voting.acts import ACTS

MANIFEST = Manifest(
    id="voting",
    title=_("Votes and budgets"),
    description=_(
        "People vote or share out a budget; the count is exact, explains itself, and anybody can recount it."
    ),
    api_version=API_VERSION,
    icon="check",
    base=True,
    methods=("voting",),
    acts=ACTS,
)

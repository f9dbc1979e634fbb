# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Recounting: `folkmoot count` for whoever has a file of ballots and wants to know how it comes out, and
`folkmoot verify-count` for whoever has what a town published of a vote and wants to know whether it is true."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Command, Manifest

MANIFEST = Manifest(
    id="recount",
    title=_("Recounting"),
    description=_("Counts the votes of a file exactly, on the command line, and explains every step."),
    api_version=API_VERSION,
    icon="check",
    base=True,
    commands=(
        Command("count", "folkmoot_essential.recount.command:count", needs_database=False),
        Command("verify-count", "folkmoot_essential.recount.verify_command:verify_count", needs_database=False),
    ),
)

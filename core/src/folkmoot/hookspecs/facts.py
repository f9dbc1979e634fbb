# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Facts: what a plugin can say or bring as data."""

from typing import TYPE_CHECKING

from folkmoot.hookspecs import hookspec

if TYPE_CHECKING:
    from folkmoot.demo.seeding import Seeding


@hookspec
def folkmoot_seeds(town: "Seeding") -> None:
    """Fill the demonstration town with the plugin's own content, through the same services that citizens use.

    Called once for each demonstration tenant, after core's accounts, topics, areas and projects are there, in the
    plugins' order, inside one transaction. An error stops the demonstration, never a real town.
    """

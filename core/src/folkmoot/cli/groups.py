# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Groups of commands that several subjects share."""

import click


@click.group("import")
def importing() -> None:
    """Bring data in."""


@click.group("export")
def exporting() -> None:
    """Take data out."""

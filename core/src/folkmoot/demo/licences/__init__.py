# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The two demonstration licences: they open Standard or Premium on this computer only (localhost and below)."""

from pathlib import Path

EDITIONS = ("standard", "premium")


def demonstration_licence(edition: str) -> bytes:
    """The file of an edition; raises KeyError for one that there is none for."""
    if edition not in EDITIONS:
        raise KeyError(edition)
    return (Path(__file__).parent / f"demo-{edition}.lic").read_bytes()

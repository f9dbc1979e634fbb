# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Licences: the keys a site holds, what they open, and what goes on when they end."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Enforce the modes of modules."""
    config.include("folkmoot.licences.modes")

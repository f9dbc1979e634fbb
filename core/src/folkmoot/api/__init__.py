# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Api."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Nothing to register yet."""

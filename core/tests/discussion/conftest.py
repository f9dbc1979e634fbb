# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with a phase of ideas."""

import pytest

from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum


@pytest.fixture
def forum(town: Town) -> Forum:
    """A published project with one open phase."""
    return Forum(town)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A vendor for each test file, and the folder of the public vectors."""

from pathlib import Path

import pytest
from licensing.tests.vendor import Vendor


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    """A root, an issuing key of `folkmoot`, and its certificate."""
    return Vendor()


@pytest.fixture
def shared_licensing(shared_data: Path) -> Path:
    """The frozen format, its vectors and the demonstration licences, read in place."""
    return shared_data.parent / "licensing"

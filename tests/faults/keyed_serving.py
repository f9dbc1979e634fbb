# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An entry point of tests: folkmoot.serving's web worker, but with a test's own roots. The product has no such way.

Roots come in code from a file that the test wrote; the product's own entry point reads neither.
"""

import os
from pathlib import Path

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.settings import load_settings
from folkmoot_licensing import Roots


def application() -> Platform:
    """What Granian loads in each worker."""
    settings = load_settings(owner=False)
    roots = Roots.parse(Path(os.environ["TEST_ROOTS"]).read_bytes())
    server = Server(settings.database_url or "", "", embedded=False)
    platform = open_platform(settings, server, licences=Licences(roots))
    platform.listen()
    return platform

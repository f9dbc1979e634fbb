# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ideas: people share ideas, support and discuss them; the town answers and says what becomes of each."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest

MANIFEST = Manifest(
    id="ideation",
    title=_("Ideas"),
    description=_("People share ideas, support and discuss them; the town answers and says what becomes of each."),
    api_version=API_VERSION,
    icon="idea",
    base=True,
    methods=("ideation",),
    paths=("ideas",),
)

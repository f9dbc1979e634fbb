# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Information: a phase in which nothing is asked of citizens, with what they need to know."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest

MANIFEST = Manifest(
    id="information",
    title=_("Information"),
    description=_("A phase that tells people what is planned, what was decided, and where they can look things up."),
    api_version=API_VERSION,
    icon="info",
    base=True,
    methods=("information",),
)

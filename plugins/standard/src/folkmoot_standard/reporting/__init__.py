# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Reports: how many people take part, where and when, compared and exported; a printable results page a project."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Manifest
from folkmoot_standard.reporting.audited import ACTS

MANIFEST = Manifest(
    id="reporting",
    title=_("Reports"),
    description=_("How many people take part, where and when; results pages to print; every figure as a file."),
    api_version=API_VERSION,
    icon="chart",
    acts=ACTS,
)

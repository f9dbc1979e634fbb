# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Insights: from thousands of contributions to concrete ideas, on the town's own machine."""

from folkmoot.hookspecs import API_VERSION
from folkmoot.i18n import mark as _
from folkmoot.plugins.manifest import Command, Manifest
from folkmoot_premium.insights.acts import ACTS

MANIFEST = Manifest(
    id="insights",
    title=_("Insights"),
    description=_("Finds themes, near-duplicates and the contributions that speak for others, in any number of texts."),
    api_version=API_VERSION,
    icon="chart",
    commands=(Command("insights", "folkmoot_premium.insights.command:opened", needs_database=False),),
    acts=ACTS,
)

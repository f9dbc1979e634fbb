# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The hooks of insights: none so far. All that it brings is the command in its MANIFEST."""

from folkmoot_licensing import PREMIUM, Evidence
from folkmoot_premium.insights import MANIFEST


class Insights:
    """No hooks."""


def activate(evidence: Evidence | None) -> Insights:
    """Give out the hooks, when a licence among the raw tokens opens this module; raises NotLicensed."""
    PREMIUM.admit(evidence, MANIFEST.id)
    return Insights()

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Who else keeps something of a finished run, in this order; each is called in the job, in the run's transaction."""

from folkmoot_premium.insights.keeping import Keeper
from folkmoot_premium.insights.live.keeping_models import keep_model
from folkmoot_premium.insights.questions.kept import keep_network

KEEPERS: tuple[Keeper, ...] = (keep_model, keep_network)

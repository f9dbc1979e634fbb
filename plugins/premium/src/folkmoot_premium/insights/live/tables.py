# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The tables of live upkeep, for statements that make no entities."""

from typing import cast

from sqlalchemy import Table

from folkmoot_premium.insights import live_models

model = cast("Table", live_models.Model.__table__)
shown = cast("Table", live_models.Shown.__table__)
upkeep = cast("Table", live_models.Upkeep.__table__)

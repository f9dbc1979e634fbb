# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The tables of merges, sheets and the dossier, for statements that make no entities."""

from typing import cast

from sqlalchemy import Table

from folkmoot_premium.insights.sheets import models

dossier = cast("Table", models.Dossier.__table__)
merge = cast("Table", models.Merge.__table__)
quotation = cast("Table", models.Quotation.__table__)
sheet = cast("Table", models.Sheet.__table__)
sheet_source = cast("Table", models.SheetSource.__table__)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The tables of merges, sheets and the dossier, for statements that make no entities."""

from typing import cast

from sqlalchemy import Table

from folkmoot_premium.insights import sheet_models

dossier = cast("Table", sheet_models.Dossier.__table__)
merge = cast("Table", sheet_models.Merge.__table__)
quotation = cast("Table", sheet_models.Quotation.__table__)
sheet = cast("Table", sheet_models.Sheet.__table__)
sheet_source = cast("Table", sheet_models.SheetSource.__table__)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The tables of what an analyst asks, for statements that make no entities."""

from typing import cast

from sqlalchemy import Table

from folkmoot_premium.insights.questions import models

category = cast("Table", models.Category.__table__)
decision = cast("Table", models.Decision.__table__)
proposed = cast("Table", models.Proposed.__table__)
tag = cast("Table", models.Tag.__table__)
tagging = cast("Table", models.Tagging.__table__)
word = cast("Table", models.Word.__table__)
word_link = cast("Table", models.WordLink.__table__)

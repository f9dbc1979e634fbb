# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What people wrote stays out of the logs: a statement that fails is told without its values."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError


def test_an_error_of_the_database_names_no_value(town):
    with pytest.raises(DataError) as failed, town.session() as db:
        db.execute(text("SELECT 1 / 0, CAST(:written AS text)"), {"written": "anna@havenbrug.example, at home"})
    assert "1 / 0" in str(failed.value)
    assert "anna" not in str(failed.value)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Fixtures for tests of core and of plugins: a real PostgreSQL, real towns, real requests.

Register it with `pytest_plugins = ["folkmoot.testing.fixtures"]`. Every test gets a tenant of its own, so nothing
needs to be cleaned up and a forgotten filter finds other towns' rows: when a test is over, the platform forgets its
tenant, and the rows stay.
"""

from folkmoot.testing.towns import Town, count_statements, make_town

__all__ = ["Town", "count_statements", "make_town"]

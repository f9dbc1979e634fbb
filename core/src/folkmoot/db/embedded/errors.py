# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What can go wrong with the embedded database, said so that the operator knows what to do."""

USE_A_SERVER = "Or use a PostgreSQL server: set FOLKMOOT_DATABASE_URL and FOLKMOOT_OWNER_DATABASE_URL."


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL can't be used; the message is a sentence for the operator, with the remedy."""

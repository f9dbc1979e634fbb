# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All permissions, in one list. Every view names one; a view without one doesn't start."""

from enum import StrEnum


class Permission(StrEnum):
    """Who may open a view. The context (a project, a phase) decides for whom PROJECT_* holds."""

    PUBLIC = "public"
    """Anybody, as far as the thing itself is public."""
    SIGNED_IN = "signed-in"
    """Anybody with an account of this tenant."""
    PROJECT_READ = "project:read"
    """Anybody when the project is published; its managers and administrators when it is a draft."""
    PROJECT_EDIT = "project:edit"
    """Managers of this project and administrators."""
    PROJECT_CREATE = "project:create"
    """Managers and administrators."""
    STAFF = "staff"
    """Managers of any project and administrators."""
    ADMINISTER = "administer"
    """Administrators of this tenant."""
    DEVELOPMENT = "development"
    """Anybody, on an installation in development mode only; elsewhere the page doesn't exist."""
    MONITORING = "monitoring"
    """Requests from the machine itself, or with the monitoring token."""

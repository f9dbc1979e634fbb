# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects in the full-text index: the public ones, in each of their languages."""

from typing import Any

from sqlalchemy.orm import Session

from folkmoot.projects.models import Project
from folkmoot.projects.services.texts import plain

KIND = "project"


def refresh(db: Session, search: Any, project: Project) -> None:
    """Put a public project into the index as it is now, and take any other out."""
    if search is None:
        return
    search.remove(db, KIND, project.id)
    if project.state == "draft" or not project.listed:
        return
    for locale in sorted({*project.title, *project.lead, *project.description}):
        body = plain(project.description.get(locale, ""))
        texts = [("A", project.title.get(locale, "")), ("B", project.lead.get(locale, "")), ("C", body)]
        search.index(db, KIND, project.id, project.id, locale, texts)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Publishing: which languages are missing, and what a town that is strict about it does then."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.projects.interfaces import MissingText, Problem, Unacceptable
from folkmoot.projects.models import Attachment, Phase, Project
from folkmoot.projects.services import indexing
from folkmoot.projects.services.saving import Desk, existing
from folkmoot.tenants.interfaces import Site


def missing_texts(db: Session, site: Site, project_id: uuid.UUID) -> list[MissingText]:
    """What lacks a required language. A title is always needed; another text only if some language has it."""
    project = existing(db, Project, project_id)
    found = [
        *_missing(site, "project", project.id, {"title": project.title}, always=True),
        *_missing(site, "project", project.id, {"lead": project.lead, "description": project.description}),
    ]
    for phase in db.scalars(select(Phase).where(Phase.project_id == project_id).order_by(Phase.opens_at, Phase.id)):
        found += _missing(site, "phase", phase.id, {"title": phase.title}, always=True)
        found += _missing(site, "phase", phase.id, {"description": phase.description})
    for attachment in db.scalars(select(Attachment).where(Attachment.project_id == project_id)):
        found += _missing(site, "attachment", attachment.id, {"title": attachment.title}, always=True)
    return found


def _missing(
    site: Site, kind: str, row_id: uuid.UUID, texts: Mapping[str, Mapping[str, str]], always: bool = False
) -> Iterable[MissingText]:
    for field, text in texts.items():
        if always or any(part.strip() for part in text.values()):
            for locale in site.required_locales:
                if not text.get(locale, "").strip():
                    yield MissingText(kind, row_id, field, locale)


def publish(
    db: Session, desk: Desk, site: Site, project_id: uuid.UUID, actor_id: uuid.UUID | None, now: datetime.datetime
) -> Project:
    """Make a project public, also an archived one again; its first publication date stays."""
    missing = missing_texts(db, site, project_id)
    if missing and site.strict_locales:
        raise Unacceptable([_problem(one) for one in missing])
    project = existing(db, Project, project_id)
    if project.published_at is None:
        project.published_at = now
    lacking = sorted({one.locale for one in missing})
    return _set_state(db, desk, project, "published", actor_id, {"missing_languages": lacking} if lacking else {})


def _problem(missing: MissingText) -> Problem:
    values = (("language", LANGUAGES.get(missing.locale, missing.locale)), ("field", missing.field))
    sentence = _("This text is missing in %(language)s, which your town requires.")
    return Problem(
        "language-missing", f"{missing.kind}.{missing.id}.{missing.field}.{missing.locale}", sentence, values
    )


def set_state(db: Session, desk: Desk, project_id: uuid.UUID, state: str, actor_id: uuid.UUID | None) -> Project:
    """Make a project a draft again, or archive it."""
    return _set_state(db, desk, existing(db, Project, project_id), state, actor_id, {})


VERBS = {"draft": "project.unpublished", "published": "project.published", "archived": "project.archived"}


def _set_state(
    db: Session, desk: Desk, project: Project, state: str, actor_id: uuid.UUID | None, details: Mapping[str, object]
) -> Project:
    if project.state != state:
        before = project.state
        project.state = state
        db.flush()
        desk.audit.record(db, actor_id, VERBS[state], "project", project.id, {"before": before, **details})
        indexing.refresh(db, desk.search, project)
    return project

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Filling the index in bulk, for imports: one statement for many things."""

import itertools
import uuid
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from folkmoot.search.words import dictionary, fold

ADD = """
INSERT INTO search_document (id, kind, subject_id, project_id, language, words, updated_at) VALUES (
  :id, :kind, :subject_id, :project_id, :language,
  setweight(to_tsvector('{config}', :title), 'A') || setweight(to_tsvector('{config}', :folded_title), 'A')
  || setweight(to_tsvector('{config}', :body), 'B') || setweight(to_tsvector('{config}', :folded_body), 'B'), now())
ON CONFLICT (tenant_id, kind, subject_id, language) DO UPDATE SET words = excluded.words, updated_at = now()
"""

Texts = tuple[uuid.UUID, str, str, str]
"""subject_id, language, title, body."""


def index_many(db: Session, kind: str, project_id: uuid.UUID, things: Iterable[Texts]) -> None:
    """Index many things of one project, grouped by the dictionary of their language."""
    by_dictionary = sorted(things, key=lambda thing: dictionary(thing[1]))
    for config, group in itertools.groupby(by_dictionary, key=lambda thing: dictionary(thing[1])):
        rows = [
            {
                "id": uuid.uuid4(), "kind": kind, "subject_id": subject, "project_id": project_id, "language": language,
                "title": title, "folded_title": fold(title), "body": body, "folded_body": fold(body),
            }
            for subject, language, title, body in group
        ]  # fmt: skip
        db.execute(text(ADD.format(config=config)), rows)

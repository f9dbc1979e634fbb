# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Which column goes into which field: guessed from names in the usual languages, shown first, changeable by a file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from folkmoot.contributions.exchange.readers import UnreadableFile

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "reference", "ref", "nummer", "numero", "number", "_id"),
    "parent": ("parent", "parent_id", "reply_to", "in_reply_to", "antwoord_op", "parent_ref"),
    "title": ("title", "titel", "titre", "titulo", "headline", "onderwerp", "objet", "betreff"),
    "text": ("text", "body", "tekst", "texte", "texto", "description", "beschreibung", "beschrijving", "contenu",
             "content", "inhalt", "comment", "argument"),
    "lang": ("lang", "language", "langue", "taal", "sprache", "locale"),
    "date": ("date", "created", "created_at", "datum", "published_at", "submitted_at", "timestamp", "t", "time"),
    "author": ("author", "auteur", "autor", "author_name", "name", "naam", "nom"),
    "topics": ("topics", "topic", "themes", "theme", "thema", "thèmes", "thème"),
    "area": ("area", "wijk", "quartier", "stadtteil", "district", "neighbourhood"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "place": ("place", "address", "adresse", "adres"),
    "status": ("status", "statut", "état"),
    "side": ("side", "position"),
}  # fmt: skip
NAMES = {name: field for field, names in FIELDS.items() for name in names}


@dataclass(frozen=True)
class Mapping:
    """field of each column; columns without one are kept with the contribution."""

    fields: dict[str, str]
    kept: tuple[str, ...]

    def column(self, field: str) -> str | None:
        """The column that fills a field."""
        return next((column for column, target in self.fields.items() if target == field), None)


def guess(columns: Iterable[str]) -> Mapping:
    """A mapping by the columns' names; of two candidates for one field the first known name wins."""
    names = list(columns)
    best: dict[str, tuple[int, str]] = {}
    for column in names:
        field = NAMES.get(column.strip().lower())
        if field is not None:
            rank = FIELDS[field].index(column.strip().lower())
            if field not in best or rank < best[field][0]:
                best[field] = (rank, column)
    fields = {column: field for field, (_rank, column) in best.items()}
    return Mapping({name: fields[name] for name in names if name in fields}, tuple(n for n in names if n not in fields))


def from_file(path: Path, columns: Iterable[str]) -> Mapping:
    """A mapping of one's own: JSON {"column": "field" or null}; columns not named are guessed."""
    try:
        wanted = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path.name}: the mapping must be a JSON object of column names to fields.") from error
    if not isinstance(wanted, dict) or not all(field is None or field in FIELDS for field in wanted.values()):
        raise UnreadableFile(f"{path.name}: fields are {', '.join(FIELDS)}; null keeps a column as it is.")
    names = list(columns)
    named = {column: field for column, field in wanted.items() if field and column in names}
    guessed = guess(name for name in names if name not in wanted).fields
    taken = set(named.values())
    named |= {column: field for column, field in guessed.items() if field not in taken}
    return Mapping({name: named[name] for name in names if name in named}, tuple(n for n in names if n not in named))

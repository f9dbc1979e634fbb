# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Importing: in batches of one transaction each, so that it can be stopped and taken up again by starting it anew."""

import collections
import datetime
import itertools
import uuid
from collections.abc import Callable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from folkmoot.audit.models import Activity
from folkmoot.contributions.exchange import mapping as mappings
from folkmoot.contributions.exchange.mapping import Mapping
from folkmoot.contributions.exchange.readers import read
from folkmoot.contributions.exchange.rows import BadRow, Entry, first_words, parse
from folkmoot.contributions.models import Contribution, ContributionTopic
from folkmoot.db.base import uuid7
from folkmoot.db.session import Database
from folkmoot.discussion.models import Comment
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot.search.indexing import index_many
from folkmoot.tenants.interfaces import Site

BATCH = 500


@dataclass
class Report:
    """What became of the rows; every row is in exactly one of new, unchanged and refused.

    alone: how many of the new ones answer something that is neither in the file nor in the project. They become
    contributions of their own, and keep the id of what they answer.
    """

    read: int = 0
    new: int = 0
    unchanged: int = 0
    alone: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    kept_columns: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)

    def refuse(self, row: int, reason: str) -> None:
        """Note a row that isn't taken, and why."""
        self.refused.append({"row": row, "reason": reason})

    def as_json(self) -> dict[str, Any]:
        """The report as programs get it."""
        return {
            "read": self.read, "new": self.new, "unchanged": self.unchanged,
            "refused": sorted(self.refused, key=lambda item: item["row"]), "kept_columns": self.kept_columns,
        }  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A contribution or comment that is stored already."""

    id: uuid.UUID
    fingerprint: str
    contribution_id: uuid.UUID
    thread_id: uuid.UUID | None


@dataclass(frozen=True)
class Names:
    """The town's topics, areas and statuses by every name they have, lower case."""

    topics: AnyMapping[str, uuid.UUID]
    areas: AnyMapping[str, uuid.UUID]
    statuses: AnyMapping[str, uuid.UUID]
    default_status: uuid.UUID


class Importer:
    """One import of one file into one phase."""

    def __init__(self, database: Database, site: Site, phase: PhaseInfo, names: Names, now: datetime.datetime) -> None:
        self.database, self.site, self.phase, self.names, self.now = database, site, phase, names, now
        self.report = Report()
        self._known: dict[str, Known] = {}
        self._seen: set[str] = set()
        self._refused: set[str] = set()
        self._repeats: collections.Counter[str] = collections.Counter()

    def run(
        self, path: Path, mapping: Mapping, *, dry_run: bool = False, progress: Callable[[int], None] | None = None
    ) -> Report:
        """Read the file and store what is new; with dry_run nothing is stored, the report is the same."""
        self.report.mapping, self.report.kept_columns = mapping.fields, list(mapping.kept)
        with self.database.tenant(self.site.id) as db:
            self._known = known(db, self.phase.project_id)
        waiting: list[Entry] = []
        entries = self._entries(path, mapping, progress)
        while batch := list(itertools.islice(entries, BATCH)):
            waiting.extend(self._store(batch, dry_run))
        self._settle(waiting, dry_run)
        return self.report

    def _entries(self, path: Path, mapping: Mapping, progress: Callable[[int], None] | None) -> Iterator[Entry]:
        """Every readable row that isn't stored yet."""
        for row in read(path):
            self.report.read += 1
            if progress is not None:
                progress(row.number)
            try:
                entry = parse(row, mapping, self.site.zone, self.site.default_locale, self.now)
                entry = self._with_key(entry)
            except BadRow as problem:
                self.report.refuse(row.number, str(problem))
                self._refused.add(str(row.values.get(mapping.column("id") or "", "")).strip())
                continue
            if not self._is_known(entry):
                yield entry

    def _with_key(self, entry: Entry) -> Entry:
        """Rows without an id are known by their content and, among equal ones, by which of them they are."""
        if entry.key:
            return entry
        self._repeats[entry.fingerprint] += 1
        return replace(entry, key=f"row-{entry.fingerprint[:24]}-{self._repeats[entry.fingerprint]}")

    def _is_known(self, entry: Entry) -> bool:
        if entry.key in self._seen:
            self.report.refuse(entry.number, _("An earlier row has the same id."))
            return True
        self._seen.add(entry.key)
        stored = self._known.get(entry.key)
        if stored is None:
            return False
        if stored.fingerprint == entry.fingerprint:
            self.report.unchanged += 1
        else:
            self.report.refuse(entry.number, _("A contribution with this id is there already, with another content."))
        return True

    def _store(self, batch: list[Entry], dry_run: bool) -> list[Entry]:
        """Store one batch; returns the rows whose parent hasn't been met yet."""
        ready = [entry for entry in batch if not entry.parent or entry.parent in self._known]
        later = [entry for entry in batch if entry.parent and entry.parent not in self._known]
        with self.database.tenant(self.site.id) as db:
            tops = [self._contribution(entry) for entry in ready if not entry.parent]
            replies = [self._comment(entry) for entry in ready if entry.parent]
            if not dry_run:
                self._write(db, tops, replies, {entry.key: entry for entry in ready})
        self.report.new += len(ready)
        return later

    def _settle(self, waiting: list[Entry], dry_run: bool) -> None:
        """Rows whose parent came after them, level by level; then those whose parent is nowhere, with their answers."""
        while waiting:
            before = len(waiting)
            rest: list[Entry] = []
            for start in range(0, before, BATCH):
                rest.extend(self._store(waiting[start : start + BATCH], dry_run))
            if len(rest) == before:
                rest = self._let_stand_alone(rest, dry_run)
            if len(rest) == before:
                break
            waiting = rest
        else:
            return
        for entry in waiting:
            self.report.refuse(entry.number, _("The row it answers was refused, or answers this one."))

    def _let_stand_alone(self, waiting: list[Entry], dry_run: bool) -> list[Entry]:
        """Store rows whose parent is nowhere as contributions of their own; returns the others."""
        orphans = [entry for entry in waiting if entry.parent not in self._seen | self._refused]
        with self.database.tenant(self.site.id) as db:
            tops = [self._contribution(entry) for entry in orphans]
            for top, entry in zip(tops, orphans, strict=True):
                top["extra"] = {"parent": entry.parent, **top["extra"]}
            if not dry_run:
                self._write(db, tops, [], {entry.key: entry for entry in orphans})
        self.report.new += len(orphans)
        self.report.alone += len(orphans)
        return [entry for entry in waiting if entry not in orphans]

    def _contribution(self, entry: Entry) -> dict[str, Any]:
        created = entry.created_at or self.now
        made = uuid7()
        self._known[entry.key] = Known(made, entry.fingerprint, made, None)
        return {
            "id": made, "project_id": self.phase.project_id, "phase_id": self.phase.id, "method": self.phase.method,
            "author_name": entry.author or None, "title": entry.title, "body": entry.text, "language": entry.language,
            "status_id": self.names.statuses.get(entry.status.lower(), self.names.default_status),
            "area_id": self.names.areas.get(entry.area.lower()), "latitude": entry.latitude,
            "longitude": entry.longitude, "place": entry.place, "created_at": created, "published_at": created,
            "import_key": entry.key, "import_source": entry.fingerprint, "extra": self._extra(entry),
        }  # fmt: skip

    def _extra(self, entry: Entry) -> dict[str, Any]:
        """Kept columns, a side, and names of topics, areas and statuses that the town doesn't have."""
        unknown = {
            "topics": "; ".join(name for name in entry.topics if name.lower() not in self.names.topics),
            "area": entry.area if entry.area.lower() not in self.names.areas else "",
            "status": entry.status if entry.status.lower() not in self.names.statuses else "",
            "side": entry.side or "",
        }
        return {**{name: value for name, value in unknown.items() if value}, **entry.extra}

    def _comment(self, entry: Entry) -> dict[str, Any]:
        parent = self._known[entry.parent]
        is_top = parent.id == parent.contribution_id
        made = uuid7()
        thread = None if is_top else parent.thread_id or parent.id
        self._known[entry.key] = Known(made, entry.fingerprint, parent.contribution_id, thread or made)
        return {
            "id": made, "project_id": self.phase.project_id, "contribution_id": parent.contribution_id,
            "parent_id": None if is_top else parent.id, "thread_id": thread, "author_name": entry.author or None,
            "body": entry.text or entry.title, "language": entry.language, "side": entry.side,
            "created_at": entry.created_at or self.now, "import_key": entry.key, "import_source": entry.fingerprint,
            "extra": {**_of_comment(entry), **entry.extra}, "official": False,
        }  # fmt: skip

    def _write(
        self, db: Session, tops: list[dict[str, Any]], replies: list[dict[str, Any]], entries: dict[str, Entry]
    ) -> None:
        """One batch in one transaction: rows, topics, search and the stream of participation."""
        if tops:
            db.execute(insert(Contribution), tops)
            topics = [
                {"contribution_id": top["id"], "topic_id": self.names.topics[name.lower()]}
                for top in tops
                for name in dict.fromkeys(entries[top["import_key"]].topics)
                if name.lower() in self.names.topics
            ]
            if topics:
                db.execute(insert(ContributionTopic), topics)
            index_many(
                db,
                "contribution",
                self.phase.project_id,
                [(t["id"], t["language"], t["title"], t["body"]) for t in tops],
            )
        if replies:
            db.execute(insert(Comment), replies)
        acts = [self._act("contribution", top) for top in tops] + [self._act("comment", reply) for reply in replies]
        if acts:
            db.execute(insert(Activity), acts)

    def _act(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "at": row["created_at"], "verb": "imported", "kind": kind, "subject_id": row["id"], "account_id": None,
            "project_id": self.phase.project_id, "phase_id": self.phase.id, "method": self.phase.method,
            "area_id": row.get("area_id"),
        }  # fmt: skip


def _of_comment(entry: Entry) -> dict[str, Any]:
    """Fields that a comment doesn't have, kept with it."""
    title = "" if entry.title == first_words(entry.text) else entry.title
    facts = {
        "title": title if entry.text else "", "topics": "; ".join(entry.topics), "area": entry.area,
        "status": entry.status, "place": entry.place, "latitude": entry.latitude, "longitude": entry.longitude,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value not in ("", None)}


def known(db: Session, project_id: uuid.UUID) -> dict[str, Known]:
    """Everything in a project by its original id; what was written here is known by its number ("#12")."""
    found: dict[str, Known] = {}
    columns = (Contribution.id, Contribution.import_key, Contribution.import_source, Contribution.number)
    for top in db.execute(select(*columns).where(Contribution.project_id == project_id)):
        found[top.import_key or f"#{top.number}"] = Known(top.id, top.import_source or "", top.id, None)
    comment = (Comment.id, Comment.import_key, Comment.import_source, Comment.contribution_id, Comment.thread_id)
    for row in db.execute(select(*comment).where(Comment.project_id == project_id)):
        thread = row.thread_id or row.id
        found[row.import_key or f"c{row.id}"] = Known(row.id, row.import_source or "", row.contribution_id, thread)
    return found


def columns_of(path: Path) -> list[str]:
    """Names of the columns, in their order of appearance in the first thousand rows."""
    names: dict[str, None] = {}
    for row in itertools.islice(read(path), 1000):
        names |= dict.fromkeys(row.values)
    return list(names)


def plan(path: Path, map_file: Path | None) -> Mapping:
    """The mapping for a file: guessed, or as a mapping file says."""
    columns = columns_of(path)
    return mappings.from_file(map_file, columns) if map_file else mappings.guess(columns)

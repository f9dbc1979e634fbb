# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The kit's content in our tables: a town, a project with an open ideation phase, and everything people did there."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any, cast

from place import HOST
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account, AccountSession
from folkmoot.audit.models import Activity
from folkmoot.bootstrap import open_platform
from folkmoot.contributions import statuses
from folkmoot.contributions.models import Contribution, ContributionReaction, ContributionTopic, Status
from folkmoot.db.base import uuid7
from folkmoot.db.server import Server
from folkmoot.discussion.models import Comment, CommentReaction
from folkmoot.platform import Platform
from folkmoot.projects.models import Phase, Project, Topic
from folkmoot.search.indexing import index_many
from folkmoot.settings import Settings
from folkmoot.tenants.creation import create_tenant
from folkmoot_essential.ideation import ranking

METHOD = "ideation"
LANGUAGE = "de"
"""What the kit's texts are written in; the pages are asked for in French, so that every sentence is translated."""

PROJECT = "bench"


@dataclass(frozen=True)
class Town:
    """The tenant's id, its project and its phase."""

    id: uuid.UUID
    project_id: uuid.UUID
    phase_id: uuid.UUID


def token(user: int) -> str:
    """The session cookie of a user of the content."""
    return f"token-of-user-{user}"


def load_ours(server: Server, settings: Settings, content: dict[str, Any]) -> Town:
    """Make the town and fill it."""
    platform = open_platform(settings, server)
    try:
        with platform.database.platform() as db:
            tenant_id = create_tenant(db, "bench", [HOST], "Bench", ["fr", "nl", "en"])
        platform.refresh()
        with platform.database.tenant(tenant_id) as db:
            return Filling(platform, db, tenant_id, content).everything()
    finally:
        platform.close()


class Filling:
    """One transaction that writes all rows; ids are made beforehand, so that rows can point at each other."""

    def __init__(self, platform: Platform, db: Session, tenant_id: uuid.UUID, content: dict[str, Any]) -> None:
        self._platform, self._db, self._tenant_id, self._content = platform, db, tenant_id, content
        self._now = datetime.datetime.now(datetime.UTC)
        self._people = [uuid7() for _ in range(content["users"])]
        self._topics = [uuid7() for _ in range(18)]
        self._ideas = [uuid7() for _ in content["ideas"]]
        self._comments = [uuid7() for _ in content["comments"]]
        self._project, self._phase = uuid7(), uuid7()

    def everything(self) -> Town:
        """All tables, in the order of their keys."""
        self._write_people()
        self._write_project()
        self._write_ideas()
        self._write_comments()
        self._write_reactions()
        ranking.refresh(self._db)
        return Town(self._tenant_id, self._project, self._phase)

    def _insert(self, model: type[Any], rows: list[dict[str, Any]]) -> None:
        table = cast("Table", model.__table__)
        # RETURNING makes SQLAlchemy send many rows in one statement instead of one after the other.
        with_tenant = [{"tenant_id": self._tenant_id, **row} for row in rows]
        self._db.execute(insert(table).returning(table.c.tenant_id), with_tenant)

    def _ago(self, **time: float) -> datetime.datetime:
        return self._now - datetime.timedelta(**time)

    def _write_people(self) -> None:
        confirmed = {"email_confirmed_at": self._now, "locale": "fr", "role": "citizen"}
        rows = [
            {"id": key, "email": f"user{n}@bench.test", "display_name": f"user{n}", **confirmed}
            for n, key in enumerate(self._people)
        ]
        self._insert(Account, rows)
        until = self._now + datetime.timedelta(days=30)
        sessions = [
            {"account_id": key, "token_hash": hashlib.sha256(token(n).encode()).digest(), "expires_at": until}
            for n, key in enumerate(self._people)
        ]
        self._insert(AccountSession, sessions)

    def _write_project(self) -> None:
        names = [f"Kategorie {n}" for n in range(8)] + [f"Label {n}" for n in range(10)]
        topics = [
            {"id": key, "slug": name.lower().replace(" ", "-"), "title": {"fr": name}, "position": n}
            for n, (key, name) in enumerate(zip(self._topics, names, strict=True))
        ]
        self._insert(Topic, topics)
        title = {"fr": "Ideensammlung"}
        published = {"state": "published", "published_at": self._ago(days=61), "preview_token": uuid.uuid4().hex}
        self._insert(Project, [{"id": self._project, "slug": PROJECT, "title": title, **published}])
        dates = {"opens_at": self._ago(days=60.5), "closes_at": self._now + datetime.timedelta(days=365)}
        phase = {"id": self._phase, "project_id": self._project, "method": METHOD, "title": title, **dates}
        self._insert(Phase, [phase])

    def _proposed(self) -> uuid.UUID:
        place = self._platform.place_of(self._tenant_id)
        assert place is not None
        composer = self._platform.composer
        packages = ("folkmoot", *composer.packages(place.composition))
        statuses.ensure(self._db, composer.plugins(place.composition), packages)
        query = select(Status.id).where(Status.method == METHOD, Status.status_class == "proposed")
        return self._db.scalars(query).one()

    def _write_ideas(self) -> None:
        status = self._proposed()
        shared = {
            "project_id": self._project, "phase_id": self._phase, "method": METHOD, "language": LANGUAGE,
            "status_id": status, "place": "", "extra": {},
        }  # fmt: skip
        ideas = self._content["ideas"]
        rows = [
            {
                "id": key, "number": n + 1, "author_id": self._people[idea["user"]], "title": idea["name"],
                "body": idea["body"], "created_at": self._ago(days=idea["age"]),
                "published_at": self._ago(days=idea["age"]), **shared,
            }
            for n, (key, idea) in enumerate(zip(self._ideas, ideas, strict=True))
        ]  # fmt: skip
        self._insert(Contribution, rows)
        links = [
            {"contribution_id": key, "topic_id": self._topics[topic]}
            for key, idea in zip(self._ideas, ideas, strict=True)
            for topic in (idea["cat"], *(8 + label for label in idea["labels"]))
        ]
        self._insert(ContributionTopic, links)
        documents = [(row["id"], LANGUAGE, row["title"], row["body"]) for row in rows]
        index_many(self._db, "contribution", self._project, documents)
        self._record("posted", [(row["id"], row["author_id"], row["created_at"]) for row in rows])

    def _write_comments(self) -> None:
        comments, rows = self._content["comments"], []
        for n, (kind, parent, user, body) in enumerate(comments):
            idea = parent if kind == "i" else comments[parent][1]
            thread = None if kind == "i" else self._comments[parent]
            row = {
                "id": self._comments[n], "project_id": self._project, "contribution_id": self._ideas[idea],
                "parent_id": thread, "thread_id": thread, "author_id": self._people[user], "official": False,
                "body": body, "language": LANGUAGE, "created_at": self._ago(minutes=len(comments) - n), "extra": {},
            }  # fmt: skip
            rows.append(row)
        self._insert(Comment, [row for row in rows if row["parent_id"] is None])
        self._insert(Comment, [row for row in rows if row["parent_id"] is not None])
        self._record("commented", [(row["id"], row["author_id"], row["created_at"]) for row in rows])

    def _write_reactions(self) -> None:
        ratings = self._content["ratings"]
        for kind, model, column, keys in (
            ("i", ContributionReaction, "contribution_id", self._ideas),
            ("c", CommentReaction, "comment_id", self._comments),
        ):
            mine = [rating for rating in ratings if rating[0] == kind]
            rows = [
                {column: keys[thing], "account_id": self._people[user], "value": value}
                for _kind, thing, user, value in mine
            ]
            self._insert(model, rows)
            self._record("liked", [(row[column], row["account_id"], self._now) for row in rows])

    def _record(self, verb: str, acts: list[tuple[uuid.UUID, uuid.UUID, datetime.datetime]]) -> None:
        """The stream of acts that real posting leaves behind: pages count the people in it."""
        shared = {"verb": verb, "kind": METHOD, "project_id": self._project, "phase_id": self._phase, "method": METHOD}
        rows = [
            {"subject_id": subject, "account_id": person, "participant": person, "at": at, "topics": [], **shared}
            for subject, person, at in acts
        ]
        self._insert(Activity, rows)

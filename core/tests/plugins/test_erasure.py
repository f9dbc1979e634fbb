# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Erasing a person by the catalogue: identity always, texts when asked, also in tables whose plugin is gone."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account, AccountSession, EmailCode
from folkmoot.audit.models import Activity, AuditEntry, AuditValue
from folkmoot.audit.services import Audit
from folkmoot.contributions.models import Contribution, ContributionReaction, Status
from folkmoot.db.server import Server
from folkmoot.mail.models import MailMessage
from folkmoot.media.models import MediaFile
from folkmoot.plugins.catalogued import catalogued_tables
from folkmoot.plugins.erasure import ErasureReport, erase_account
from folkmoot.plugins.models import CataloguePlugin
from folkmoot.plugins.retention import duration, enforce, moment_of
from folkmoot.search.models import SearchDocument
from folkmoot.testing import Town

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)

LEFT_BEHIND = """
CREATE TABLE IF NOT EXISTS "gone_Note" (
  tenant_id uuid NOT NULL DEFAULT folkmoot_tenant(), id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "writer id" uuid NOT NULL, note text NOT NULL, nick text, "select" jsonb NOT NULL DEFAULT '{}', kept text);
ALTER TABLE "gone_Note" ENABLE ROW LEVEL SECURITY; ALTER TABLE "gone_Note" FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant_fence ON "gone_Note";
CREATE POLICY tenant_fence ON "gone_Note" USING (tenant_id = (SELECT folkmoot_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON "gone_Note" TO folkmoot_app;
INSERT INTO catalogue_table (name, plugin_id, person_column, export_name)
  VALUES ('gone_Note', 'gone', 'writer id', 'notes') ON CONFLICT DO NOTHING;
INSERT INTO catalogue_column (table_name, name, kind, ground, keep, on_erase) VALUES
  ('gone_Note', 'tenant_id', 'none', 'none', '', 'keep'), ('gone_Note', 'id', 'none', 'none', '', 'keep'),
  ('gone_Note', 'writer id', 'identity', 'task', '', '{person}'), ('gone_Note', 'note', 'content', 'task', '', 'blank'),
  ('gone_Note', 'nick', 'identity', 'task', '', 'null'), ('gone_Note', 'select', 'content', 'task', '', 'null'),
  ('gone_Note', 'kept', 'content', 'task', '', 'keep')
  ON CONFLICT (table_name, name) DO UPDATE SET on_erase = excluded.on_erase;
"""


@dataclass
class Traces:
    """A person who has left traces in many tables, and what they wrote."""

    person: Account
    contribution: uuid.UUID


@pytest.fixture
def left_behind(server: Server) -> Iterator[None]:
    """A table of a plugin that isn't installed any more; its names need quotes."""
    engine = create_engine(server.owner_url, isolation_level="AUTOCOMMIT")
    with Session(engine) as db, db.begin():
        db.add(CataloguePlugin(id="gone", title="Gone", edition="premium", version="1", installed=False))
    with engine.connect() as connection:
        connection.exec_driver_sql(LEFT_BEHIND.replace("{person}", "keep"))
        yield
        connection.exec_driver_sql(
            "DELETE FROM catalogue_table WHERE plugin_id = 'gone'; DELETE FROM catalogue_plugin WHERE id = 'gone';"
            'DROP TABLE "gone_Note"'
        )
    engine.dispose()


@pytest.fixture
def traces(town: Town) -> Traces:
    person = town.account()
    project = town.project()
    phase = town.phase(project)
    with town.session() as db:
        status = Status(method="ideation", status_class="proposed", title={"en": "Proposed"})
        db.add(status)
        db.flush()
        contribution = Contribution(
            project_id=project.id, phase_id=phase.id, method="ideation", author_id=person.id, author_name="Ann",
            title="More trees", body="<p>Please</p>", language="en", status_id=status.id, place="Kerkplein",
            latitude=1, longitude=2, extra={"phone": "1"},
        )  # fmt: skip
        db.add(contribution)
        db.flush()
        db.add_all([
            ContributionReaction(contribution_id=contribution.id, account_id=person.id, value=1),
            AccountSession(account_id=person.id, token_hash=uuid.uuid4().bytes, expires_at=NOW + DAY),
            EmailCode(email=person.email, purpose="reset", code_hash=b"x", expires_at=NOW + DAY),
            MailMessage(recipient=person.email, subject="s", text="t", language="en"),
            Activity(verb="posted", kind="contribution", subject_id=contribution.id, account_id=person.id),
            MediaFile(key="AAAAAAAAAAAAAAAAAAAAAA.webp", kind="picture", media_type="image/webp", size=1, widths=[],
                      uploaded_by_id=person.id, original_name="me.jpg"),
            SearchDocument(kind="contribution", subject_id=contribution.id, project_id=project.id, language="en",
                           words="tree"),
        ])  # fmt: skip
        Audit().record(db, person.id, "account.signed-in", "account", person.id, personal={"from": "203.0.113.7"})
    return Traces(person, contribution.id)


def erase(town: Town, traces: Traces, *, texts: bool) -> ErasureReport:
    with town.session() as db:
        return erase_account(db, traces.person.id, texts=texts)


def rows(db: Session, *models: type) -> list[int]:
    return [len(list(db.scalars(select(model)))) for model in models]


@pytest.mark.parametrize("texts", [True, False])
def test_who_it_was_always_goes(town: Town, traces: Traces, texts: bool) -> None:
    report = erase(town, traces, texts=texts)
    with town.session() as db:
        assert rows(db, Account, AccountSession, EmailCode, MailMessage, AuditValue, ContributionReaction) == [0] * 6
        assert rows(db, AuditEntry, Activity, Contribution) == [1] * 3
        contribution = db.get_one(Contribution, (traces.contribution, town.id))
        assert (contribution.author_id, contribution.author_name) == (None, None)
        assert db.scalars(select(Activity)).one().account_id is None
    counts = {erased.table: erased.deleted for erased in report.tables}
    assert counts["account"] == 1
    assert counts["mail_message"] == 1


def test_texts_stay_without_their_author(town: Town, traces: Traces) -> None:
    report = erase(town, traces, texts=False)
    with town.session() as db:
        contribution = db.get_one(Contribution, (traces.contribution, town.id))
        assert (contribution.title, contribution.place) == ("More trees", "Kerkplein")
        assert rows(db, SearchDocument, MediaFile) == [1, 1]
        assert db.scalars(select(MediaFile)).one().uploaded_by_id is None
    assert (report.files, report.documents) == (0, 0)


def test_texts_files_and_search_entries_go_when_asked(town: Town, traces: Traces) -> None:
    report = erase(town, traces, texts=True)
    with town.session() as db:
        contribution = db.get_one(Contribution, (traces.contribution, town.id))
        assert (contribution.title, contribution.body, contribution.place) == ("", "", "")
        assert (contribution.latitude, contribution.longitude, contribution.extra) == (None, None, {})
        assert rows(db, SearchDocument, MediaFile) == [0, 0]
    assert (report.files, report.documents) == (1, 1)


def test_the_audit_chain_still_holds_afterwards(town: Town, traces: Traces) -> None:
    with town.session() as db:
        Audit().seal(db)
    erase(town, traces, texts=True)
    with town.session() as db:
        assert Audit().verify(db) is None


def test_files_that_the_town_uses_stay(town: Town, traces: Traces) -> None:
    with town.session() as db:
        file = db.scalars(select(MediaFile)).one()
        db.execute(text("UPDATE project SET picture_id = :id"), {"id": file.id})
    assert erase(town, traces, texts=True).files == 0


def test_nobody_else_is_touched(town: Town, other_town: Town, traces: Traces) -> None:
    neighbour, stranger = town.account(), other_town.account(email=traces.person.email)
    erase(town, traces, texts=True)
    with town.session() as db:
        assert list(db.scalars(select(Account.id))) == [neighbour.id]
    with other_town.session() as db:
        assert list(db.scalars(select(Account.id))) == [stranger.id]


def test_an_unknown_account_is_said_to_be_unknown(town: Town, other_town: Town) -> None:
    with other_town.session() as db, pytest.raises(LookupError):
        erase_account(db, town.account().id, texts=False)


@pytest.mark.usefixtures("left_behind")
@pytest.mark.parametrize(("texts", "note", "select_"), [(True, "", {}), (False, "secret", {"a": 1})])
def test_tables_of_a_plugin_that_is_gone_are_erased_too(
    town: Town, traces: Traces, texts: bool, note: str, select_: dict[str, int]
) -> None:
    columns, values = '"writer id", note, nick, "select", kept', "'secret', 'Annie', CAST(:json AS jsonb), 'k'"
    with town.session() as db:
        add = text(f'INSERT INTO "gone_Note" ({columns}) VALUES (:id, {values})')
        db.execute(add, {"id": traces.person.id, "json": '{"a": 1}'})
    report = erase(town, traces, texts=texts)
    with town.session() as db:
        row = db.execute(text('SELECT note, nick, "select", kept FROM "gone_Note"')).one()
    assert tuple(row) == (note, None, select_, "k")
    assert [erased.changed for erased in report.tables if erased.table == "gone_Note"] == [1]


@pytest.mark.usefixtures("left_behind")
def test_a_row_that_cannot_lose_its_person_goes_whole(town: Town, traces: Traces, server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE catalogue_column SET on_erase = 'anonymise' WHERE name = 'writer id'")
    engine.dispose()
    with town.session() as db:
        db.execute(text('INSERT INTO "gone_Note" ("writer id", note) VALUES (:id, \'x\')'), {"id": traces.person.id})
    erase(town, traces, texts=False)
    with town.session() as db:
        assert db.scalar(text('SELECT count(*) FROM "gone_Note"')) == 0


@pytest.mark.parametrize(
    ("keep", "days"),
    [("P30D", 30), ("P1D", 1), ("P1Y", 366), ("P6M", 186), ("P2W", 14), ("while it lasts", None), ("P", None)],
)
def test_durations(keep: str, days: int | None) -> None:
    assert duration(keep) == (None if days is None else datetime.timedelta(days=days))


def test_what_was_kept_long_enough_goes(town: Town) -> None:
    with town.session() as db:
        for age in (29, 31):
            db.add(
                MailMessage(recipient="a@b.example", subject="s", text="t", language="en", created_at=NOW - age * DAY)
            )
        db.flush()
        assert enforce(db, NOW).get("mail_message") == 1
        assert rows(db, MailMessage) == [1]


def test_every_limited_column_of_core_has_a_time_to_count_from(town: Town) -> None:
    with town.session() as db:
        tables = [table for table in catalogued_tables(db) if table.plugin_id == "core"]
    limited = [(table, column) for table in tables for column in table.columns.values() if duration(column.keep)]
    assert limited
    lost = {f"{table.name}.{column.name}" for table, column in limited if moment_of(table, column) is None}
    assert lost == set()

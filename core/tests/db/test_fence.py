# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The fence between tenants holds against code that forgets, SQL that is injected, and keys that cross."""

import uuid

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from folkmoot.accounts.models import Account
from folkmoot.db import fence
from folkmoot.db.base import Base
from folkmoot.db.fence import tenant_setting
from folkmoot.db.server import Server
from folkmoot.db.session import Database, UnsafeRole
from folkmoot.testing import Town


def names(town: Town) -> list[str]:
    with town.session() as db:
        return list(db.scalars(select(Account.display_name)))


def test_a_query_without_any_filter_finds_only_its_own_tenant(town: Town, other_town: Town) -> None:
    town.account(display_name="Ours")
    other_town.account(display_name="Theirs")
    assert names(town) == ["Ours"]
    assert names(other_town) == ["Theirs"]


def test_without_a_tenant_nothing_is_read_or_written(town: Town) -> None:
    town.account()
    with town.platform.database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM account")) == 0
        with pytest.raises(DBAPIError):
            connection.execute(
                text(
                    "INSERT INTO topic (tenant_id, id, slug, title, icon, tone, position) VALUES"
                    " (:t, :i, 'x', '{}', '', '', 0)"
                ),
                {"t": town.id, "i": uuid.uuid4()},
            )


@pytest.mark.parametrize("forge", ["bare id", "another's mac", "no mac", "garbage", "empty", "right length"])
def test_a_forged_setting_opens_nothing(town: Town, other_town: Town, forge: str) -> None:
    other_town.account()
    own = tenant_setting(town.platform.database.secret, town.id)
    value = {
        "bare id": str(other_town.id),
        "another's mac": f"{other_town.id}:{own[37:]}",
        "no mac": f"{other_town.id}:",
        "garbage": "x' OR true --",
        "empty": "",
        "right length": "z" * 101,
    }[forge]
    with town.platform.database.engine.connect() as connection:
        connection.execute(text("SELECT set_config('folkmoot.tenant', :v, true)"), {"v": value})
        assert connection.scalar(text("SELECT count(*) FROM account")) == 0


def test_sql_injected_into_a_query_reads_no_other_tenant(town: Town, other_town: Town) -> None:
    """The planted hole: a name put into the statement as text. It may do what it likes inside its own tenant."""
    town.account(display_name="Ours")
    other_town.account(display_name="Theirs")
    mac = f"folkmoot_mac('tenant:{other_town.id}')"
    attacks = [
        "' OR true --",
        f"' OR set_config('folkmoot.tenant', '{other_town.id}', true) IS NOT NULL --",
        f"' UNION SELECT display_name FROM account WHERE tenant_id = '{other_town.id}' --",
        f"' OR (SELECT set_config('folkmoot.tenant', '{other_town.id}:' || {mac}, true)) <> '' --",
        "' UNION SELECT encode(inner_pad, 'hex') FROM folkmoot_fence --",
        "' UNION SELECT pg_read_file('postgresql.conf') --",
        "' UNION SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%heirs%' --",
        "' UNION SELECT rolpassword FROM pg_authid --",
    ]
    for attack in attacks:
        found: list[str] = []
        try:
            with town.session() as db:
                found = list(db.scalars(text(f"SELECT display_name FROM account WHERE display_name = '{attack}'")))
        except DBAPIError:
            pass
        assert "Theirs" not in found
        assert all(name in ("Ours", None) for name in found), (attack, found)


def test_the_secret_cannot_be_read_or_used_by_the_sites_role(town: Town) -> None:
    for statement in (
        "SELECT * FROM folkmoot_fence",
        "SELECT folkmoot_mac('tenant:x')",
        "ALTER TABLE account DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant_fence ON account",
        "CREATE OR REPLACE FUNCTION folkmoot_tenant() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "SET ROLE folkmoot_owner",
        "SET SESSION AUTHORIZATION folkmoot_owner",
    ):
        with town.session() as db, pytest.raises(ProgrammingError):
            db.execute(text(statement))


def test_a_foreign_key_across_tenants_is_refused(town: Town, other_town: Town) -> None:
    theirs = other_town.project()
    with pytest.raises(IntegrityError), town.session() as db:
        db.execute(
            text(
                "INSERT INTO phase (id, project_id, method, title, description, opens_at, settings) VALUES"
                " (:i, :p, 'information', '{}', '{}', now(), '{}')"
            ),
            {"i": uuid.uuid4(), "p": theirs.id},
        )


def test_every_foreign_key_between_tenant_tables_carries_the_tenant() -> None:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if "tenant_id" in table.columns and "tenant_id" in key.referred_table.columns:
                assert "tenant_id" in key.column_keys, f"{table.name}: {key.name}"


def test_every_table_with_a_tenant_is_fenced(server: Server) -> None:
    engine = create_engine(server.owner_url)
    role = make_url(server.url).username or ""
    with engine.begin() as connection:
        assert fence.unfenced_tables(connection, role) == []
        assert len(fence.tenant_tables(connection)) > 20
        connection.execute(text("CREATE TABLE careless (tenant_id uuid)"))
        assert fence.unfenced_tables(connection, role) == ["careless"]
        connection.execute(text("CREATE POLICY all_of_it ON account USING (true)"))
        assert "account" in fence.unfenced_tables(connection, role)
        connection.rollback()
    engine.dispose()


def test_the_owners_role_is_refused_for_the_site(server: Server) -> None:
    database = Database(server.owner_url, "x" * 40)
    with pytest.raises(UnsafeRole):
        database.check_role()
    database.dispose()


def test_the_database_computes_the_same_mac_as_we_do(server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        ours = fence.sign("a secret for tests only, forty characters long", "tenant:é")
        assert connection.scalar(select(func.folkmoot_mac("tenant:é"))) == ours
    engine.dispose()

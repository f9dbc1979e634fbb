# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Exit codes, what goes to which stream, and what the commands leave in the database."""

import json
import secrets
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from folkmoot.accounts.models import Account
from folkmoot.audit.models import AuditEntry
from folkmoot.audit.services import Audit
from folkmoot.cli.people import address_of
from folkmoot.jobs.services import Jobs
from folkmoot.platform import Platform
from folkmoot.tenants.deletion import holds
from folkmoot.testing import Town
from folkmoot.testing.fixtures import SECRET

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("tenant", "create"), ("serve", "--port", "0"), ("tenant", "list", "-x")]
)
def test_wrong_usage_exits_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Usage" in result.stderr


def test_a_setting_that_cannot_be_used_is_named(run: Run) -> None:
    result = run("migrate", FOLKMOOT_LOG="loud")
    assert result.returncode == 1
    assert "FOLKMOOT_LOG" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_does_not_answer_is_a_sentence(run: Run) -> None:
    nowhere = "postgresql://nobody:x@127.0.0.1:1/nothing"
    result = run("tenant", "list", FOLKMOOT_DATABASE_URL=nowhere, FOLKMOOT_OWNER_DATABASE_URL=nowhere)
    assert result.returncode == 1
    assert "database" in result.stderr
    assert "Traceback" not in result.stderr


def test_migrate_may_be_repeated(run: Run) -> None:
    result = run("migrate")
    assert (result.returncode, result.stdout) == (0, "")


def test_a_tenant_is_made_listed_and_suspended(run: Run, platform: Platform) -> None:
    slug = f"made-{secrets.token_hex(4)}"
    create = ("tenant", "create", slug, "--host", f"{slug}.test", "--name", "Made", "--locales", "fr,nl")
    assert run(*create).returncode == 0
    again = run(*create)
    assert again.returncode == 1
    assert "already" in again.stderr
    run("tenant", "suspend", slug)
    listed = json.loads(run("tenant", "list", "--json").stdout)
    (mine,) = [tenant for tenant in listed if tenant["slug"] == slug]
    assert (mine["hosts"], mine["locales"], mine["suspended"]) == ([f"{slug}.test"], ["fr", "nl"], True)


def test_a_host_belongs_to_one_tenant(run: Run, town: Town) -> None:
    result = run("tenant", "create", "second", "--host", town.host, "--name", "Second", "--locales", "en")
    assert result.returncode == 1
    assert "another tenant" in result.stderr


def test_an_administrator_gets_a_link_that_signs_in(run: Run, town: Town) -> None:
    result = run("admin", "create", "Ann@Town.example", "--tenant", town.slug)
    assert result.returncode == 0, result.stderr
    (link,) = result.stdout.split()
    assert link.startswith(f"https://{town.host}/")
    town.browser().get(link.partition(town.host)[2], status=200)
    with town.session() as db:
        account = db.scalars(select(Account)).one()
    assert (account.email, account.role) == ("ann@town.example", "administrator")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("town.example", "https://town.example"),
        ("localhost", "http://localhost:8080"),
        ("zuid.localhost", "http://zuid.localhost:8080"),
    ],
)
def test_addresses_of_this_machine_need_no_https(host: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert address_of(host) == address


def test_an_administrator_needs_a_tenant_and_an_address(run: Run, town: Town) -> None:
    assert run("admin", "create", "ann@town.example", "--tenant", "nowhere").returncode == 1
    assert run("admin", "create", "nonsense", "--tenant", town.slug).returncode == 2


def test_doctor_speaks_json(run: Run) -> None:
    result = run("doctor", "--json")
    report = json.loads(result.stdout)
    found = {check["name"]: check["ok"] for check in report["checks"]}
    assert [found[name] for name in ("database", "fence", "role", "tables")] == [True] * 4
    assert result.returncode == (0 if report["ok"] else 1)


def test_doctor_finds_an_unsafe_role(run: Run, environment: dict[str, str]) -> None:
    result = run("doctor", "--json", FOLKMOOT_DATABASE_URL=environment["FOLKMOOT_OWNER_DATABASE_URL"])
    assert result.returncode == 1
    assert [
        check["name"] for check in json.loads(result.stdout)["checks"] if not check["ok"] and check["name"] == "role"
    ]


def test_the_demonstration_never_joins_real_towns(run: Run, town: Town) -> None:
    result = run("demo", "fill")
    assert result.returncode == 1
    assert "real towns" in result.stderr
    assert json.loads(run("demo", "accounts", "--json").stdout) == []


def test_tables_are_exported_by_the_catalogue_alone(run: Run, town: Town, other_town: Town, tmp_path: Path) -> None:
    town.account(display_name="=cmd()", password_hash="hidden")
    other_town.account()
    result = run("export", "tables", "--plugin", "core", "--tenant", town.slug, "--out", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    lines = (tmp_path / "out" / "account.csv").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert "'=cmd()" in lines[1]
    assert "hidden" not in lines[1]
    assert "password_hash" not in lines[0]
    unknown = run("export", "tables", "--plugin", "nonsense", "--tenant", town.slug, "--out", str(tmp_path / "out"))
    assert unknown.returncode == 1
    assert "core" in unknown.stderr


def test_a_tenant_is_deleted_with_everything_and_certified(
    run: Run, town: Town, other_town: Town, platform: Platform, environment: dict[str, str], tmp_path: Path
) -> None:
    town.phase(town.project())
    for one in (town, other_town):
        one.account()
        with one.session() as db:
            Audit().record(db, None, "test.done", "test", None)
            Audit().seal(db)
            Jobs().defer(db, "core", "audit.seal", {})
    media = Path(environment["FOLKMOOT_DATA"]) / "media" / str(town.id)
    media.mkdir(parents=True)
    (media / "a.webp").write_bytes(b"12345")
    certificate = tmp_path / "certificate.json"
    result = run("tenant", "delete", town.slug, "--certificate", str(certificate), "--yes")
    assert result.returncode == 0, result.stderr
    written = json.loads(certificate.read_text("utf-8"))
    assert holds(written, SECRET)
    assert not holds(written | {"rows": 0}, SECRET)
    assert written["tables"]["audit_entry"] >= 1
    assert (written["files"], written["bytes"], media.exists()) == (1, 5, False)
    with platform.database.platform() as db:
        assert db.scalar(text("SELECT count(*) FROM tenant WHERE id = :id"), {"id": town.id}) == 0
        assert (
            db.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = :id"), {"id": str(town.id)}) == 0
        )
    with town.session() as db:
        assert db.scalar(text("SELECT count(*) FROM audit_entry")) == 0
    with other_town.session() as db:
        assert len(list(db.scalars(select(AuditEntry)))) == 1
    again = run("tenant", "delete", other_town.slug, "--certificate", str(certificate), "--yes")
    assert again.returncode == 1
    assert "never overwritten" in again.stderr

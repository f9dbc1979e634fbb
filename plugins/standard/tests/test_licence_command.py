# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""folkmoot licence …: exit codes, one JSON value, dry runs, the pool and its shares, and other vendors' keys."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from folkmoot.audit.models import AuditEntry
from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.demo.licences import demonstration_licence
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import LicenceAllocation, LicenceOpening, LicenceToken
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.authority import DAY, Authority
from folkmoot.testing.licences import mode_of
from folkmoot.testing.plugins import Shelf
from folkmoot_licensing import Block, Label, Roots, read_bundle, write_bundle
from folkmoot_licensing.issuing import minting

Run = Callable[..., subprocess.CompletedProcess[str]]
JTI = "0" * 25 + "1"
NAMESPACE, MODULE = "vendor.acme", "vendor.acme.board"


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Authority:
    """A vendor whose root takes the place of the pinned ones: nothing that an operator could set does that."""
    made = Authority()
    monkeypatch.setattr(Roots, "shipped", staticmethod(lambda: made.roots))
    return made


@pytest.fixture
def here(new_town: Callable[..., Town]) -> Town:
    """A town on this computer, where the demonstration licences count."""
    return new_town(host="localhost")


@pytest.fixture(autouse=True)
def empty_pool(platform: Platform) -> Iterator[None]:
    """What a test puts into the pool is gone afterwards: it would count in every town."""
    yield
    with platform.database.platform() as db:
        db.execute(delete(LicenceToken).where(LicenceToken.tenant_id.is_(None)))
    platform.refresh()


@pytest.fixture
def demo(tmp_path: Path) -> str:
    """The Standard demonstration licence as a file."""
    return written(tmp_path, demonstration_licence("standard"))


def written(folder: Path, data: bytes | str, name: str = "town.lic") -> str:
    """A file."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def answer(result: subprocess.CompletedProcess[str], code: int = 0) -> Any:
    """The one JSON value of a command."""
    assert result.returncode == code, result.stderr
    return json.loads(result.stdout)


def kinds(town: Town) -> list[str]:
    """What a town holds of its own."""
    with town.session() as db:
        query = select(LicenceToken.kind).where(LicenceToken.removed_at.is_(None))
        return sorted(db.scalars(query.where(LicenceToken.tenant_id == town.id)))


@pytest.mark.parametrize(
    "arguments",
    [
        ("install", "missing.lic", "--pool"), ("install",), ("replace", "missing.lic", "--tenant", "x"),
        ("remove",), ("remove", JTI), ("remove", JTI, "--pool", "--tenant", "x"), ("trust-vendor", "missing.lic"),
        ("allocate", JTI), ("nonsense",),
    ],
)  # fmt: skip
def test_wrong_usage_exits_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("licence", *arguments)
    assert (result.returncode, result.stdout) == (2, "")


def test_it_must_be_said_where(run: Run, demo: str) -> None:
    for where in ((), ("--pool", "--tenant", "x")):
        result = run("licence", "install", demo, *where, "--json")
        assert (result.returncode, result.stdout) == (2, "")
        assert "--tenant" in result.stderr


def test_a_dry_run_says_all_and_leaves_nothing(run: Run, here: Town, demo: str) -> None:
    found = answer(run("licence", "install", demo, "--tenant", here.slug, "--dry-run", "--json"))
    assert (found["installed"], found["code"]) == (False, None)
    assert {"tenant": here.slug, "module": "reporting", "before": "absent", "after": "open"}.items() <= next(
        change for change in found["changes"] if change["module"] == "reporting"
    ).items()
    [licence] = found["licences"]
    assert set(licence) == {"counts", "state", "code", "jti", "namespace", "edition", "modules", "not_after"}
    assert (licence["counts"], licence["edition"]) == (True, "standard")
    with here.session() as db:
        assert db.scalars(select(LicenceToken)).all() == []
        assert db.scalars(select(LicenceOpening)).all() == []


def test_install_list_show_and_remove(run: Run, here: Town, other_town: Town, demo: str) -> None:
    done = run("licence", "install", demo, "--tenant", here.slug, "--json")
    found = answer(done)
    assert (found["installed"], found["code"]) == (True, None)
    assert "It is installed." in done.stderr
    here.platform.refresh()
    assert mode_of(here, "reporting") is Mode.OPEN
    jti = found["licences"][0]["jti"]
    [listed] = answer(run("licence", "list", "--json", "--tenant", here.slug))
    assert (listed["tenant"], listed["jti"], listed["pool"], listed["source"]) == (here.slug, jti, False, "command")
    assert answer(run("licence", "list", "--json", "--tenant", other_town.slug)) == []
    everything = run("licence", "show", jti)
    assert everything.returncode == 0
    assert all(block.token not in everything.stdout for block in read_bundle(demonstration_licence("standard")))
    assert jti in run("licence", "list").stdout
    shown = answer(run("licence", "show", jti, "--json"))
    assert [one["jti"] for one in shown if one["tenant"] == here.slug] == [jti]
    dry = answer(run("licence", "remove", jti, "--tenant", here.slug, "--dry-run", "--json"))
    assert (dry["removed"], dry["code"], kinds(here)) == (False, None, ["issuer", "licence"])
    assert "reporting" in {change["module"] for change in dry["changes"]}
    gone = answer(run("licence", "remove", jti, "--tenant", here.slug, "--json"))
    assert (gone["removed"], kinds(here)) == (True, ["issuer"])
    again = answer(run("licence", "remove", jti, "--tenant", here.slug, "--json"), 1)
    assert (again["removed"], again["code"]) == (False, "unknown-licence")
    with here.session() as db:
        verbs = list(db.scalars(select(AuditEntry.verb).order_by(AuditEntry.serial)))
    assert verbs == ["licence.installed", "licence.removed"]


def test_refusals_exit_1_with_their_code(run: Run, town: Town, demo: str, tmp_path: Path) -> None:
    files = {
        "unbound": demo,
        "encoding": written(tmp_path, b"\x00\xff", "bytes.lic"),
        "size": written(tmp_path, b"x" * 3_000_000, "large.lic"),
        "key-unknown": written(tmp_path, Authority().bundle(Authority().licence()), "stranger.lic"),
    }
    for code, file in files.items():
        result = run("licence", "install", file, "--tenant", town.slug, "--json")
        found = answer(result, 1)
        assert (found["installed"], found["code"]) == (False, code)
        assert found["message"] in result.stderr
        assert "Traceback" not in result.stderr
    found = answer(run("licence", "install", demo, "--tenant", "nowhere", "--json"), 1)
    assert (found["installed"], found["code"], found["licences"]) == (False, "unknown-tenant", [])
    assert run("licence", "list", "--tenant", "nowhere").returncode == 1
    assert run("licence", "show", JTI).returncode == 1
    assert kinds(town) == []


def test_the_pool_says_what_changes_in_every_town(
    run: Run, town: Town, other_town: Town, authority: Authority, tmp_path: Path
) -> None:
    file = written(tmp_path, authority.bundle(authority.licence(jti=JTI)))
    dry = answer(run("licence", "install", file, "--pool", "--dry-run", "--json"))
    done = answer(run("licence", "install", file, "--pool", "--json"))
    for found in (dry, done):
        opened = {change["tenant"] for change in found["changes"] if change["after"] == "open"}
        assert {town.slug, other_town.slug} <= opened
    gone = answer(run("licence", "remove", JTI, "--pool", "--json"))
    assert {town.slug, other_town.slug} <= {change["tenant"] for change in gone["changes"]}


def test_replace_takes_the_present_ones_away(run: Run, town: Town, authority: Authority, tmp_path: Path) -> None:
    first = written(tmp_path, authority.bundle(authority.licence(jti=JTI)), "first.lic")
    second = written(tmp_path, authority.bundle(authority.licence(edition="premium")), "second.lic")
    answer(run("licence", "install", first, "--tenant", town.slug, "--json"))
    answer(run("licence", "replace", second, "--tenant", town.slug, "--json"))
    states = {one["jti"]: one["state"] for one in answer(run("licence", "list", "--json", "--tenant", town.slug))}
    assert states[JTI] == "removed"
    assert sorted(states.values()) == ["expiring", "removed"]


def test_the_pool_its_shares_and_lists(
    run: Run, town: Town, other_town: Town, authority: Authority, tmp_path: Path
) -> None:
    limited = authority.licence(jti=JTI, limits={"tenants": 1}, ends=90)
    file = written(tmp_path, authority.bundle(limited, lists=[authority.revocation(7, "1" * 26)]))
    dry = answer(run("licence", "install", file, "--pool", "--dry-run", "--json"))
    assert (dry["installed"], dry["code"], dry["changes"]) == (False, None, [])
    found = answer(run("licence", "install", file, "--pool", "--json"))
    assert (found["installed"], found["changes"]) == (True, [])
    shared = run("licence", "allocate", JTI, "--tenant", town.slug)
    assert "1 of 1 shares are given" in shared.stderr
    assert "more than the licence has" in run("licence", "allocate", JTI, "--tenant", other_town.slug).stderr

    def holders() -> list[tuple[str, bool]]:
        found = answer(run("licence", "list", "--json"))
        return [(one["tenant"], one["pool"]) for one in found if one["jti"] == JTI]

    assert holders() == [(town.slug, True)]
    assert run("licence", "allocate", JTI, "--tenant", town.slug, "--withdraw").returncode == 0
    assert holders() == [(other_town.slug, True)]
    wanted = answer(run("licence", "request", "--tenant", town.slug))
    assert wanted["revocations"] == {"*": 7}
    assert wanted["tenants"] == [{"slug": town.slug, "hosts": [town.host]}]
    assert wanted["deployment"]
    assert wanted["versions"]["folkmoot-licensing"]
    assert answer(run("licence", "remove", JTI, "--tenant", town.slug, "--json"), 1)["code"] == "unknown-licence"
    assert run("licence", "remove", JTI, "--pool").returncode == 0
    assert run("licence", "allocate", JTI, "--tenant", town.slug).returncode == 1
    assert run("licence", "allocate", JTI, "--tenant", "nowhere").returncode == 1
    with town.platform.database.platform() as db:
        db.execute(delete(LicenceAllocation).where(LicenceAllocation.jti == JTI))


@pytest.fixture
def acme() -> minting.Key:
    """Another vendor's key, which no root has certified."""
    return minting.Key.make()


def vendor_licence(key: minting.Key, **claims: Any) -> str:
    """A licence of that vendor's for its module, with its own certificate."""
    now = int(time.time())
    values = {"namespace": NAMESPACE, "edition": "none", "modules": [MODULE], "nbf": now - DAY, "exp": now + 90 * DAY,
              **claims}  # fmt: skip
    certificate = minting.certify(key, key, NAMESPACE)
    return write_bundle([Block(Label.ISSUER, certificate), Block(Label.LICENCE, minting.licence(key, **values))])


PLUGIN = """
from folkmoot_licensing import Guard, Roots
from folkmoot.hookspecs import hookimpl
from pyramid.response import Response
from folkmoot.security.permissions import Permission


class Hooks:
    @hookimpl
    def folkmoot_pages(self, config):
        config.add_public_route("board", "/board")
        config.add_view(lambda request: Response("a board"), route_name="board", permission=Permission.PUBLIC,
                        request_method="GET", begins=False)


def activate(evidence):
    Guard(Roots.shipped(), edition="none").admit(evidence, "vendor.acme.board")
    return Hooks()
"""


def test_a_vendor_that_the_operator_trusts_opens_its_own_modules_and_never_ours(
    run: Run, server: Server, settings: Settings, shelf: Shelf, acme: minting.Key, tmp_path: Path
) -> None:
    shelf.add(MODULE, PLUGIN, vendor=NAMESPACE, more=', paths=("board",)')
    platform = open_platform(settings, server, shelf.installed())
    try:
        town = make_town(platform)
        file = written(tmp_path, vendor_licence(acme))
        assert answer(run("licence", "install", file, "--tenant", town.slug, "--json"), 1)["code"] == "key-unknown"
        trusted = run("licence", "trust-vendor", written(tmp_path, certificate(acme), "acme.lic"), "--yes")
        assert trusted.returncode == 0, trusted.stderr
        assert acme.kid in trusted.stderr
        [licence] = answer(run("licence", "install", file, "--tenant", town.slug, "--json"))["licences"]
        assert (licence["counts"], licence["namespace"]) == (True, NAMESPACE)
        platform.refresh()
        assert (mode_of(town, MODULE), mode_of(town, "reporting")) == (Mode.OPEN, Mode.ABSENT)
        assert town.browser().get("/en/board").text == "a board"
        page: Any = town.browser(town.account("administrator")).get("/admin/modules")
        assert "Trusted by this site only" in page.text
        assert page.html.find(id=f"module-{MODULE}")["data-mode"] == "open"
        for grasping in ({"modules": ["reporting"]}, {"namespace": "folkmoot", "edition": "premium", "modules": []}):
            file = written(tmp_path, vendor_licence(acme, **grasping), "grasping.lic")
            assert answer(run("licence", "install", file, "--tenant", town.slug, "--json"), 1)["code"] == "namespace"
        with town.session() as db:
            assert "licence.vendor-trusted" in set(db.scalars(select(AuditEntry.verb)))
    finally:
        platform.close()


def certificate(key: minting.Key, namespace: str = NAMESPACE, by: minting.Key | None = None) -> str:
    """A file with a certificate, by default signed by the very key it certifies."""
    return write_bundle([Block(Label.ISSUER, minting.certify(by or key, key, namespace))])


def test_certificates_that_no_operator_may_trust(
    run: Run, town: Town, authority: Authority, acme: minting.Key, tmp_path: Path
) -> None:
    others = minting.Key.make()
    ours = certificate(others, NAMESPACE, by=authority.root)
    assert run("licence", "install", written(tmp_path, ours), "--tenant", town.slug).returncode == 0
    refused = {
        "(namespace)": [certificate(acme, "folkmoot"), certificate(acme)],
        "(key-purpose)": [certificate(acme, "vendor.other", by=others), certificate(acme, "vendor.b", authority.root)],
        "ISSUER": [authority.bundle(authority.licence()).partition("-----END FOLKMOOT ISSUER")[2].partition("\n")[2]],
        "isn't a licence file": ["nonsense"],
    }
    for said, files in refused.items():
        for text in files:
            result = run("licence", "trust-vendor", written(tmp_path, text, "acme.lic"), "--yes")
            assert (result.returncode, result.stdout) == (1, ""), said
            assert said in result.stderr
    asked = run("licence", "trust-vendor", written(tmp_path, certificate(acme, "vendor.free"), "free.lic"))
    assert asked.returncode == 1
    assert acme.kid in asked.stderr
    with town.platform.database.platform() as db:
        assert db.scalars(select(LicenceToken).where(LicenceToken.kind == "vendor")).all() == []


def test_the_commands_of_the_how_to_work_in_their_order(
    run: Run, town: Town, other_town: Town, authority: Authority, acme: minting.Key, tmp_path: Path
) -> None:
    here = {"havenbrug": town.slug, "zuidermeer": other_town.slug, "01ARZ3NDEKTSV4RRFFQ69G5FAV": JTI}
    files = {
        "town.lic": authority.bundle(authority.licence(jti=JTI)),
        "renewed.lic": authority.bundle(authority.licence(jti=JTI, seq=2, ends=90)),
        "province.lic": authority.bundle(authority.licence(jti=JTI, limits={"tenants": 2})),
        "acme.lic": certificate(acme),
    }
    here |= {name: written(tmp_path, text, name) for name, text in files.items()}
    text = (Path(__file__).parents[3] / "docs" / "how-to" / "install-a-licence.md").read_text()
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split()[1:] for block in blocks for line in block.splitlines()]
    assert len(lines) == 11
    for line in lines:
        yes = ["--yes"] if "trust-vendor" in line else []
        result = run(*(here.get(word, word) for word in line), *yes)
        assert result.returncode == 0, (line, result.stderr)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""`folkmoot-licensing verify` and `inspect`: one JSON value for any file (INTERFACES, Commands)."""

import contextlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licensing.tests.vendor import DAY, JTI, NOW, Vendor

from folkmoot_licensing import Block, Label, write_bundle
from folkmoot_licensing.command import main
from folkmoot_licensing.issuing import minting


def _run(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(one) for one in arguments])
    return status, out.getvalue(), err.getvalue()


def _verify(*arguments: object) -> tuple[int, dict[str, Any]]:
    status, out, _ = _run("verify", *arguments)
    return status, json.loads(out)


class Files:
    """A folder with a vendor's roots and licences."""

    def __init__(self, vendor: Vendor, folder: Path) -> None:
        self.vendor, self.folder = vendor, folder
        self.roots = folder / "roots.json"
        self.roots.write_bytes(minting.roots_json(vendor.root))

    def bundle(self, *licences: str, certificate: str | None = None, lists: tuple[str, ...] = ()) -> Path:
        """A `.lic` with the certificate, these licences and these lists."""
        blocks = [Block(Label.ISSUER, certificate or self.vendor.certificate),
                  *(Block(Label.LICENCE, one) for one in licences), *(Block(Label.REVOCATIONS, one) for one in lists)]
        path = self.folder / "town.lic"
        path.write_text(write_bundle(blocks))
        return path

    def verify(self, path: Path, *more: object) -> tuple[int, dict[str, Any]]:
        """Status and answer, with these roots at NOW."""
        return _verify("--roots", self.roots, "--at", NOW, *more, path)


@pytest.fixture
def files(vendor: Vendor, tmp_path: Path) -> Files:
    return Files(vendor, tmp_path)


@pytest.mark.real_data
@pytest.mark.parametrize("edition", ["standard", "premium"])
def test_a_demonstration_licence_as_installed(shared_licensing: Path, edition: str) -> None:
    program = Path(sys.executable).with_name("folkmoot-licensing")
    command = [program, "verify", "--at", str(NOW), "--json", shared_licensing / f"demo-{edition}.lic"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr, answer["counts"], answer["state"]) == (0, "", True, "active")
    assert answer["licences"][0].items() >= {"edition": edition, "namespace": "folkmoot", "modules": [],
                                             "not_after": 2_106_331_888}.items()


def test_what_it_answers_for_a_good_licence(files: Files) -> None:
    token = files.vendor.licence(jti=JTI, modules=["extra"])
    assert files.verify(files.bundle(token)) == (0, {"counts": True, "state": "active", "code": None, "licences": [
        {"counts": True, "state": "active", "code": None, "jti": JTI, "namespace": "folkmoot", "edition": "standard",
         "modules": ["extra"], "not_after": NOW + 365 * DAY}]})


@pytest.mark.parametrize(("changes", "status", "state", "code"), [
    ({"nbf": NOW + 5}, 1, "not-yet", None), ({"exp": NOW + DAY}, 0, "expiring", None),
    ({"exp": NOW, "grace": 5}, 0, "grace", None), ({"exp": NOW}, 1, "lapsed", None),
    ({"bind": {"hosts": ["town.example"], "deployments": None}}, 1, "unbound", "unbound"),
    ({"v": 2}, 1, None, "version"),
])
def test_states_and_codes(files: Files, changes: dict[str, Any], status: int, state: str | None,
                          code: str | None) -> None:
    done, answer = files.verify(files.bundle(files.vendor.licence(**changes)))
    assert (done, answer["state"], answer["code"], answer["counts"]) == (status, state, code, status == 0)
    assert [(one["state"], one["code"]) for one in answer["licences"]] == [(state, code)]


def test_host_and_deployment(files: Files) -> None:
    path = files.bundle(files.vendor.licence(bind={"hosts": ["town.example"], "deployments": ["one"]}))
    assert files.verify(path, "--host", "town.example", "--deployment", "one")[0] == 0
    assert files.verify(path, "--host", "TOWN.example", "--deployment", "one")[0] == 0
    assert files.verify(path, "--host", "town.example")[0] == 1
    assert files.verify(path, "--deployment", "one")[0] == 1


def test_the_best_licence_answers_for_the_file(files: Files) -> None:
    bad, lapsed, good = (files.vendor.licence(**one) for one in ({"v": 2}, {"exp": NOW}, {"edition": "premium"}))
    status, answer = files.verify(files.bundle(bad, lapsed, good))
    assert (status, answer["state"]) == (0, "active")
    assert [one["code"] for one in answer["licences"]] == ["version", None, None]
    status, answer = files.verify(files.bundle(bad, lapsed))
    assert (status, answer["state"], answer["code"]) == (1, "lapsed", None)


def test_revoked(files: Files) -> None:
    listed = files.vendor.revoke(1, {"id": JTI, "reason": "refund", "at": NOW})
    status, answer = files.verify(files.bundle(files.vendor.licence(jti=JTI), lists=(listed,)))
    assert (status, answer["state"], answer["code"]) == (1, "revoked", "revoked")


def test_the_cause_comes_before_its_consequence(files: Files) -> None:
    certificate = files.vendor.certificate[:-8] + "AAAAAAAA"
    status, answer = files.verify(files.bundle(files.vendor.licence(), certificate=certificate))
    assert (status, answer["code"], answer["licences"][0]["code"]) == (1, "signature", "key-unknown")


def test_without_the_roots_that_signed_it(files: Files) -> None:
    assert _verify("--at", NOW, files.bundle(files.vendor.licence()))[1]["code"] == "key-unknown"


def test_files_that_are_not_there_or_no_bundle(files: Files) -> None:
    nothing = {"counts": False, "state": None, "code": None, "licences": []}
    assert files.verify(files.folder / "none.lic") == (2, nothing)
    assert files.verify(files.folder) == (2, nothing)
    assert _verify("--roots", files.folder / "none.json", files.bundle(files.vendor.licence())) == (2, nothing)
    assert _verify("--roots", files.bundle(files.vendor.licence()), files.roots) == (1, nothing | {"code": "canonical"})
    bare = files.folder / "bare.lic"
    bare.write_text(files.vendor.licence())
    assert files.verify(bare) == (1, nothing | {"code": "encoding"})
    bare.write_bytes(b"x" * (3 * 2**20))
    assert files.verify(bare) == (1, nothing | {"code": "size"})


@given(st.one_of(st.binary(max_size=500), st.binary(max_size=300).map(
    lambda inside: b"-----BEGIN FOLKMOOT LICENCE-----\n" + inside + b"\n-----END FOLKMOOT LICENCE-----")))
def test_any_bytes_give_one_answer_and_no_traceback(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        status, answer = _verify("--at", NOW, file.name)
        assert (status, answer["counts"]) == (1, False)
        assert _run("inspect", file.name)[0] == 1


def test_inspect_says_what_is_verified(files: Files) -> None:
    good, bad = files.vendor.licence(), files.vendor.licence()[:-8] + "AAAAAAAA"
    status, out, _ = _run("inspect", "--roots", files.roots, "--at", NOW, files.bundle(good, bad))
    shown = json.loads(out)
    assert (status, [one["verified"] for one in shown]) == (1, [True, True, False])
    assert shown[2]["note"].startswith("NOT VERIFIED, believe none of it: signature")
    assert shown[2]["parts"][1]["licensee"]["name"] == "Test town"
    assert _run("inspect", "--roots", files.roots, "--at", NOW, files.bundle(good))[0] == 0


def test_wrong_usage() -> None:
    for arguments in ([], ["verify"], ["verify", "--at", "now", "x.lic"]):
        with pytest.raises(SystemExit) as caught, contextlib.redirect_stderr(io.StringIO()):
            main(arguments)
        assert caught.value.code == 2

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's commands from a new key to a renewed licence, in files, as a person would run them."""

import contextlib
import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot_licensing import Roots, base64url
from folkmoot_licensing.command import main
from folkmoot_licensing.issuing.minting import Key
from folkmoot_licensing.issuing.wrapping import Cost, public_of, wrap

PASSPHRASE = "six random words make one"
# Wrapping as it is in earnest is tried once; nobody guesses at these.
CHEAP = Cost(memory=64, passes=1, lanes=1)
TWO = ("--requested-by", "Ann", "--reviewed-by", "Ben")


@pytest.fixture(autouse=True)
def _in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files by their bare names."""
    monkeypatch.chdir(tmp_path)
    Path("pass").write_text(PASSPHRASE + "\n")


def _run(*arguments: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue() + err.getvalue()


def _done(*arguments: str) -> str:
    status, text = _run(*arguments)
    assert status == 0, text
    return text


def _verify(*arguments: str) -> dict[str, object]:
    return json.loads(_run("verify", "--roots", "roots.json", *arguments)[1])


@pytest.fixture
def issuer() -> tuple[str, ...]:
    """A root, its file, an issuing key with its certificate; the options with which it signs."""
    for name in ("root.key", "issuer.key"):
        Path(name).write_text(wrap(Key.make(), PASSPHRASE.encode(), CHEAP))
    public = public_of(Path("root.key").read_text())
    kid = _done("keys", "public", "root.key").split()[1]
    root = {"kid": kid, "x": base64url.encode(public).decode(), "status": "active"}
    Path("roots.json").write_text(json.dumps({"roots": [root], "version": 1}))
    assert kid in Roots.parse(Path("roots.json").read_bytes())
    _done("certify", "--key", "root.key", "--passphrase-file", "pass", "--of", "issuer.key", "--namespace", "folkmoot",
          "--starts", "2026-01-01", "--ends", "2036-01-01", "--max-term-days", "800", "--ledger", "ledger.jsonl",
          "--out", "issuer.lic", *TWO)
    return ("--key", "issuer.key", "--passphrase-file", "pass", "--certificate", "issuer.lic", "--roots", "roots.json",
            "--ledger", "ledger.jsonl")


def test_from_a_key_to_a_renewal(issuer: tuple[str, ...]) -> None:
    Path("order.toml").write_text('name = "Évry"\nedition = "premium"\nhosts = ["town.example"]\nstarts = 2026-06-01\n'
                                  'ends = 2027-06-01\nrequested_by = "Ann"\nreviewed_by = "Ben"\n')
    _done("issue", *issuer, "--order", "order.toml", "--out", "town.lic")
    answer = _verify("--at", "1798000000", "--host", "town.example", "town.lic")
    assert (answer["counts"], answer["state"]) == (True, "active")
    jti = answer["licences"][0]["jti"]
    _done("renew", jti, *issuer, "--ends", "2028-06-01", "--out", "next.lic", *TWO)
    _done("bundle", "town.lic", "next.lic", "--out", "both.lic", "--comment", "For Évry")
    both = _verify("--at", "1812000000", "--host", "town.example", "both.lic")
    assert [one["state"] for one in both["licences"]] == ["superseded", "active"]
    assert Path("both.lic").read_text().count("BEGIN FOLKMOOT ISSUER") == 1
    _done("revoke", "--key", "root.key", "--passphrase-file", "pass", "--ledger", "ledger.jsonl", "--namespace", "*",
          "--reason", "fraud", "--at", "2027-01-01", "--out", "list.lic", *TWO, jti)
    _done("bundle", "both.lic", "list.lic", "--out", "all.lic")
    assert _verify("--at", "1812000000", "--host", "town.example", "all.lic")["code"] == "revoked"
    text = _done("ledger", "verify", "ledger.jsonl")
    assert text.startswith("4 lines, head ")
    assert _done("ledger", "verify", "ledger.jsonl", "--expect-head", text.split()[-1])


def test_options_instead_of_an_order(issuer: tuple[str, ...]) -> None:
    _done("issue", *issuer, "--name", "Test", "--edition", "none", "--module", "zones", "--module", "maps", "--ends",
          "2027-06-01", "--starts", "2026-12-01", "--grace-days", "3", "--kind", "trial", "--out", "trial.lic")
    assert _verify("--at", "1798000000", "trial.lic")["licences"][0]["modules"] == ["maps", "zones"]
    status, text = _run("issue", *issuer, "--order", "order.toml", "--name", "x", "--out", "other.lic")
    assert (status, "leave the other options out" in text) == (1, True)
    assert not Path("other.lic").exists()


def test_a_ledger_that_was_touched_signs_nothing_more(issuer: tuple[str, ...]) -> None:
    _done("issue", *issuer, "--name", "Test", "--ends", "2027-06-01", "--out", "a.lic")
    head = _done("ledger", "verify", "ledger.jsonl").split()[-1]
    ledger = Path("ledger.jsonl")
    whole = ledger.read_text()
    ledger.write_text(whole.splitlines()[0] + "\n")
    assert _run("ledger", "verify", "ledger.jsonl")[0] == 0
    assert "cut off" in _run("ledger", "verify", "ledger.jsonl", "--expect-head", head)[1]
    ledger.write_text(whole.replace("Ann", "Eve"))
    assert _run("ledger", "verify", "ledger.jsonl") == (1, "Line 1 of the ledger was changed.\n")
    assert _run("issue", *issuer, "--name", "Test", "--ends", "2027-06-01", "--out", "b.lic")[0] == 1
    assert not Path("b.lic").exists()


def test_a_new_key_is_for_its_owners_eyes_and_never_written_over() -> None:
    shown = _done("keys", "new", "new.key", "--passphrase-file", "pass")
    assert stat.S_IMODE(Path("new.key").stat().st_mode) == 0o600
    assert _done("keys", "public", "new.key") == shown
    before = Path("new.key").read_bytes()
    assert _run("keys", "new", "new.key", "--passphrase-file", "pass") == (1, "new.key is there already.\n")
    assert Path("new.key").read_bytes() == before
    Path("short").write_text("secret")
    assert "at least 20 characters" in _run("keys", "new", "k", "--passphrase-file", "short")[1]
    assert _run("keys", "public", "none.key")[0] == 2


def test_rewrapping_with_a_passphrase_from_a_descriptor(issuer: tuple[str, ...]) -> None:
    Path("other").write_text("another six random words here")
    program = Path(sys.executable).with_name("folkmoot-licensing")
    made = subprocess.run([program, "keys", "rewrap", issuer[1], "new.key", "--passphrase-fd", "0",
                           "--new-passphrase-file", "other"], input=PASSPHRASE + "\n", text=True, check=False)
    assert made.returncode == 0
    assert _done("keys", "public", "new.key") == _done("keys", "public", issuer[1])
    again = ("keys", "rewrap", "new.key", "newer.key", "--new-passphrase-file", "pass", "--passphrase-file")
    assert "passphrase is wrong" in _run(*again, "pass")[1]
    assert not Path("newer.key").exists()


def test_nothing_is_written_over(issuer: tuple[str, ...]) -> None:
    before = Path("ledger.jsonl").read_bytes()
    status, text = _run("issue", *issuer, "--name", "Test", "--ends", "2027-06-01", "--out", "issuer.lic")
    assert (status, text) == (1, "issuer.lic is there already.\n")
    assert Path("ledger.jsonl").read_bytes() == before
    assert "--key KEYFILE" in _run("issue", "--ledger", "l", "--out", "o", "--name", "x", "--ends", "2027-01-01")[1]


def test_reading_licences_never_loads_what_signs_them() -> None:
    code = ("import sys; import folkmoot_licensing.command as command; command.main(['verify', 'none.lic']); "
            "print([name for name in sys.modules if 'issuing' in name])")
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"

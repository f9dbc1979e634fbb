# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What the README tells a vendor to do works, in the order in which it stands there."""

import contextlib
import io
import re
import shlex
import time
from pathlib import Path
from typing import Any

import pytest
from licensing.tests.vendor import Vendor

from folkmoot_licensing import Evidence, Held, Place, assess, read_bundle
from folkmoot_licensing.command import main
from folkmoot_licensing.issuing import minting
from folkmoot_licensing.issuing.ledger import Ledger
from folkmoot_licensing.issuing.minting import Key
from folkmoot_licensing.issuing.wrapping import Cost, wrap

README = (Path(__file__).parent.parent / "README.md").read_text()
PASSPHRASE = "six random words make one"


def _lines() -> list[list[str]]:
    text = README.replace("\\\n", " ")
    found = re.findall(r"^    (folkmoot-licensing .*)$", text, re.MULTILINE)
    return [shlex.split(line, comments=True)[1:] for line in found]


def _run(arguments: list[str]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(arguments) == 0, arguments
    return out.getvalue()


def _jti(path: str) -> str:
    claims = minting.canonical.read(minting.base64url.decode(read_bundle(Path(path).read_bytes())[1].token
                                                             .split(".")[1].encode()))
    return str(claims["jti"])


def test_a_vendors_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vendor: Vendor) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pass").write_text(PASSPHRASE)
    Path("acme.key").write_text(wrap(Key.make(), PASSPHRASE.encode(), Cost(64, 1, 1)))
    Path("order.toml").write_text(re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[0])
    commands = [line for line in _lines() if line[0] not in ("verify", "inspect") and line[:2] != ["keys", "new"]]
    assert [line[0] for line in commands] == ["keys", "certify", "issue", "renew", "revoke", "bundle", "ledger"]
    for command in commands:
        known = {"JTI": _jti("town.lic") if Path("town.lic").exists() else "",
                 "HEX": Ledger(Path("ledger.jsonl")).head()}
        more = ["--passphrase-file", "pass"] if "--key" in command else []
        _run([known.get(word, word) for word in command] + more)
    tokens = [block.token for name in ("town.lic", "town-2028.lic") for block in read_bundle(Path(name).read_bytes())]
    judged = assess(tokens, roots=vendor.roots, place=Place(("town.example",), ""), at=int(time.time()),
                    trusted=[read_bundle(Path("acme.lic").read_bytes())[0].token])
    assert judged.refused == ()
    assert [one.state for one in judged.verdicts] == ["revoked", "revoked"]


def test_the_code_for_a_plugin_and_for_its_tests() -> None:
    _, plugin, tests = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {"now": int(time.time()), "Maps": lambda may_begin: may_begin}
    exec(plugin, names)
    exec(tests, names)
    names["GUARD"] = names["guard"]
    evidence = Evidence(tuple(map(Held, names["held"])), (), Place(("town.example",), ""), names["now"])
    assert names["implementation"](evidence) is True
    with pytest.raises(names["NotLicensed"]):
        names["implementation"](None)

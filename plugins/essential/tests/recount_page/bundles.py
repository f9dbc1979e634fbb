# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bundles as the ledger writes them, bundles that somebody has tampered with, and both verifiers asked about them."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page as Tab
from plugins.essential.tests.ledger.votes import ELECTION, Town

from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.bundle import archive, verifying, writing
from folkmoot_essential.ledger.bundle.content import Content
from folkmoot_essential.ledger.contests import count_contests
from folkmoot_essential.ledger.receipts import make
from folkmoot_essential.ledger.tree import Frontier

VERIFY = """async asked => {
  const { verify } = folkmoot["bundle/verify.js"];
  const { Pace } = folkmoot["pace.js"];
  const found = [];
  for (const { zip, head, key } of asked) {
    const bytes = Uint8Array.from(atob(zip), one => one.charCodeAt(0));
    const { status, checks } = await verify(bytes, { head, key }, new Pace());
    const wrong = checks.find(({ state }) => state === "bad" || state === "unable");
    found.push({ status, check: wrong?.id ?? "", code: wrong?.code ?? "", values: wrong?.values ?? {} });
  }
  return found;
}"""
Files = dict[str, bytes]


def judged(modules: Tab, *bundles: bytes, head: str = "", key: str = "") -> list[dict[str, Any]]:
    """What the page finds of each bundle, after making sure that the command ends alike."""
    asked = [{"zip": b64encode(one).decode(), "head": head, "key": key} for one in bundles]
    found: list[dict[str, Any]] = modules.evaluate(VERIFY, asked)
    command = [int(verifying.verify(one, head, key).exit) for one in bundles]
    assert [one["status"] for one in found] == command, found
    return found


def judgement(modules: Tab, bundle: bytes, **expected: str) -> tuple[int, str, str]:
    """Of one bundle: status, the check that failed, and what it found."""
    found = judged(modules, bundle, **expected)[0]
    return found["status"], found["check"], found["code"]


def content(town: Town, level: str = "L2", **more: object) -> Content:
    """Everything at certification."""
    return town.content(level, **more)


def bundle(town: Town, level: str = "L2", **more: object) -> bytes:
    """A true bundle."""
    return writing.write(content(town, level, **more), town.keys)


def altered(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip with one of its files changed, and nothing else."""
    unpacked = archive.unpack(data)
    return archive.pack({**unpacked, name: change(unpacked[name])})


def resigned(town: Town, change: Callable[[Files], None], counted_by: Rule | None = None) -> bytes:
    """What a town does that has the key: change files, then sign everything again from the certified head on."""
    whole = content(town)
    box = [(ballot, 1) for ballot, _ in whole.box]
    counted = count_contests(whole.vote, whole.options, box, counted_by or whole.rule, whole.seed.seed or "")
    made = writing.files(whole, counted)
    change(made)
    return archive.pack(writing.seal(made, whole.about, town.keys, whole.heads))


def value(name: str, change: Callable[[Any], None]) -> Callable[[Files], None]:
    """A change of a .json file's value."""

    def changed(made: Files) -> None:
        parsed = json.loads(made[name])
        change(parsed)
        made[name] = json.dumps(parsed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    return changed


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], None]:
    """A change of a .jsonl file's lines."""

    def changed(made: Files) -> None:
        made[name] = b"".join(change(made[name].splitlines(keepends=True)))

    return changed


def of_version(town: Town, version: int) -> Town:
    """The same town, whose rule is of a version that there isn't yet."""
    chosen = replace(town.chosen, method=replace(town.chosen.method, version=version))
    return replace(town, chosen=chosen, heads=[], log=[], box={}, frontier=Frontier())


def receipt(town: Town, commits: str) -> bytes:
    """What the voter of a commitment has kept."""
    ballot, secret = town.box[commits]
    return make(town.keys, ELECTION, secret, ballot).data()


def foreign(town: Town) -> bytes:
    """A receipt that the town signed for a ballot which it then left out of the log."""
    return make(town.keys, ELECTION, bytes(range(32)), Ballot({"": ("town-1",)})).data()

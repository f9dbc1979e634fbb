# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an attacker who holds the true key does to a bundle: alters files, and signs everything anew."""

import json
from collections.abc import Callable

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle.content import Content
from folkmoot_essential.ledger.bundle.verdict import Verdict
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import files, seal
from folkmoot_essential.ledger.contests import count_contests

from .votes import Town

Files = dict[str, bytes]


def codes(verdict: Verdict) -> set[str]:
    return {one.code for one in verdict.findings}


def made_of(town: Town, content: Content) -> Files:
    """The files that the town would publish."""
    box = [(ballot, 1) for ballot, _ in content.box]
    return files(content, count_contests(town.vote, town.options, box, town.chosen, content.seed.seed or ""))


def nothing(_: object) -> None:
    """No change."""


def resealed(town: Town, level: str, change: Callable[[Files], None]) -> Verdict:
    """Somebody who has the true key alters files, and makes the certified head, the manifest and its signature anew."""
    content = town.content(level)
    made = made_of(town, content)
    change(made)
    return verify(archive.pack(seal(made, content.about, town.keys, town.heads)), town.heads[2].head.fingerprint)


def edited(name: str, change: Callable[[dict[str, object]], object]) -> Callable[[Files], None]:
    """A change of one JSON file."""

    def do(made: Files) -> None:
        value = json.loads(made[name])
        change(value)
        made[name] = canonical.write(value)

    return do


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], None]:
    """A change of a file's lines."""

    def do(made: Files) -> None:
        made[name] = b"".join(line + b"\n" for line in change(made[name].split(b"\n")[:-1]))

    return do

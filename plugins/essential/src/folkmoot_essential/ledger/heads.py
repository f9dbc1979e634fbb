# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signed heads: what the log held at a time, for observers to keep (docs/recount-bundle.md, Heads)."""

import hashlib
import itertools
from collections.abc import Sequence
from typing import Literal

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.keys import ElectionKeys, signed_by
from folkmoot_essential.ledger.shapes import Hash, Identifier, Number, Shape, Signature, Time

State = Literal["open", "closed", "certified"]
STATES: tuple[State, ...] = ("open", "closed", "certified")
_DOMAIN = b"folkmoot-head/1\n"


class Head(Shape):
    """The state of an election's log. rule, options, vote: hashes fixed at opening. content: in the certified one."""

    election: Identifier
    key: Hash
    number: Number
    size: Number
    root: Hash
    rule: Hash
    options: Hash
    vote: Hash
    at: Time
    state: State
    content: Hash | None = None

    @property
    def fingerprint(self) -> str:
        """What observers keep and compare: the hex SHA-256 of the canonical JSON."""
        return hashlib.sha256(canonical.write(self.as_json())).hexdigest()


class SignedHead(Shape):
    """A head with the signature of the key that it names."""

    head: Head
    signature: Signature

    @property
    def valid(self) -> bool:
        """Whether the signature is of this head by its key."""
        return signed_by(self.head.key, self.signature, _DOMAIN + canonical.write(self.head.as_json()))


def sign(keys: ElectionKeys, head: Head) -> SignedHead:
    """The head, signed. Raises ValueError when it names another key."""
    if head.key != keys.public:
        raise ValueError("The head names another key than the one that signs.")
    return SignedHead(head=head, signature=keys.sign(_DOMAIN + canonical.write(head.as_json())))


def first(keys: ElectionKeys, election: str, rule: str, options: str, vote: str, at: str) -> SignedHead:
    """Head 0, of the empty log, signed at opening. rule, options, vote: hashes of what voters will vote by."""
    root = hashlib.sha256(b"").hexdigest()
    return sign(keys, Head(
        election=election, key=keys.public, number=0, size=0, root=root, rule=rule, options=options, vote=vote, at=at,
        state="open",
    ))  # fmt: skip


def following(
    keys: ElectionKeys, before: Head, size: int, root: str, at: str, state: State = "open", content: str | None = None
) -> SignedHead:
    """The head after another of the same election."""
    changed = {"number": before.number + 1, "size": size, "root": root, "at": at, "state": state, "content": content}
    return sign(keys, Head(**{**before.as_json(), **changed}))


def troubles(heads: Sequence[Head]) -> list[str]:
    """What is wrong with the order of all heads of an election, as sentences; nothing if it is as it must be."""
    if not heads:
        return ["There is no head."]
    found: list[str] = []
    if (heads[0].number, heads[0].size, heads[0].state) != (0, 0, "open"):
        found.append("The first head isn't number 0, of the empty log, signed at opening.")
    for before, after in itertools.pairwise(heads):
        found += _step(before, after)
    found += [f"Head {head.number} has a content before certification." for head in heads[:-1] if head.content]
    if heads[-1].state != "certified" or heads[-1].content is None:
        found.append("The last head doesn't certify a content.")
    return found


def _step(before: Head, after: Head) -> list[str]:
    number, found = after.number, list[str]()
    if number != before.number + 1:
        found.append(f"Head {number} follows head {before.number}: one is missing or in the wrong place.")
    if after.size < before.size or after.at < before.at:
        found.append(f"Head {number} is smaller or earlier than the one before it.")
    if STATES.index(after.state) < STATES.index(before.state) or before.state == "certified":
        found.append(f"Head {number} is {after.state}, after one that is {before.state}.")
    fixed = ("election", "key", "rule", "options", "vote")
    changed = [name for name in fixed if getattr(before, name) != getattr(after, name)]
    if changed:
        found.append(f"Head {number} has another {' and '.join(changed)} than the one before it.")
    return found

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Step 2: signatures, heads, and what they fix; then what somebody expects of them."""

import hashlib

from folkmoot_essential.ledger import heads as ledger_heads
from folkmoot_essential.ledger.bundle import files as names
from folkmoot_essential.ledger.bundle.reading import Published
from folkmoot_essential.ledger.bundle.verdict import Step
from folkmoot_essential.ledger.bundle.writing import SIGNED, content_hash
from folkmoot_essential.ledger.heads import Head
from folkmoot_essential.ledger.keys import signed_by
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.ledger.vote import options_hash


def check(published: Published, here: Step) -> None:
    """The manifest's signature; the heads' signatures, order, roots and hashes; what the last one certifies."""
    manifest = published.manifest
    signature = published.data[names.SIGNATURE].decode("latin-1")
    if len(signature) != 128 or not signed_by(manifest.key, signature, SIGNED + published.data[names.MANIFEST]):
        here.wrong("manifest-signature", "The signature of the manifest is wrong.", names.SIGNATURE)
    if not published.heads:
        raise here.stop("heads", "There is no head.", names.HEADS)
    for trouble in ledger_heads.troubles([one.head for one in published.heads]):
        here.wrong("heads", trouble, names.HEADS)
    for signed in published.heads:
        _signed(signed, published, here)
    _roots(published, here)
    _fixed(published, here)


def anchor(published: Published, expect_head: str, expect_key: str, here: Step) -> Head | None:
    """The head that was expected, if one was."""
    if expect_key and published.manifest.key != expect_key:
        here.wrong("other-key", f"The bundle is signed by the key {published.manifest.key}, not by the expected one.")
    if not expect_head:
        return None
    for signed in published.heads:
        if signed.head.fingerprint == expect_head:
            return signed.head
    here.wrong("other-head", "None of the bundle's heads is the expected one: this isn't the log that was shown then.")
    return None


def _signed(signed: ledger_heads.SignedHead, published: Published, here: Step) -> None:
    head, manifest = signed.head, published.manifest
    if (head.key, head.election) != (manifest.key, manifest.election):
        here.wrong("heads", f"Head {head.number} is of another election or key than the manifest.", names.HEADS)
    if not signed.valid:
        here.wrong("head-signature", f"The signature of head {head.number} is wrong.", names.HEADS)


def _roots(published: Published, here: Step) -> None:
    frontier, lines = Frontier(), published.data[names.LOG].split(b"\n")[:-1]
    for head in sorted((one.head for one in published.heads), key=lambda one: one.size):
        if head.size > len(lines):
            here.wrong("root", f"Head {head.number} is of {head.size} entries; the log has {len(lines)}.", names.LOG)
            return
        while frontier.size < head.size:
            frontier.append(lines[frontier.size])
        if frontier.root().hex() != head.root:
            here.wrong("root", f"The log isn't the one of head {head.number}: entries were altered.", names.LOG)
    if published.heads[-1].head.size != len(lines):
        here.wrong("root", "The log has entries that the last head doesn't know.", names.LOG)


def _fixed(published: Published, here: Step) -> None:
    """What was fixed at opening, and what the last head certifies."""
    head = published.heads[-1].head
    fixed = (
        (names.RULE, head.rule, hashlib.sha256(published.data[names.RULE]).hexdigest()),
        (names.VOTE, head.vote, hashlib.sha256(published.data[names.VOTE]).hexdigest()),
        (names.OPTIONS, head.options, options_hash(published.options)),
    )
    for name, said, found in fixed:
        if said != found:
            here.wrong("fixed", f"{name} isn't what was published at opening: the heads say another hash.", name)
    listed = {name: data for name, data in published.data.items() if name not in names.BESIDE}
    if head.content != content_hash(listed):
        here.wrong("content", "The last head certifies other files than these.", names.HEADS)

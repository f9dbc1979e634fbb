# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""`.lic` files: tokens in armour, between lines of comment (FORMAT, Bundle)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.tokens import MAX_LIST, Typ, typ_of

MAX_BUNDLE = 2 * MAX_LIST
"""A bundle's largest size in bytes: room for the largest list, its line ends, and more licences than anybody has."""

MAX_BLOCKS = 1024
"""How many tokens one bundle may hold."""

_WIDTH = 64
_ARMOUR = re.compile(rb"^[ \t]*+-----(BEGIN|END) FOLKMOOT ([^-\n]*+)-----[ \t]*+$", re.MULTILINE)


class Label(StrEnum):
    """What a block holds, by its armour."""

    ISSUER = "ISSUER"
    LICENCE = "LICENCE"
    REVOCATIONS = "REVOCATIONS"

    @property
    def typ(self) -> Typ:
        """The typ that a token under this label bears."""
        return Typ[self.name]


@dataclass(frozen=True, slots=True)
class Block:
    """One token of a bundle, its signature not yet checked."""

    label: Label
    token: str


def read_bundle(data: bytes | str) -> tuple[Block, ...]:
    """The blocks of a `.lic` file, in its order.

    Raises Refused: `size` before anything else; `type` for a token that isn't what its label says; `encoding` for
    armour that isn't whole, and for text without any block, such as a bare token. Tokens are checked by `assess`.
    """
    text = _bytes(data).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    blocks: list[Block] = []
    label: Label | None = None
    start = 0
    for armour in _ARMOUR.finditer(text):
        named = _label(armour[2])
        if (armour[1] == b"BEGIN") != (label is None) or (label or named) is not named:
            raise Refused(Code.ENCODING, "A block's first and last lines don't belong together.")
        if label is not None:
            blocks.append(_block(label, text[start : armour.start()]))
        if len(blocks) > MAX_BLOCKS:
            raise Refused(Code.SIZE, "The bundle has too many blocks.")
        label, start = named if label is None else None, armour.end()
    if label is not None or not blocks:
        raise Refused(Code.ENCODING, "There is no whole block between BEGIN and END lines in this text.")
    return tuple(blocks)


def write_bundle(blocks: Iterable[Block], comment: str = "") -> str:
    """The text of a `.lic` file. Raises Refused (encoding) if `comment` would be taken for armour."""
    parts = [comment.rstrip("\n") + "\n"] if comment else []
    if _ARMOUR.search(comment.replace("\r", "\n").encode()):
        raise Refused(Code.ENCODING, "The comment looks like the beginning or the end of a block.")
    for block in blocks:
        wrapped = "\n".join(block.token[start : start + _WIDTH] for start in range(0, len(block.token), _WIDTH))
        parts.append(f"-----BEGIN FOLKMOOT {block.label}-----\n{wrapped}\n-----END FOLKMOOT {block.label}-----\n")
    return "".join(parts)


def _bytes(data: bytes | str) -> bytes:
    if not isinstance(data, bytes | str):
        raise Refused(Code.TYPE, "A bundle is text.")
    if len(data) > MAX_BUNDLE:
        raise Refused(Code.SIZE, "The bundle is too large.")
    return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data


def _label(name: bytes) -> Label:
    try:
        return Label(name.decode("ascii"))
    except ValueError:
        raise Refused(Code.ENCODING, "A block bears a label that the format doesn't know.") from None


def _block(label: Label, lines: bytes) -> Block:
    """The token of these lines: only line ends and outer white space go, so that white space inside is refused."""
    token = b"".join(map(bytes.strip, lines.split(b"\n")))
    if not token or token.count(b".") > 2:
        raise Refused(Code.ENCODING, "A block holds one token.")
    text = token.decode("utf-8", "replace")
    typ = typ_of(text)
    if typ is not None and typ is not label.typ:
        raise Refused(Code.TYPE, "A block's label doesn't say what its token is.")
    return Block(label, text)

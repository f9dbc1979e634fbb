# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Merkle trees of RFC 9162 (Certificate Transparency 2.0, section 2.1) with SHA-256.

`Frontier` gives the root of a log that only grows, and remembers no more of it than one hash for each bit of its size;
`Tree` keeps all hashes and gives proofs. A proof is checked by `included` and `consistent`, without the log.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf's data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees together."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Frontier:
    """A growing log: its size, and the roots of the whole subtrees that it is made of, the largest first."""

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def append(self, data: bytes) -> None:
        """One leaf more."""
        self.roots.append(leaf_hash(data))
        self.size += 1
        whole = self.size
        while whole % 2 == 0:
            right = self.roots.pop()
            self.roots[-1] = node_hash(self.roots[-1], right)
            whole //= 2

    def root(self) -> bytes:
        """The root of the log as it is now."""
        if not self.roots:
            return EMPTY
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_hash(left, root)
        return root

    def as_json(self) -> dict[str, object]:
        """To be kept, and given to `of_json` later."""
        return {"size": self.size, "roots": [root.hex() for root in self.roots]}

    @classmethod
    def of_json(cls, value: object) -> "Frontier":
        """What `as_json` gave. Raises ValueError for anything else."""
        if not isinstance(value, dict) or set(value) != {"size", "roots"}:
            raise ValueError("This isn't the kept state of a log.")
        size, roots = value["size"], value["roots"]
        if type(size) is not int or size < 0 or type(roots) is not list or len(roots) != size.bit_count():
            raise ValueError("The kept state of the log has as many roots as its size has bits.")
        found = [bytes.fromhex(root) for root in roots]
        if any(len(root) != 32 for root in found):
            raise ValueError("A root in the kept state of the log isn't 32 bytes.")
        return cls(size, found)


class Tree:
    """All hashes of a log, level by level: levels[0] the leaves, above them the nodes over two whole subtrees."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels: list[list[bytes]] = [[leaf_hash(data) for data in leaves]]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            pairs = zip(below[0::2], below[1::2], strict=False)
            self._levels.append([node_hash(left, right) for left, right in pairs])

    def __len__(self) -> int:
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves; of all, if not said."""
        size = self._within(size)
        return self._subtree(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof that leaf `index` is among the first `size` (2.1.3.1). Raises ValueError if it isn't."""
        size = self._within(size)
        if not 0 <= index < size:
            raise ValueError(f"Leaf {index} isn't among the first {size}.")
        proof: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._subtree(middle, end))
                end = middle
            else:
                proof.append(self._subtree(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, first: int, second: int | None = None) -> list[bytes]:
        """The proof that the log of `first` leaves (1 or more) is the beginning of that of `second` (2.1.4.1)."""
        second = self._within(second)
        if not 1 <= first <= second:
            raise ValueError(f"A log of {first} leaves isn't a beginning of one of {second}.")
        proof: list[bytes] = []
        start, end, whole = 0, second, True
        while first != end:
            middle = start + _split(end - start)
            if first <= middle:
                proof.append(self._subtree(middle, end))
                end = middle
            else:
                proof.append(self._subtree(start, middle))
                start, whole = middle, False
        return ([] if whole else [self._subtree(start, end)]) + proof[::-1]

    def _within(self, size: int | None) -> int:
        size = len(self) if size is None else size
        if not 0 <= size <= len(self):
            raise ValueError(f"The log has {len(self)} leaves, not {size}.")
        return size

    def _subtree(self, start: int, end: int) -> bytes:
        """The root over leaves start to end, where start is where the RFC's splits can put it."""
        width = end - start
        if width & (width - 1) == 0:
            return self._levels[width.bit_length() - 1][start // width]
        middle = start + _split(width)
        return node_hash(self._subtree(start, middle), self._subtree(middle, end))


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the data of all leaves (2.1.1)."""
    frontier = Frontier()
    for data in leaves:
        frontier.append(data)
    return frontier.root()


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the proof shows that the leaf's data is number `index` in the log of that size and root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf_hash(leaf)
    for step in proof:
        if last == 0:
            return False
        if here % 2 or here == last:
            found = node_hash(step, found)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            found = node_hash(found, step)
        here, last = here // 2, last // 2
    return last == 0 and found == expected


def consistent(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the log of the first root is the beginning of that of the second (2.1.4.2).

    Of the empty log, which begins every other, there is nothing to prove: the proof must be empty.
    """
    if first == 0:
        return not proof and first_root == EMPTY
    if first == second:
        return not proof and first_root == second_root
    if first > second or not proof:
        return False
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    here, last = first - 1, second - 1
    while here % 2:
        here, last = here // 2, last // 2
    return _climb(path, here, last) == (first_root, second_root)


def _climb(path: list[bytes], here: int, last: int) -> tuple[bytes, bytes] | None:
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if here % 2 or here == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            new = node_hash(new, step)
        here, last = here // 2, last // 2
    return (old, new) if last == 0 else None


def _split(width: int) -> int:
    """The largest power of two smaller than the width."""
    return 1 << ((width - 1).bit_length() - 1)

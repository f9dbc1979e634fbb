# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Trees of RFC 9162: the vectors of Certificate Transparency, and every proof of small logs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.ledger import tree

# The leaves and roots with which implementations of Certificate Transparency are tested (google/
# certificate-transparency).
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
SIX_TO_EIGHT = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]


def test_published_roots() -> None:
    frontier, whole = tree.Frontier(), tree.Tree(LEAVES)
    assert frontier.root().hex() == ROOTS[0]
    for size, leaf in enumerate(LEAVES, start=1):
        frontier.append(leaf)
        assert frontier.root().hex() == tree.root(LEAVES[:size]).hex() == whole.root(size).hex() == ROOTS[size]


def test_published_proofs() -> None:
    whole = tree.Tree(LEAVES)
    assert [step.hex() for step in whole.inclusion(0)] == FIRST_OF_EIGHT
    assert [step.hex() for step in whole.consistency(6)] == SIX_TO_EIGHT
    assert [step.hex() for step in whole.consistency(1)] == FIRST_OF_EIGHT


@pytest.mark.parametrize("size", range(1, 20))
def test_every_proof_of_a_small_log_holds_for_itself_alone(size: int) -> None:
    leaves = [bytes([number]) for number in range(20)]
    whole = tree.Tree(leaves)
    root = whole.root(size)
    for index in range(size):
        proof = whole.inclusion(index, size)
        assert tree.included(leaves[index], index, size, proof, root)
        assert not tree.included(b"other", index, size, proof, root)
        assert not any(
            tree.included(leaves[index], other, size, proof, root) for other in range(size) if other != index
        )
        assert not tree.included(leaves[index], index, size, [*proof, root], root)
        assert not proof or not tree.included(leaves[index], index, size, proof[:-1], root)
    for first in range(1, size + 1):
        proof = whole.consistency(first, size)
        assert tree.consistent(first, whole.root(first), size, root, proof)
        assert not tree.consistent(first, whole.root(20), size, root, proof)
        assert not tree.consistent(first, whole.root(first), size, whole.root(20), proof)
        assert not tree.consistent(first, whole.root(first), size, root, [*proof, root])


@given(st.lists(st.binary(max_size=4), max_size=70), st.data())
def test_a_kept_frontier_goes_on_where_it_was(leaves: list[bytes], data: st.DataObject) -> None:
    here = data.draw(st.integers(0, len(leaves)))
    frontier = tree.Frontier()
    for leaf in leaves[:here]:
        frontier.append(leaf)
    kept = tree.Frontier.of_json(json.loads(json.dumps(frontier.as_json())))
    for leaf in leaves[here:]:
        kept.append(leaf)
    assert kept.root() == tree.Tree(leaves).root()
    assert len(kept.roots) <= len(leaves).bit_length()


@pytest.mark.parametrize(
    "value", [None, {}, {"size": 2, "roots": []}, {"size": -1, "roots": []}, {"size": 1, "roots": ["ab"]},
              {"size": True, "roots": ["00" * 32]}, {"size": 1, "roots": ["zz" * 32]}],
)  # fmt: skip
def test_a_broken_state_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        tree.Frontier.of_json(value)


def test_what_there_is_no_proof_of() -> None:
    whole = tree.Tree(LEAVES)
    with pytest.raises(ValueError, match="isn't among"):
        whole.inclusion(8)
    with pytest.raises(ValueError, match="isn't a beginning"):
        whole.consistency(0)
    with pytest.raises(ValueError, match="has 8 leaves"):
        whole.root(9)
    assert tree.consistent(0, tree.EMPTY, 8, whole.root(), [])
    assert not tree.consistent(0, whole.root(), 8, whole.root(), [])
    assert not tree.consistent(8, whole.root(), 6, whole.root(6), [])

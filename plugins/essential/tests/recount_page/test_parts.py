# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The parts that a verification stands on: hashes, signatures, the tree, canonical JSON, the lot."""

import hashlib
import hmac
import json
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page as Tab

from folkmoot_essential.counting.ties import lot
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.tree import Frontier

pytestmark = pytest.mark.browser
RFC_8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ("ec172b93ad5e563f4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",  # a key that is one digit short
     "", "00" * 64),
)  # fmt: skip
"""Key, message and signature of RFC 8032, 7.1, tests 1 to 3; and one that can't be."""
HASHES = """texts => texts.map(hex => {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
  const { hexOf } = folkmoot["text.js"];
  const { hmac, sha256 } = folkmoot["sha256.js"];
  return [sha256(bytes), folkmoot["sha512.js"].sha512(bytes), hmac(bytes, bytes)].map(hexOf);
})"""
SIGNATURES = """async signatures => {
  const bytes = hex => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
  const answers = [];
  for (const all of signatures) {
    const [key, message, signature] = all.map(bytes);
    answers.push([folkmoot["curve.js"].signedOnCurve(key, signature, message),
                  await folkmoot["ed25519.js"].signed(key, signature, message)]);
  }
  return answers;
}"""
PARSED = """texts => texts.map(text => {
  try { return folkmoot["canonical.js"].canonical(folkmoot["canonical.js"].parsed(text)); }
  catch (error) { return error instanceof folkmoot["canonical.js"].NotCanonical ? null : String(error); }
})"""
ROOTS = """sizes => {
  const tree = new (folkmoot["tree.js"].Tree)();
  return sizes.map(size => {
    while (tree.size < size) tree.append(new TextEncoder().encode(`leaf ${tree.size}`));
    return folkmoot["text.js"].hexOf(tree.root());
  });
}"""
RFC_6962_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
RFC_6962_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The roots that Certificate Transparency's own tests have for these leaves."""


def test_hashes_are_those_of_the_standards(modules: Tab) -> None:
    chance = Random(1)
    messages = [chance.randbytes(length) for length in (*range(140), 1_000, 65_537)]
    expected = [
        [hashlib.sha256(one).hexdigest(), hashlib.sha512(one).hexdigest(), hmac.digest(one, one, "sha256").hex()]
        for one in messages
    ]
    assert modules.evaluate(HASHES, [one.hex() for one in messages]) == expected


def test_signatures_of_the_standard_are_good_by_the_browser_and_by_hand(modules: Tab) -> None:
    assert modules.evaluate(SIGNATURES, RFC_8032) == [[True, True]] * 3 + [[False, False]]


def test_signatures_that_were_touched_are_bad(modules: Tab) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public, message = key.public_key().public_bytes_raw(), b"folkmoot"
    signature = key.sign(message)
    too_large = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    touched = [
        (public, message, signature), (public, message + b"!", signature),
        (public, message, bytes([signature[0] ^ 1]) + signature[1:]), (public, message, signature[:-1] + b"\0"),
        (public, message, signature[:32] + too_large.to_bytes(32, "little")), (public, message, signature[:63]),
        (bytes(31) + b"\x80", message, signature), (b"\xff" * 32, message, signature), (b"", message, signature),
    ]  # fmt: skip
    found = modules.evaluate(SIGNATURES, [[part.hex() for part in one] for one in touched])
    assert found == [[True, True]] + [[False, False]] * (len(touched) - 1)


def test_random_signatures_are_judged_alike_by_the_browser_and_by_hand(modules: Tab) -> None:
    chance = Random(2)
    asked, expected = [], []
    for number in range(12):
        key, message = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), chance.randbytes(number * 11)
        signature = bytearray(key.sign(message))
        signature[chance.randrange(64)] ^= number % 2
        asked.append([key.public_key().public_bytes_raw().hex(), message.hex(), bytes(signature).hex()])
        expected.append([number % 2 == 0] * 2)
    assert modules.evaluate(SIGNATURES, asked) == expected


def test_the_tree_is_that_of_the_standard(modules: Tab) -> None:
    script = """leaves => {
      const tree = new (folkmoot["tree.js"].Tree)();
      const roots = [folkmoot["text.js"].hexOf(tree.root())];
      for (const leaf of leaves) {
        tree.append(Uint8Array.from(leaf.match(/../g) ?? [], pair => parseInt(pair, 16)));
        roots.push(folkmoot["text.js"].hexOf(tree.root()));
      }
      return roots;
    }"""
    roots = modules.evaluate(script, RFC_6962_LEAVES)
    assert {size: roots[size] for size in RFC_6962_ROOTS} == RFC_6962_ROOTS
    frontier, expected = Frontier(), []
    for number in range(200):
        expected.append(frontier.root().hex())
        frontier.append(f"leaf {number}".encode())
    assert modules.evaluate(ROOTS, list(range(200))) == expected


@pytest.mark.parametrize(
    "text",
    ["{}", '{"":[],"a":{"b":1}}', "[true,false,0,-1,9007199254740991]",
     '"\\b\\f\\n\\r\\t\\u0001\\u001f\\"\\\\/\x7f\u2028"',
     '{"B":1,"a":2,"\ue000":3,"\U0001d538":4}', '{"1":1,"10":2,"2":3}', '{"__proto__":1,"constructor":2}', '"é"'],
)  # fmt: skip
def test_canonical_texts_come_back_as_they_are(modules: Tab, text: str) -> None:
    assert canonical.write(canonical.read(text.encode())) == text.encode()
    assert modules.evaluate(PARSED, [text]) == [text]


@pytest.mark.parametrize(
    "text",
    ["", " {}", "{} ", '{"a":1,"a":1}', '{"b":1,"a":2}', '{"\U0001d538":4,"\ue000":3}', "1.0", "1e3",
     "-0", "null", '{"a":null}', "9007199254740992", "[1, 2]", '"\\u0041"', '"\\/"', '"\\ud800"', '"\\u001F"',
     "[" * 20 + "]" * 20, "[" * 99_999, "NaN", "01", '{"a":1,}', "\ufeff{}"],
)  # fmt: skip
def test_anything_else_is_not_canonical(modules: Tab, text: str) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.read(text.encode())
    assert modules.evaluate(PARSED, [text]) == [None]


def test_the_lot_is_the_one_that_is_documented(modules: Tab) -> None:
    asked = [(seed, name) for seed in ("", "12-34", "é\n") for name in ("a", "𝔸", "opt-1")]
    found: Any = modules.evaluate("pairs => pairs.map(([seed, id]) => folkmoot['ties.js'].lot(seed, id))", asked)
    assert found == [lot(seed, name) for seed, name in asked]
    assert found[0] == hashlib.sha256(b"folkmoot-lot/1\n\na").hexdigest()


def test_every_parameter_of_every_rule_is_known(modules: Tab) -> None:
    """What the engine offers, the page counts; a rule that it doesn't know fails here before it fails a citizen."""
    from folkmoot_essential.counting.rules import METHODS

    offered = {
        method.name: {
            "version": method.version, "kinds": sorted(method.kinds),
            "parameters": {one.name: sorted(one.choices) or one.least for one in method.parameters},
        }
        for method in METHODS.values()
    }  # fmt: skip
    script = """() => {
      const sorted = one => Array.isArray(one) ? [...one].sort() : one;
      const known = ({ version, kinds, parameters }) => ({
        version, kinds: sorted(kinds),
        parameters: Object.fromEntries(Object.entries(parameters).map(([key, one]) => [key, sorted(one)])),
      });
      return Object.fromEntries([...folkmoot["count.js"].RULES].map(([name, rule]) => [name, known(rule)]));
    }"""
    assert modules.evaluate(script) == json.loads(json.dumps(offered))


@pytest.mark.parametrize(
    "change",
    [{"name": "schulze"}, {"version": 2}, {"parameters": {}}, {"parameters": {"ties": "id", "seats": "1"}},
     {"parameters": {"ties": "likes"}}, {"name": "constructor"},
     {"name": "approval", "parameters": {"ties": "id", "seats": "0"}},
     {"name": "approval", "parameters": {"ties": "id", "seats": "1.0"}}],
)  # fmt: skip
def test_what_a_rule_does_not_know_is_refused_not_guessed(modules: Tab, change: dict[str, object]) -> None:
    said = {"name": "irv", "version": 1, "parameters": {"ties": "id"}}
    script = """rule => {
      try { folkmoot["count.js"].checkRule(rule); return "known"; } catch (error) { return error.constructor.name; }
    }"""
    assert modules.evaluate(script, said) == "known"
    assert modules.evaluate(script, said | change) == "UnknownRule"

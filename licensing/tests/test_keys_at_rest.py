# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Private keys in files: only the passphrase opens them, and nothing in them can be changed."""

import base64
import sys

import pytest

from folkmoot_licensing.issuing.minting import Key
from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.issuing.signing import Program
from folkmoot_licensing.issuing.wrapping import Cost, public_of, unwrap, wrap

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = b"six random words make one"


@pytest.fixture(scope="module")
def key() -> Key:
    return Key.make()


@pytest.fixture(scope="module")
def wrapped(key: Key) -> str:
    return wrap(key, PASSPHRASE, CHEAP)


def test_the_passphrase_opens_it(key: Key, wrapped: str) -> None:
    assert unwrap(wrapped, PASSPHRASE).seed == key.seed
    assert unwrap(wrapped.replace("\n", "\r\n"), PASSPHRASE).seed == key.seed
    assert public_of(wrapped) == key.public


def test_a_guess_costs_what_it_should(key: Key) -> None:
    text = wrap(key, PASSPHRASE)
    data = base64.b64decode("".join(text.splitlines()[1:-1]))
    assert data[:13] == bytes([1]) + b"".join(number.to_bytes(4, "big") for number in (262_144, 3, 4))
    assert public_of(text) == key.public


@pytest.mark.parametrize("wrong", [b"", b"six random words make two", PASSPHRASE + b"\n"])
def test_no_other_passphrase_does(wrapped: str, wrong: bytes) -> None:
    with pytest.raises(Problem, match="passphrase is wrong"):
        unwrap(wrapped, wrong)


def test_no_byte_can_be_changed(wrapped: str) -> None:
    lines = wrapped.splitlines()
    data = base64.b64decode("".join(lines[1:-1]))
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
        text = "\n".join([lines[0], base64.b64encode(changed).decode(), lines[-1]])
        with pytest.raises(Problem):
            unwrap(text, PASSPHRASE)


@pytest.mark.parametrize("cost", [(2**31, 3, 4), (2**20, 2**20, 4), (2**20, 3, 2**20), (0, 0, 0)])
def test_a_file_cannot_ask_for_all_of_the_computer(wrapped: str, cost: tuple[int, int, int]) -> None:
    lines = wrapped.splitlines()
    data = base64.b64decode("".join(lines[1:-1]))
    greedy = data[:1] + b"".join(number.to_bytes(4, "big") for number in cost) + data[13:]
    with pytest.raises(Problem, match="more memory or time"):
        unwrap("\n".join([lines[0], base64.b64encode(greedy).decode(), lines[-1]]), PASSPHRASE)


@pytest.mark.parametrize("text", [
    "", "x", "-----BEGIN FOLKMOOT WRAPPED KEY-----\nAAAA\n-----END FOLKMOOT WRAPPED KEY-----",
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_other_files_are_no_keys(text: str) -> None:
    with pytest.raises(Problem, match="isn't a wrapped key"):
        unwrap(text, PASSPHRASE)


def test_a_key_does_not_show_itself(key: Key) -> None:
    assert repr(key) == f"Key({key.kid})"


def test_a_program_may_sign(key: Key) -> None:
    code = ("import sys; from folkmoot_licensing.issuing.signing import Key; "
            f"sys.stdout.buffer.write(Key.from_seed(bytes.fromhex('{key.seed.hex()}')).sign(sys.stdin.buffer.read()))")
    assert Program(key.public, (sys.executable, "-c", code)).sign(b"message") == key.sign(b"message")
    with pytest.raises(Problem):
        Program(Key.make().public, (sys.executable, "-c", code)).sign(b"message")
    with pytest.raises(Problem):
        Program(key.public, (sys.executable, "-c", "raise SystemExit(1)")).sign(b"message")

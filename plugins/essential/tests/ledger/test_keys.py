# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Keys of an election, and the folder that keeps them."""

import multiprocessing
import os
import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.ledger.key_folder import KeyExists, KeyFolder, KeyMissing, KeyUnsafe
from folkmoot_essential.ledger.keys import BLOCK, CannotOpen, ElectionKeys, signed_by

TENANT = UUID("6f1b7a55-0d2e-4a44-9f63-2f2f9d9e0001")
KEYS = ElectionKeys(bytes(range(32)))


def test_everything_is_derived_from_the_one_secret() -> None:
    again = ElectionKeys(bytes(range(32)))
    assert (again.public, again.pseudonym("t"), again.token("code", "abc"), again.secret_of(b"n" * 16)) == (
        KEYS.public, KEYS.pseudonym("t"), KEYS.token("code", "abc"), KEYS.secret_of(b"n" * 16),
    )  # fmt: skip
    other = ElectionKeys.new()
    assert other.public != KEYS.public
    assert other.pseudonym("t") != KEYS.pseudonym("t")
    assert repr(KEYS) == f"ElectionKeys({KEYS.public})"


def test_each_key_is_for_one_thing() -> None:
    given = {KEYS.pseudonym("t"), KEYS.token("", "t"), KEYS.token("t", ""), KEYS.secret_of(b"t" * 16).hex()}
    assert len(given) == 4
    assert KEYS.token("ab", "c") != KEYS.token("a", "bc")


def test_the_derivation_stays_as_it_is() -> None:
    """Sealed ballots and pseudonyms outlive a release: these are those of the first one."""
    assert KEYS.public == "da1116b9379d0771c80cc4321d3516b4eb6bb081614479d8f73312da2b6af6de"
    assert KEYS.pseudonym("token") == "64e1cffde6126982232da8b72cde62a7028ae588554a77823c7fd78ba2a9e062"
    assert KEYS.secret_of(bytes(16)).hex() == "94958db31a610cd4aeb03e4705a8a75b22468bac914f12c62b4644b869b97915"


@given(st.binary(max_size=700), st.binary(max_size=20))
def test_what_is_sealed_opens_in_its_place_alone(text: bytes, place: bytes) -> None:
    sealed = KEYS.seal(text, place)
    assert KEYS.open(sealed, place) == text
    assert (len(sealed) - 12 - 16) % BLOCK == 0
    assert KEYS.seal(text, place) != sealed
    for wrong in (lambda: KEYS.open(sealed, place + b"x"), lambda: KEYS.open_draft(sealed, place),
                  lambda: ElectionKeys.new().open(sealed, place), lambda: KEYS.open(sealed[:-1], place),
                  lambda: KEYS.open(b"", place)):  # fmt: skip
        with pytest.raises(CannotOpen):
            wrong()
    assert KEYS.open_draft(KEYS.seal_draft(text, place), place) == text


def test_ballots_of_other_length_look_alike() -> None:
    assert len(KEYS.seal(b"a" * 10, b"")) == len(KEYS.seal(b"a" * 200, b""))
    wider = ElectionKeys(KEYS.secret, block=1024)
    assert len(wider.seal(b"a" * 10, b"")) == len(wider.seal(b"a" * 1023, b"")) == 12 + 1024 + 16
    assert KEYS.open(wider.seal(b"a" * 300, b""), b"") == b"a" * 300


def test_signatures() -> None:
    signature = KEYS.sign(b"message")
    assert signed_by(KEYS.public, signature, b"message")
    assert not signed_by(KEYS.public, signature, b"other")
    assert not signed_by(ElectionKeys.new().public, signature, b"message")
    assert not signed_by("zz", signature, b"message")
    assert not signed_by(KEYS.public, "", b"message")


def test_wrong_lengths_are_mistakes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        ElectionKeys(b"short")
    with pytest.raises(ValueError, match="16 bytes"):
        KEYS.secret_of(b"short")


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "keys")


def test_a_key_is_kept_and_given_back(folder: KeyFolder) -> None:
    keys = folder.create(TENANT, "budget-2026")
    path = folder.path / str(TENANT) / "budget-2026.key"
    assert folder.read(TENANT, "budget-2026").secret == keys.secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder.path, path.parent)} == {0o700}
    assert [one.name for one in path.parent.iterdir()] == ["budget-2026.key"]
    with pytest.raises(KeyExists, match="already"):
        folder.create(TENANT, "budget-2026")
    assert folder.read(TENANT, "budget-2026").secret == keys.secret
    assert [one.name for one in path.parent.iterdir()] == ["budget-2026.key"]


def test_a_destroyed_key_is_gone_and_its_bytes_too(folder: KeyFolder) -> None:
    keys = folder.create(TENANT, "a")
    path = folder.path / str(TENANT) / "a.key"
    left_over = path.with_name(".a.key.0011223344556677.new")
    left_over.write_bytes(b"half a key")
    folder.create(TENANT, "b")
    with path.open("rb") as watching:
        folder.destroy(TENANT, "a")
        assert keys.secret.hex().encode() not in watching.read()
    assert [one.name for one in path.parent.iterdir()] == ["b.key"]
    folder.destroy(TENANT, "a")
    with pytest.raises(KeyMissing, match="mounted"):
        KeyFolder(folder.path / "never").destroy(TENANT, "a")
    with pytest.raises(KeyMissing, match=r"There is no key at .*a\.key"):
        folder.read(TENANT, "a")


def test_a_key_of_which_a_part_was_overwritten_is_none(folder: KeyFolder) -> None:
    folder.create(TENANT, "a")
    path = folder.path / str(TENANT) / "a.key"
    line = bytearray(path.read_bytes())
    line[20] ^= 1
    path.write_bytes(line)
    with pytest.raises(KeyMissing, match="destroyed or damaged"):
        folder.read(TENANT, "a")
    path.write_bytes(b"")
    with pytest.raises(KeyMissing):
        folder.read(TENANT, "a")


def test_loose_rights_and_links_are_refused(folder: KeyFolder, tmp_path: Path) -> None:
    folder.create(TENANT, "a")
    path = folder.path / str(TENANT) / "a.key"
    for one in (path, path.parent, folder.path):
        before = stat.S_IMODE(one.stat().st_mode)
        one.chmod(before | 0o040)
        with pytest.raises(KeyUnsafe, match="rights"):
            folder.read(TENANT, "a")
        one.chmod(before)
    path.rename(tmp_path / "elsewhere.key")
    path.symlink_to(tmp_path / "elsewhere.key")
    with pytest.raises(KeyUnsafe, match="symbolic link"):
        folder.read(TENANT, "a")
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(KeyUnsafe, match="plain"):
        folder.read(TENANT, "a")
    path.unlink()
    path.parent.rename(tmp_path / "other")
    path.parent.symlink_to(tmp_path / "other")
    with pytest.raises(KeyUnsafe, match="symbolic link"):
        folder.create(TENANT, "b")


@pytest.mark.parametrize("name", ["", "../a", "a/b", "A", ".a", "a" * 65, "a\n"])
def test_names_lead_nowhere(folder: KeyFolder, name: str) -> None:
    for act in (folder.create, folder.read, folder.destroy):
        with pytest.raises(ValueError, match="a-z"):
            act(TENANT, name)


def _create(path: str) -> str:
    try:
        return KeyFolder(Path(path)).create(TENANT, "raced").public
    except KeyExists:
        return KeyFolder(Path(path)).read(TENANT, "raced").public


def test_of_several_processes_one_makes_the_key(folder: KeyFolder) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        found = set(pool.map(_create, [str(folder.path)] * 16))
    assert found == {folder.read(TENANT, "raced").public}

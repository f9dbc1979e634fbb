# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Zips that strangers make."""

import io
import stat
import struct
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import write

from .votes import a_town

TOWN = a_town(voters=12)
BUNDLE = write(TOWN.content("L2"), TOWN.keys)


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], **more: object) -> bytes:
    """A zip as Python makes it, with any names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **more) as made, warnings.catch_warnings():  # type: ignore[call-overload]
        warnings.simplefilter("ignore")
        for name, data in entries:
            made.writestr(name, data)
    return buffer.getvalue()


def test_what_is_packed_is_unpacked() -> None:
    files = {"b.json": b"{}", "a.txt": b"", "c": bytes(range(256)) * 1000}
    assert archive.unpack(archive.pack(files)) == files
    assert list(archive.unpack(archive.pack(files))) == list(files)
    assert archive.unpack(zipped(("a", b"x" * 1000), compression=zipfile.ZIP_STORED)) == {"a": b"x" * 1000}


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted() -> bytes:
    data = bytearray(zipped(("a", b"x")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two names of the list that lead to one and the same data."""
    data = zipped(("a", b"x" * 50), ("b", b"x" * 50))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    return data[: second + 42] + struct.pack("<L", 0) + data[second + 46 :]


def lying_about_its_size() -> bytes:
    """The list says that ten bytes unpack to two gigabytes."""
    data = bytearray(zipped(("a", b"x" * 10)))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<L", 2 * 1024**3)
    return bytes(data)


def lying_the_other_way() -> bytes:
    """The list says that what unpacks to ten megabytes is ten bytes."""
    data = bytearray(zipped(("a", b"\x00" * 10_000_000), compression=zipfile.ZIP_DEFLATED))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark) + offset
        data[place : place + 4] = struct.pack("<L", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "whole zip"),
        (b"PK", "whole zip"),
        (b"<html>" * 100, "whole zip"),
        (zipped(("../a", b"")), "elsewhere"),
        (zipped(("/a", b"")), "elsewhere"),
        (zipped(("a/b", b"")), "elsewhere"),
        (zipped(("a\\b", b"")), "elsewhere"),
        (zipped(("..", b"")), "elsewhere"),
        (zipped(("é", b"")), "elsewhere"),
        (zipped(("aXb", b"")).replace(b"aXb", b"a\x00b"), "elsewhere"),
        (zipped(("dir/", b"")), "elsewhere"),
        (zipped(("a", b"1"), ("a", b"2")), "twice"),
        (zipped((link("a"), b"/etc/passwd")), "plain file"),
        (zipped(("a", b"x"), compression=zipfile.ZIP_BZIP2), "unusual"),
        (zipped(("a", b"x"), compression=zipfile.ZIP_LZMA), "unusual"),
        (encrypted(), "encrypted"),
        (overlapping(), "overlap"),
        (lying_about_its_size(), "too much"),
        (lying_the_other_way(), "whole zip"),
        (zipped(*((str(number), b"") for number in range(1_001))), "too much"),
        (b"#!/bin/sh\n" + zipped(("a", b"")), "before the first"),
        (zipped(("a", b"")) + b"x", "zip"),
        (zipped(("a", b"x" * 100))[:-40], "whole zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "zip",
)
def test_traps(data: bytes, said: str) -> None:
    with pytest.raises(archive.BadArchive, match=said):
        archive.unpack(data)
    assert verify(data).exit is Exit.BROKEN


def test_a_comment_is_refused() -> None:
    data = bytearray(zipped(("a", b"")))
    data[-2:] = struct.pack("<H", 4)
    with pytest.raises(archive.BadArchive):
        archive.unpack(bytes(data) + b"PK!!")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNZIPPED", 8_000_000)
    part = b"\x00" * 1_000_000
    bomb = zipped(*((f"a{number}", part) for number in range(9)), compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    with pytest.raises(archive.BadArchive, match="too much"):
        archive.unpack(bomb)


@given(st.integers(0, len(BUNDLE) - 1), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_any_byte_altered_is_found_or_changes_nothing(place: int, bits: int) -> None:
    altered = BUNDLE[:place] + bytes([BUNDLE[place] ^ bits]) + BUNDLE[place + 1 :]
    verdict = verify(altered)
    if verdict.exit is not Exit.BROKEN:  # a time or a right of the zip's own list, which nobody reads
        assert verdict.exit is Exit.NOT_ANCHORED
        assert archive.unpack(altered) == archive.unpack(BUNDLE)


@given(st.integers(0, len(BUNDLE) - 1))
@settings(max_examples=50, deadline=None)
def test_any_cut_is_found(length: int) -> None:
    assert verify(BUNDLE[:length]).exit is Exit.BROKEN
    assert verify(BUNDLE[length + 1 :]).exit is Exit.BROKEN


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    assert verify(data).exit is Exit.BROKEN

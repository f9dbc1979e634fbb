# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page's own reader of zips, on good ones and on those that a stranger has made."""

import io
import stat
import struct
import zipfile
from base64 import b64encode
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser
READ = """async zip => {
  const bytes = Uint8Array.from(atob(zip), one => one.charCodeAt(0));
  try {
    const files = await folkmoot["zip.js"].unzip(bytes);
    return Object.fromEntries([...files].map(([name, content]) => [name, folkmoot["text.js"].hexOf(content)]));
  } catch (error) {
    return error.code ?? String(error.stack);
  }
}"""
FILES = {"a.json": b"{}", "b.txt": b"again and again " * 500, "empty": b"", "random": Random(1).randbytes(70_000)}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, **attributes: int) -> bytes:
    """A zip as Python makes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            for key, number in attributes.items():
                setattr(entry, key, number)
            archive.writestr(entry, data)
    return buffer.getvalue()


def read(modules: Tab, data: bytes) -> Any:
    """The files in hex by name, or why it isn't read."""
    return modules.evaluate(READ, b64encode(data).decode())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_read_whole(modules: Tab, method: int) -> None:
    assert read(modules, packed(FILES, method)) == {name: data.hex() for name, data in FILES.items()}


def test_what_is_packed_otherwise_is_not_read(modules: Tab) -> None:
    assert read(modules, packed(FILES, zipfile.ZIP_LZMA)) == "zip-odd"
    encrypted = bytearray(packed({"a": b"b"}))
    for place in (6, encrypted.index(b"PK\x01\x02") + 8):
        encrypted[place] |= 1
    assert read(modules, bytes(encrypted)) == "zip-odd"
    assert read(modules, packed({"link": b"/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16)) == "zip-odd"
    assert read(modules, packed({"folder": b""}, external_attr=(stat.S_IFDIR | 0o755) << 16)) == "zip-odd"


def test_a_name_that_comes_twice_is_not_read(modules: Tab) -> None:
    twice = packed({"one": b"1", "two": b"2"}).replace(b"two", b"one")
    assert read(modules, twice) == "zip-twice"


def test_nothing_lies_before_between_or_after(modules: Tab) -> None:
    good = packed({"a": b"b", "c": b"d"})
    assert read(modules, b"before" + good) in ("zip-broken", "no-zip")
    assert read(modules, good + b"after") == "no-zip"
    assert read(modules, good[:-2] + b"\x03\x00abc") == "no-zip"
    hidden = bytearray(good)
    directory = good.index(b"PK\x01\x02")
    second = good.index(b"PK\x01\x02", directory + 4)
    struct.pack_into("<H", hidden, len(good) - 14, 1)
    struct.pack_into("<H", hidden, len(good) - 12, 1)
    assert read(modules, bytes(hidden)) == "zip-broken"
    struct.pack_into("<L", hidden, len(good) - 10, second - directory)
    assert read(modules, bytes(hidden)) == "zip-broken"


def test_two_readers_can_not_see_two_contents(modules: Tab) -> None:
    """Local headers that say something else than the directory; entries that overlap."""
    good = packed({"a": b"same", "c": b"size"}, zipfile.ZIP_STORED)
    directory = good.index(b"PK\x01\x02")
    renamed = good[:30] + b"z" + good[31:]
    assert read(modules, renamed) == "zip-broken"
    other = good[:directory].replace(b"same", b"Same") + good[directory:]
    assert read(modules, other) == "zip-broken"
    second = good.index(b"PK\x01\x02", directory + 4)
    overlapping = bytearray(good)
    struct.pack_into("<L", overlapping, second + 42, 0)
    assert read(modules, bytes(overlapping)) == "zip-broken"


def test_a_bomb_does_not_go_off(modules: Tab) -> None:
    bomb = packed({"zeros": bytes(50_000_000)})
    said = bytearray(bomb)
    for place in (22, bomb.index(b"PK\x01\x02") + 24):
        struct.pack_into("<L", said, place, 1_000)
    assert read(modules, bytes(said)) == "zip-broken"
    for place in (22, bomb.index(b"PK\x01\x02") + 24):
        struct.pack_into("<L", said, place, 0x7FFFFFFF)
    assert read(modules, bytes(said)) == "zip-large"
    many = packed({str(number): b"" for number in range(1_001)})
    assert read(modules, many) == "zip-large"


def test_any_byte_may_be_wrong_without_a_wrong_content(modules: Tab) -> None:
    """Flipped, cut, or drawn at random: the same files or a refusal, never others and never an error of the program."""
    chance, good = Random(3), packed({"a.json": b'{"a":1}' * 9, "b": b"c" * 40})
    expected = read(modules, good)
    for _ in range(150):
        broken = bytearray(good)
        broken[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        found = read(modules, bytes(broken[: len(good) if chance.random() < 0.8 else chance.randrange(len(good))]))
        assert found in ("no-zip", "zip-broken", "zip-odd", "zip-large", "zip-twice") or _same(found, expected), found
    assert read(modules, b"") == "no-zip"
    assert read(modules, chance.randbytes(500)) == "no-zip"


def _same(found: Any, expected: dict[str, str]) -> bool:
    """The same content; a name may have been touched, which the manifest then finds."""
    return isinstance(found, dict) and list(found.values()) == list(expected.values())

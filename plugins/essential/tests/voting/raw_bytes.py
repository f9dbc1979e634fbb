# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What lies in PostgreSQL's files as bytes: each record of the write-ahead log, each row of each page.

Read by PostgreSQL's own layout (xlogrecord.h, xlog_internal.h, bufpage.h, htup_details.h) and without its help: both
hold rows that are gone since, which no query shows. Every record and every row stands beside its transaction and its
place; of images of pages in the log each row by itself.
"""

import os
import re
import signal
import struct
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from .joining import Line, chosen, hashes

BLOCK = 8192
RECORD = struct.Struct("<IIQBBxxI")
"""xl_tot_len, xl_xid, xl_prev, xl_info, xl_rmid, xl_crc"""
TEXT = re.compile(rb"[0-9A-Za-z@._:+/=-]{12,}")
TABLES = (9, 10)
"""Resource managers of rows (heap2, heap). What others log of values stands in a row as well, and there by itself."""
IN_JSONB = re.compile(rb"(?:opt-[0-9]+)+")
IN_JSON = re.compile(rb'"opt-[0-9]+"(?:, ?"opt-[0-9]+")*')
OPTION = re.compile(rb"opt-[0-9]+")
MAYBE_UUID = re.compile(rb"(?s)(?=(.{6}[\x40-\x4f\x70-\x7f].[\x80-\xbf].{7}))")


def keep_the_log(cluster: Path) -> None:
    """Let PostgreSQL recycle no segment, as where each is archived. It reads this when it is told to."""
    with (cluster / "postgresql.auto.conf").open("a") as settings:
        settings.write("wal_keep_size = '4GB'\n")
    os.kill(int((cluster / "postmaster.pid").read_text().splitlines()[0]), signal.SIGHUP)


def kept_by(owner_url: str) -> None:
    """Wait until it has been read. Raises AssertionError after five seconds."""
    for _ in range(50):
        if asked(owner_url, "SHOW wal_keep_size") == "4GB":
            return
        time.sleep(0.1)
    raise AssertionError("PostgreSQL doesn't keep its log")


def asked(owner_url: str, statement: str) -> str:
    """One value."""
    plain = make_url(owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        row = connection.execute(statement).fetchone()
    assert row is not None
    return str(row[0])


def place_in_log(owner_url: str) -> int:
    """Where the log ends now, in bytes."""
    high, low = asked(owner_url, "SELECT pg_current_wal_insert_lsn()").split("/")
    return (int(high, 16) << 32) + int(low, 16)


def next_transaction(owner_url: str) -> int:
    """The number of a transaction that begins now."""
    return int(asked(owner_url, "SELECT pg_current_xact_id()"))


def number_of_database(owner_url: str) -> str:
    """By which its folder is called."""
    return asked(owner_url, "SELECT oid FROM pg_database WHERE datname = current_database()")


@dataclass(frozen=True)
class Record:
    """One record of the log. pages: the images of whole pages in it; rest: all else."""

    place: int
    transaction: int
    manager: int
    pages: list[bytes]
    rest: bytes


def records(folder: Path, begin: int = 0) -> Iterator[Record]:
    """ every record from a place on, through all segments."""
    stream, first = _stream(folder, begin)
    here, places = _first_record(stream), [place for place, _header, _data in stream]
    data = b"".join(payload for _place, _header, payload in stream)
    lengths = [len(payload) for _place, _header, payload in stream]
    page, before = 0, 0
    while here + RECORD.size <= len(data):
        length, transaction, _before, _info, manager, _checked = RECORD.unpack_from(data, here)
        if length < RECORD.size or here + length > len(data):
            return
        while before + lengths[page] <= here:
            before += lengths[page]
            page += 1
        place = places[page] + (BLOCK - lengths[page]) + here - before
        if place >= max(begin, first):
            yield Record(place, transaction, manager, *_parted(data[here + RECORD.size : here + length]))
        here += (length + 7) // 8 * 8


def _parted(data: bytes) -> tuple[list[bytes], bytes]:
    """The images of pages in a record, whole again, and what else is in it. Raises ValueError for compressed ones."""
    images, here, follows = list[tuple[int, int, int]](), 0, 0
    while len(data) - here > follows and data[here] <= 32:  # a block; higher numbers begin what is of no block
        flags, length = data[here + 1], struct.unpack_from("<H", data, here + 2)[0]
        here += 4
        if flags & 0x10:
            size, hole, way = struct.unpack_from("<HHB", data, here)
            if way & ~0x03:
                raise ValueError("The log holds compressed pages.")
            images.append((size, hole, length))
            follows += size
            here += 5
        elif flags & 0x20:
            images.append((0, 0, length))
        follows += length
        here += 4 if flags & 0x80 else 16
    if len(data) - here > follows:
        here += {255: 2, 254: 5, 253: 3, 252: 5}[data[here]]
    pages, rest = list[bytes](), list[bytes]()
    for size, hole, length in images:
        image = data[here : here + size]
        pages += [image[:hole] + bytes(BLOCK - size) + image[hole:]] if size else []
        rest.append(data[here + size : here + size + length])
        here += size + length
    return pages, b"\0".join([*rest, data[here:]])


def _stream(folder: Path, begin: int) -> tuple[list[tuple[int, bytes, bytes]], int]:
    """Pages with their place, header and what follows it; those that recycling left of other places aren't."""
    pages: list[tuple[int, bytes, bytes]] = []
    for name in sorted(one.name for one in folder.iterdir() if re.fullmatch("[0-9A-F]{24}", one.name)):
        data = (folder / name).read_bytes()
        size = struct.unpack_from("<I", data, 32)[0]
        start = (int(name[8:16], 16) << 32) + int(name[16:], 16) * size
        if start + size <= begin:
            continue
        for offset in range(0, size, BLOCK):
            (place,) = struct.unpack_from("<Q", data, offset + 8)
            if place != start + offset:
                return pages, pages[0][0] if pages else 0
            header = 40 if offset == 0 else 24
            page = data[offset : offset + BLOCK]
            pages.append((place, page[:header], page[header:]))
    return pages, pages[0][0] if pages else 0


def _first_record(stream: list[tuple[int, bytes, bytes]]) -> int:
    """Past what is left of a record that began in an earlier page."""
    left = struct.unpack_from("<I", stream[0][1], 16)[0] if stream else 0
    return int((left + 7) // 8 * 8)


def tuples(folder: Path) -> Iterator[tuple[str, int, int, bytes]]:
    """File, place, inserting transaction and bytes of every row that lies in a table's file, dead ones too."""
    for file in sorted(folder.iterdir()):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", file.name):
            continue
        data = file.read_bytes()
        for start in range(0, len(data) - BLOCK + 1, BLOCK):
            for place, transaction, row in rows_of(data[start : start + BLOCK]):
                yield file.name, start + place, transaction, row


def rows_of(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, inserting transaction and bytes of every row of a table's page; an index names no transaction."""
    lower, _upper, special = struct.unpack_from("<HHH", page, 12)
    if special != BLOCK or not 24 <= lower <= BLOCK:
        return
    for (pointer,) in struct.iter_unpack("<I", page[24 : 24 + (lower - 24) // 4 * 4]):
        place, length = pointer & 0x7FFF, pointer >> 17
        if length >= 23 and place + length <= BLOCK:
            row = page[place : place + length]
            yield place, struct.unpack_from("<I", row)[0], row[23:]


def uuids_of(lines: Iterable[Line]) -> dict[bytes, str]:
    """What rows hold as uuid, by its bytes: the only short binary values that say whose something is."""
    found: dict[bytes, str] = {}
    for one in lines:
        for atom in one.atoms:
            if len(atom) == 36 and re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", atom):
                found[uuid.UUID(atom).bytes] = atom
    return found


def logged_lines(folder: Path, begin: int, known: dict[bytes, str]) -> list[Line]:
    """Each record of the log that says anything, with its transaction and its place."""
    found = []
    for one in records(folder, begin):
        inside = [(one.transaction, one.rest)] if one.manager in TABLES else []
        for transaction, data in [*inside, *((row[1], row[2]) for page in one.pages for row in rows_of(page))]:
            atoms = _atoms(data, known)
            if atoms:
                values = {"place": one.place, "xid": transaction}
                found.append(Line("write-ahead log", values, atoms | {f"transaction {transaction}"}))
    return found


def page_lines(folder: Path, since: int, known: dict[bytes, str]) -> list[Line]:
    """Each row of each page that says anything, as in the log. since: the first transaction whose rows matter."""
    found = []
    for file, place, transaction, data in tuples(folder):
        atoms = _atoms(data, known) if transaction >= since else None
        if atoms:
            values = {"place": place, "xmin": transaction}
            found.append(Line(f"file {file}", values, atoms | {f"transaction {transaction}"}))
    return found


def _atoms(data: bytes, known: dict[bytes, str]) -> set[str]:
    """Long words, uuids that rows hold, and ballots, as JSON or as PostgreSQL packs it."""
    found: set[str] = set()
    for word in TEXT.findall(data):
        found |= set(hashes(word.decode()))
    for window in MAYBE_UUID.findall(data):
        if window in known:
            found |= set(hashes(known[window]))
    for way in (IN_JSONB, IN_JSON):
        for many in way.findall(data):
            found.add(chosen(one.decode() for one in OPTION.findall(many)))
    return found

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From the bytes of a zip to a bundle as values: step 1 of a verification. Nothing is believed yet but the form."""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from folkmoot_essential.ledger import canonical, log
from folkmoot_essential.ledger.ballots import Ballot, NotABallot
from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle import files as names
from folkmoot_essential.ledger.bundle.files import (
    DistinctLine,
    Electorate,
    Manifest,
    ResultFile,
    RuleFile,
    Seed,
    TotalsFile,
    TraceLine,
)
from folkmoot_essential.ledger.bundle.verdict import Step
from folkmoot_essential.ledger.contests import Totals
from folkmoot_essential.ledger.heads import SignedHead
from folkmoot_essential.ledger.shapes import Shape, WrongShape
from folkmoot_essential.ledger.vote import Option, Vote
from folkmoot_essential.ledger.vote import troubles as troubles_of_options

Read = TypeVar("Read")
Kind = TypeVar("Kind", bound=Shape)


_TRACKED = re.compile(rb'\{"ballot":(\{.*\}),"t":"([0-9a-f]{32})"\}')
"""A line of the box at L2: canonical when the ballot in it is."""


@dataclass(frozen=True)
class Box:
    """box.jsonl: each distinct ballot with its number, alongside the line where it first stands; at L2 all trackers."""

    ballots: tuple[tuple[Ballot, int], ...]
    lines: tuple[int, ...]
    trackers: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """A bundle as it was read."""

    data: dict[str, bytes]
    manifest: Manifest
    rule: RuleFile
    vote: Vote
    options: tuple[Option, ...]
    electorate: Electorate
    log: tuple[log.Entry, ...]
    heads: tuple[SignedHead, ...]
    box: Box
    totals: dict[str, Totals]
    seed: Seed
    result: ResultFile
    trace: tuple[TraceLine, ...]


def read(data: bytes, here: Step) -> Published:
    """The bundle; what isn't as the format says is noted. Raises Stopped where there is nothing to go on with."""
    try:
        files = archive.unpack(data)
    except archive.BadArchive as error:
        raise here.stop("zip", str(error)) from None
    found = _Files(files, here)
    manifest = found.one(names.MANIFEST, Manifest)
    _hashes(files, manifest, here)
    vote = found.one(names.VOTE, Vote)
    _names(files, manifest, vote, here)
    published = Published(
        files,
        manifest,
        found.one(names.RULE, RuleFile),
        vote,
        found.all(names.OPTIONS, Option),
        found.one(names.ELECTORATE, Electorate),
        found.log(),
        found.all(names.HEADS, SignedHead),
        _box(found, manifest),
        found.totals(),
        found.one(names.SEED, Seed),
        found.one(names.RESULT, ResultFile),
        found.all(names.TRACE, TraceLine),
    )
    if not published.electorate.of_format(manifest.format):
        raise here.stop("form", f"{names.ELECTORATE} isn't as {manifest.format} has it.", names.ELECTORATE)
    for trouble in troubles_of_options(vote, published.options):
        here.wrong("options", trouble, names.OPTIONS)
    return published


def _hashes(files: dict[str, bytes], manifest: Manifest, here: Step) -> None:
    for name, entry in manifest.files.items():
        if name not in files:
            raise here.stop("file-missing", f"The manifest lists {name}, which isn't in the zip.", name)
        if len(files[name]) != entry.bytes or hashlib.sha256(files[name]).hexdigest() != entry.sha256:
            here.wrong("file-altered", f"{name} isn't the file that the manifest describes: it was altered.", name)
    for name in files.keys() - manifest.files.keys() - set(names.BESIDE):
        here.wrong("file-unknown", f"{name[:100]} is in the zip, and the manifest doesn't list it.", name)
    if here.findings:
        raise here.stop("altered", "What follows from altered files wasn't looked at.")


def _names(files: dict[str, bytes], manifest: Manifest, vote: Vote, here: Step) -> None:
    wanted, there = names.listed(manifest.level, vote), set(manifest.files)
    for name in sorted(wanted - there):
        here.wrong("file-missing", f"A bundle of level {manifest.level} has a file {name}; this one hasn't.", name)
    for name in sorted(there - wanted):
        here.wrong("file-unknown", f"A bundle of level {manifest.level} has no file {name}.", name)
    if names.SIGNATURE not in files:
        here.wrong("file-missing", "The signature of the manifest is missing.", names.SIGNATURE)
    if here.findings:
        raise here.stop("incomplete", "The bundle isn't complete.")


class _Files:
    """Reads files by name into values."""

    def __init__(self, files: dict[str, bytes], here: Step) -> None:
        self._files, self._here = files, here

    def one(self, name: str, shape: type[Kind]) -> Kind:
        return self.read(name, lambda data: shape.of_json(canonical.read(data)))

    def all(self, name: str, shape: type[Kind]) -> tuple[Kind, ...]:
        return self.read(name, lambda data: tuple(_each(shape, data)))

    def log(self) -> tuple[log.Entry, ...]:
        return self.read(names.LOG, lambda data: tuple(log.read(data)))

    def totals(self) -> dict[str, Totals]:
        return self.read(names.TOTALS, lambda data: TotalsFile.of_json({"contests": canonical.read(data)}).contests)

    def read(self, name: str, reader: Callable[[bytes], Read]) -> Read:
        if name not in self._files:
            raise self._here.stop("file-missing", f"{name} is missing.", name)
        try:
            return reader(self._files[name])
        except (canonical.NotCanonical, WrongShape, NotABallot) as error:
            raise self._here.stop("form", f"{name} isn't as the format says: {error}", name) from None


def _each(shape: type[Kind], data: bytes) -> Iterator[Kind]:
    for number, value in enumerate(canonical.read_lines(data), start=1):
        try:
            yield shape.of_json(value)
        except WrongShape as error:
            raise WrongShape(f"line {number}: {error}") from None


def _box(found: _Files, manifest: Manifest) -> Box:
    if manifest.level == "L0":
        return Box((), (), ())
    return found.read(names.BOX, _distinct if manifest.level == "L1" else _tracked)


def _distinct(data: bytes) -> Box:
    lines = tuple(_each(DistinctLine, data))
    written = [canonical.write(line.ballot) for line in lines]
    if any(before >= after for before, after in itertools.pairwise(written)):
        raise WrongShape("ballots aren't in their order, or one comes twice")
    ballots = tuple((Ballot.of_json(line.ballot), line.n) for line in lines)
    return Box(ballots, tuple(range(1, len(lines) + 1)), ())


def _tracked(data: bytes) -> Box:
    """Ballots alike are read once: in a city many choose alike."""
    numbers: Counter[bytes] = Counter()
    first: dict[bytes, int] = {}
    trackers: list[str] = []
    for place, line in enumerate(canonical.lines(data), start=1):
        match = _TRACKED.fullmatch(line)
        if match is None:
            raise WrongShape(f"line {place}: it isn't a ballot with its tracker")
        numbers[match[1]] += 1
        first.setdefault(match[1], place)
        trackers.append(match[2].decode())
    if trackers != sorted(trackers):
        raise WrongShape("ballots aren't in the order of their trackers")
    ballots = tuple((_ballot(written, first[written]), number) for written, number in numbers.items())
    return Box(ballots, tuple(first.values()), tuple(trackers))


def _ballot(written: bytes, place: int) -> Ballot:
    try:
        return Ballot.of_json(canonical.read(written))
    except (canonical.NotCanonical, NotABallot) as error:
        raise WrongShape(f"line {place}: {error}") from None

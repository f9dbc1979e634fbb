# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The attack on the secrecy of ballots: whoever owns the database tries to say who cast which ballot.

They hold every row of every table with its place (ctid) and its transactions (xmin, xmax), backups made while voting
was open, and the published bundle. They try to join persons and ballots

* by values: all that only one voter's rows hold, what stands beside it elsewhere, and plain hashes of it, until
  nothing new is reached; and the same from each ballot;
* by orders: every column of rows that belong to voters against every column of rows that belong to ballots, lengths of
  what is sealed too;
* by opening what is sealed with every value of 32 bytes that lies anywhere.

To be on the safe side the attack may know more than any owner can: which sealed row of a backup is whose, and in which
order people cast. It is told who truly cast what, in order to say whether it found that out better than by chance.
"""

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot_essential.ledger.keys import CannotOpen, ElectionKeys

LONG = 12
"""From how many characters on a value isn't met twice by chance."""

SURE = 5.5
"""Standard deviations: among ten thousand pairs of columns chance alone comes so far once in a thousand runs."""

ENOUGH = 40
"""How many voters an order must hold to say anything."""

PLACE = re.compile(r"\((\d+),(\d+)\)")
SECRET = re.compile(r"[0-9a-f]{64}")


@dataclass
class Line:
    """A row of a table, or a line of a file in the bundle, taken apart."""

    table: str
    values: dict[str, Any] = field(default_factory=dict)
    atoms: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Truth:
    """What really happened, in the order of casting.

    persons: of each voter what is known to be theirs, such as the id of the account. ballots: the options of each
    voter's ballot; no two chose the same.
    """

    persons: Sequence[set[str]]
    ballots: Sequence[tuple[str, ...]]


def line(table: str, columns: Mapping[str, Any], source: str = "") -> Line:
    """A row taken apart. source: the database, for numbers of transactions mean something only within one."""
    made = Line(f"{source}{table}")
    for name, value in columns.items():
        if name in ("xmin", "xmax", "cmin"):
            made.values[name] = int(value)
            made.atoms |= {f"{source}transaction {value}"} if name != "cmin" and value != "0" else set()
        elif value is not None:
            _take(made, name, value)
            if isinstance(value, str | bytes | dict | list):
                made.values[f"length of {name}"] = len(value if isinstance(value, str | bytes) else str(value))
    return made


def _take(made: Line, path: str, value: Any) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _take(made, f"{path}.{name}", inner)
    elif isinstance(value, list | tuple):
        made.atoms.add(chosen(map(str, value)))
        for inner in value:
            made.atoms |= set(hashes(str(inner)))
    else:
        text = value.hex() if isinstance(value, bytes) else str(value)
        made.values[path] = _sortable(value, text)
        made.atoms |= set(hashes(text))


def chosen(options: Iterable[str]) -> str:
    """A list of options as a value to be met again."""
    return f"list {' '.join(sorted(options))}"


def _sortable(value: Any, text: str) -> Any:
    place = PLACE.fullmatch(text)
    if place:
        return int(place[1]) * 10_000 + int(place[2])
    return value if isinstance(value, int | float) else int(text) if text.isdecimal() else text


def hashes(text: str) -> Iterator[str]:
    """A long value, and what a thoughtless programmer would have made of it: its hash, whole or cut."""
    if len(text) < LONG:
        return
    yield text
    yield text.replace("-", "")
    for data in (text.encode(), *([bytes.fromhex(text)] if re.fullmatch("([0-9a-f]{2})+", text) else [])):
        digest = hashlib.sha256(data).hexdigest()
        yield from (digest, digest[:32])


def attack(lines: Sequence[Line], truth: Truth) -> list[str]:
    """Every way in which a voter and a ballot were joined, as a sentence; none is how it must be."""
    persons = reached(lines, truth.persons)
    ballots = reached(lines, [{chosen(one)} for one in truth.ballots])
    return [*by_value(persons, ballots), *by_order(lines, persons, ballots)]


def reached(lines: Sequence[Line], begin: Sequence[set[str]]) -> list[set[str]]:
    """All values that belong to one voter (or ballot) alone, starting from some: row by row until nothing is new."""
    known = [set(one) for one in begin]
    size = -1
    while size != sum(map(len, known)):
        size = sum(map(len, known))
        holders: dict[str, set[int]] = defaultdict(set)
        for one, owners in _owned(lines, known):
            for atom in one.atoms:
                holders[atom] |= owners
        for atom, owners in holders.items():
            if len(owners) == 1:
                known[next(iter(owners))].add(atom)
    return known


def _owned(lines: Sequence[Line], known: Sequence[set[str]]) -> Iterator[tuple[Line, set[int]]]:
    """Rows that hold a value of somebody, with all whose values they hold."""
    index: dict[str, set[int]] = defaultdict(set)
    for number, atoms in enumerate(known):
        for atom in atoms:
            index[atom].add(number)
    for one in lines:
        owners = set().union(*(index[atom] for atom in one.atoms & index.keys()))
        if owners:
            yield one, owners


def by_value(persons: Sequence[set[str]], ballots: Sequence[set[str]]) -> list[str]:
    """Values that lie both on a voter's side and on a ballot's."""
    index = {atom: number for number, atoms in enumerate(ballots) for atom in atoms}
    return [
        f"voter {voter} and ballot {index[atom]} share {atom}"
        for voter, atoms in enumerate(persons)
        for atom in sorted(atoms & index.keys())
    ]


def by_order(lines: Sequence[Line], persons: Sequence[set[str]], ballots: Sequence[set[str]]) -> list[str]:
    """Columns in which voters stand in an order that some column has for their ballots, too often for chance."""
    voters = {"the order of casting": {number: number for number in range(len(persons))}, **_orders(lines, persons)}
    found, voters_in_order = [], _different(voters)
    for ballot_name, ballot_order in _different(_orders(lines, ballots)).items():
        for voter_name, voter_order in voters_in_order.items():
            both = sorted(voter_order.keys() & ballot_order.keys())
            if len(both) < min(ENOUGH, len(persons)):
                continue
            alike = correlation([voter_order[one] for one in both], [ballot_order[one] for one in both])
            if abs(alike) * math.sqrt(len(both) - 1) > SURE:
                found.append(f"{voter_name} orders voters as {ballot_name} orders ballots: {alike:.2f}")
    return found


def _orders(lines: Sequence[Line], known: Sequence[set[str]]) -> dict[str, dict[int, Any]]:
    """By table and column the first and the last value of each voter (or ballot) that rows belong to; and how many."""
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for one, owners in _owned(lines, known):
        if len(owners) != 1:
            continue
        owner = next(iter(owners))
        found[f"rows of {one.table}"][owner] = found[f"rows of {one.table}"].get(owner, 0) + 1
        for column, value in one.values.items():
            for which, better in (("first", min), ("last", max)):
                order = found[f"{which} {one.table}.{column}"]
                order[owner] = better(order.get(owner, value), value, key=_comparable)
    return found


def _comparable(value: Any) -> tuple[bool, Any]:
    return (isinstance(value, str), value)


def _different(orders: Mapping[str, dict[int, Any]]) -> dict[str, dict[int, float]]:
    """As ranks; of columns with one order the first stands for all, and those with a single value say nothing."""
    kept: dict[tuple[tuple[int, float], ...], str] = {}
    for name, order in orders.items():
        ranked = ranks(order)
        if len(set(ranked.values())) > 1:
            kept.setdefault(tuple(sorted(ranked.items())), name)
    return {name: dict(order) for order, name in kept.items()}


def ranks(order: Mapping[int, Any]) -> dict[int, float]:
    """Places from 0; equal values share the middle of theirs."""
    places: dict[Any, list[int]] = defaultdict(list)
    for place, owner in enumerate(sorted(order, key=lambda one: _comparable(order[one]))):
        places[order[owner]].append(place)
    return {owner: sum(places[value]) / len(places[value]) for owner, value in order.items()}


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Between -1 and 1; 0 where one side doesn't vary."""
    middle = (sum(first) / len(first), sum(second) / len(second))
    together = sum((a - middle[0]) * (b - middle[1]) for a, b in zip(first, second, strict=True))
    alone = math.sqrt(sum((a - middle[0]) ** 2 for a in first) * sum((b - middle[1]) ** 2 for b in second))
    return together / alone if alone else 0.0


def opened(lines: Sequence[Line], sealed: Sequence[tuple[bytes, str]]) -> int:
    """How many of these sealed ballots (with their pseudonyms) open with any 32 bytes that lie in these rows."""
    secrets = {atom for one in lines for atom in one.atoms if SECRET.fullmatch(atom)}
    tried = [ElectionKeys(bytes.fromhex(secret)) for secret in sorted(secrets)]
    return sum(any(_opens(keys, *one) for keys in tried) for one in sealed)


def _opens(keys: ElectionKeys, data: bytes, pseudonym: str) -> bool:
    try:
        keys.open(data, pseudonym.encode())
    except CannotOpen:
        return False
    return True

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Reading a file of contributions, a row a line (JSON Lines); each fault is said with its line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from folkmoot_premium.analysis import Row, WrongRow

MOST_SAID = 10
"""Faults that are said one by one."""


class Unreadable(ValueError):
    """A file that isn't what it should be; the message says what is wrong in which lines."""


@dataclass(frozen=True)
class Reading:
    """rows: each with an id of its own. renamed: sentences about ids that were used again."""

    rows: list[Row]
    renamed: list[str]


def read(path: Path) -> Reading:
    """Read a file of rows with id and text, perhaps lang; other columns are ignored. Raises Unreadable and OSError."""
    found: list[tuple[int, Row]] = []
    faults: list[str] = []
    for number, line in _lines(path):
        try:
            found.append((number, _row(line)))
        except WrongRow as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        more = f"; and {len(faults) - MOST_SAID} more" if len(faults) > MOST_SAID else ""
        raise Unreadable(f"{path.name} can't be read: {'; '.join(faults[:MOST_SAID])}{more}.")
    return _with_own_ids(found)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if bare.strip():
                yield number, bare


def _row(line: bytes) -> Row:
    try:
        value = json.loads(line.decode(), parse_constant=_refused)
    except UnicodeDecodeError:
        raise WrongRow("not UTF-8") from None
    except RecursionError:
        raise WrongRow("not JSON that can be read: brackets within brackets without end") from None
    except ValueError as error:
        raise WrongRow(f"not JSON: {str(error).partition(';')[0]}") from None
    if not isinstance(value, dict):
        raise WrongRow("not an object with id and text")
    missing = [name for name in ("id", "text") if name not in value]
    if missing:
        raise WrongRow(f"without {' and '.join(missing)}")
    return Row.of(value["id"], value["text"], value.get("lang"))


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")


def _with_own_ids(found: list[tuple[int, Row]]) -> Reading:
    """The second of two rows with one id is called id#2, in the order of their texts and not of the file.

    Real collections have such ids, where they were put together from several; refusing them would help nobody.
    """
    first: dict[str, int] = {}
    taken = {row.id for _number, row in found}
    rows: list[Row] = []
    renamed: list[str] = []
    for number, row in sorted(found, key=lambda one: (one[1].id, one[1].text, one[1].language or "", one[0])):
        if row.id not in first:
            first[row.id] = number
            rows.append(row)
            continue
        own = _free(row.id, taken)
        rows.append(replace(row, id=own))
        lines = f"line {first[row.id]} is used again in line {number}"
        renamed.append(f"The id {row.id!r} of {lines}; that row is {own!r}.")
    return Reading(rows, renamed)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}#{number}" in taken:
        number += 1
    taken.add(f"{name}#{number}")
    return f"{name}#{number}"

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files of ballots: .pb (Pabulib), .soi (PrefLib) and .blt, each also compressed (.gz).

Whatever the bytes are, the answer is an election with problems, or Unreadable with a sentence.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from folkmoot_essential.counting.collecting import uncollected
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.reading import blt, pabulib, preflib
from folkmoot_essential.counting.reading.opening import Unreadable, content, lines
from folkmoot_essential.counting.reading.result import Reading

__all__ = ["FORMATS", "Reading", "Unreadable", "read", "read_bytes"]

FORMATS: Mapping[str, Callable[[list[str], Problems], Reading]] = MappingProxyType(
    {".pb": pabulib.parse, ".soi": preflib.parse, ".blt": blt.parse}
)


def read(path: Path) -> Reading:
    """The election of a file, by the end of its name. Raises Unreadable, and OSError when there is no such file."""
    with path.open("rb") as file:
        return read_bytes(path.name, content(path.name, file))


def read_bytes(name: str, data: bytes) -> Reading:
    """The election of a file's bytes, no longer compressed. Raises Unreadable."""
    ending = Path(name.removesuffix(".gz")).suffix.lower()
    if ending not in FORMATS:
        raise Unreadable(
            f"{name} isn't a file of ballots that is known here: its name ends in none of {', '.join(FORMATS)}."
        )
    problems = Problems()
    with uncollected():
        return FORMATS[ending](lines(data, problems), problems)

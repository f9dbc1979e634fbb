# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The figures of counting.py, read from what it prints."""

import re
from collections.abc import Iterator

from goals import ELECTIONS

_FILE = re.compile(r"^(\S+\.pb(?:\.gz)?): \d+ distinct ballots")
_COUNT = re.compile(r"^  ([a-z0-9-]+) .* (\d+\.\d) times as quick, with reading")
_LARGE = re.compile(r"^Equal shares, 100000 voters .* included: (\d+\.\d+) s, (\d+) MB")


def figures(said: str) -> Iterator[tuple[str, float]]:
    """Names as in goals.py, and figures."""
    names, name = {file: name for name, file in ELECTIONS.items()}, ""
    for line in said.splitlines():
        if file := _FILE.match(line):
            name = names.get(file[1], "")
        elif (count := _COUNT.match(line)) and name:
            yield f"count.{count[1]}.{name}", float(count[2])
        elif large := _LARGE.match(line):
            yield "count.large.seconds", float(large[1])
            yield "count.large.megabytes", float(large[2])

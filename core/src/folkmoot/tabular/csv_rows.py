# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rows of CSV text: bounded, with the lines they stand in, and with a word for a quotation mark that stays open."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from folkmoot.i18n import mark as _

LONGEST_ROW = 32_000_000
"""Characters of a row that no reader may go beyond."""
csv.field_size_limit(LONGEST_ROW)
"""Python keeps one limit for the whole process. It is set here once; each reader looks at its own bounds by itself."""

NEVER_CLOSED = _(
    "The quotation mark that opens in line %(line)s is never closed. Close it; a quotation mark within a text is "
    "written twice."
)
TOO_LONG = _("Line %(line)s of the file is too long to be read.")


class UnreadableRow(ValueError):
    """A row that can't be read; the next one can be asked for all the same.

    code: "quote-never-closed" or "row-too-long". line: where it began, the first line of the file being 1.
    sentence: marked for translation; values: what is filled into it.
    """

    def __init__(self, code: str, line: int) -> None:
        sentence = NEVER_CLOSED if code == "quote-never-closed" else TOO_LONG
        super().__init__(sentence % {"line": line})
        self.code, self.line, self.sentence, self.values = code, line, sentence, {"line": line}


class CsvRow(NamedTuple):
    """A row. line: where it begins in the file, 1 for the first line; a cell may go over several lines."""

    line: int
    cells: list[str]


class CsvRows:
    """The rows of decoded text, one at a time, also the empty ones ([]). Open the file with newline="".

    longest_cell, longest_row: in characters, a row with its separators; a longer one raises UnreadableRow at its turn.
    So does a quotation mark that nothing closes before the row's bound or the end of the file: only the line in which
    it opens is lost, and reading goes on with the line after it.
    """

    def __init__(self, file: TextIO, delimiter: str, *, longest_cell: int, longest_row: int = LONGEST_ROW) -> None:
        if not 0 < longest_cell <= longest_row <= LONGEST_ROW:
            raise ValueError(f"bounds must be at least 1 and at most {LONGEST_ROW}, a cell's no larger than a row's")
        self._longest_cell = longest_cell
        self._lines = _Lines(file, delimiter, longest_row)
        self._rows = csv.reader(self._lines, delimiter=delimiter)

    def __iter__(self) -> Iterator[CsvRow]:
        return self

    def __next__(self) -> CsvRow:
        """The next row. Raises UnreadableRow, StopIteration."""
        self._lines.begin()
        try:
            cells = next(self._rows)
        except csv.Error as error:
            raise self._lines.refused() from error
        if self._lines.size > self._longest_cell and max(map(len, cells), default=0) > self._longest_cell:
            raise UnreadableRow("row-too-long", self._lines.began)
        return CsvRow(self._lines.began, cells)


class _Lines:
    """Hands lines to csv, which asks for another one only while a row isn't whole: so here it is known which began."""

    def __init__(self, file: TextIO, delimiter: str, longest: int) -> None:
        self._file, self._delimiter, self._longest = file, delimiter, longest
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._number = 0
        self.size = 0  # of the row at hand, in characters

    @property
    def began(self) -> int:
        """The line in which the row at hand begins."""
        return self._number - len(self._row) + 1

    def begin(self) -> None:
        """Forget the row before."""
        self._row, self.size = [], 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(self._longest + 1)
        if not line:
            raise self.refused() if self._row else StopIteration
        self._number += 1
        self._row.append(line)
        self.size += len(line)
        if self.size > self._longest:
            self._pass_over(line)
            raise self.refused()
        return line

    def refused(self) -> UnreadableRow:
        """Why the row at hand isn't one. Its lines after an open quotation mark are read once more."""
        opened = _open_quote(self._row, self._delimiter)
        if opened is None:
            return UnreadableRow("row-too-long", self.began)
        line = self.began + opened
        self._again.extendleft(reversed(self._row[opened + 1 :]))
        self._number = line
        return UnreadableRow("quote-never-closed", line)

    def _pass_over(self, line: str) -> None:
        """The rest of a line that was cut because it is longer than a whole row may be."""
        while len(line) > self._longest and not line.endswith(("\n", "\r")):
            line = self._file.readline(self._longest + 1)


def _open_quote(lines: Sequence[str], delimiter: str) -> int | None:
    """Which of a row's lines, 0 for the first, opens a quotation mark that stays open; None where none does."""
    apart = re.escape(delimiter)
    cell = re.compile(rf'(?:"(?:[^"]++|"")*+"|(?!"))[^{apart}\r\n]*+(?:[{apart}\r\n]|\Z)')
    text, place = "".join(lines), 0
    while place < len(text) and (found := cell.match(text, place)):
        place = found.end()
    if place == len(text):
        return None
    for index, line in enumerate(lines):
        place -= len(line)
        if place < 0:
            return index
    return None

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The progress of an analysis on a terminal, or as lines in a file: how much is done, of what, and since when."""

import sys
import time
from typing import TextIO

WORDS = {
    "libraries": "beginning", "languages": "recognising languages", "words": "reading words",
    "weights": "weighing words",
    "latent": "finding what goes together", "subwords": "learning the words of this collection",
    "meaning": "reading what texts mean",
    "number": "choosing the number of themes", "themes": "putting texts together", "phrases": "naming themes",
    "representatives": "choosing who speaks for others", "duplicates": "finding near-duplicates",
}  # fmt: skip
WIDTH = 24
EVERY = 0.2
"""Seconds between two drawings on a terminal; without one, a line is written for each step."""


class Bar:
    """Draws itself on standard error."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._begun = self._drawn = time.monotonic()
        self._step = ""

    def told(self, step: str, share: float) -> None:
        """So much of the whole is done, in this step."""
        now, fresh = time.monotonic(), step != self._step
        self._step = step
        if self._stream.isatty():
            if fresh or share >= 1.0 or now - self._drawn >= EVERY:
                self._drawn = now
                self._stream.write(f"\r\x1b[K{self._line(share, now)}")
                self._stream.flush()
        elif fresh:
            self._stream.write(f"{self._line(share, now)}\n")

    def end(self) -> None:
        """Leave the line."""
        if self._stream.isatty():
            self._stream.write("\n")

    def _line(self, share: float, now: float) -> str:
        full = int(WIDTH * share)
        words = WORDS.get(self._step, self._step) if share < 1.0 else "done"
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%}  {now - self._begun:5.1f} s  {words}"

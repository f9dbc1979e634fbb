# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is wrong with a file of ballots, said so that somebody can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One trouble. line: of the file, from 1; 0 when it is about the whole. action: what was done about it."""

    line: int
    code: str
    message: str
    action: str

    def as_json(self) -> dict[str, int | str]:
        """As the command gives it."""
        return {"line": self.line, "code": self.code, "message": self.message, "action": self.action}


MOST = 1_000


class Problems:
    """Collects troubles in the order of lines; after a thousand only their number, for nobody reads more."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._more = 0

    def add(self, line: int, code: str, message: str, action: str) -> None:
        """Note one."""
        if len(self._found) < MOST:
            self._found.append(Problem(line, code, message[:300], action))
        else:
            self._more += 1

    def found(self) -> tuple[Problem, ...]:
        """All of them by line."""
        listed = sorted(self._found, key=lambda problem: problem.line)
        if self._more:
            listed.append(Problem(0, "more", f"{self._more} more problems aren't listed.", "the same as above"))
        return tuple(listed)

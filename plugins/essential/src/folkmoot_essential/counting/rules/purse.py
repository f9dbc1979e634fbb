# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The money of a greedy count: one budget, or envelopes of categories or districts."""

from folkmoot_essential.counting.election import Election, Project
from folkmoot_essential.counting.rules.envelopes import place


class Purse:
    """Knows what is left, and refuses what it can't pay. Amounts in the smallest unit.

    left: of the whole budget.
    """

    def __init__(self, election: Election, envelopes: str, exclusive: bool) -> None:
        self.winners: list[str] = []
        self.left = election.budget
        self._envelopes = dict(election.envelopes) if envelopes != "none" else {}
        self._by = envelopes
        self._exclusive = exclusive
        self._groups: set[str] = set()

    def pool(self) -> None:
        """From now on whatever is left pays for anything."""
        self._by = "none"

    def left_for(self, project: Project) -> int:
        """What could still be spent on a project; nothing, when its category or district has no envelope."""
        if self._by == "none":
            return self.left
        return min(self.left, self._envelopes.get(self.envelope(project), 0))

    def refuses(self, project: Project) -> str:
        """Why a project can't be paid: its group has a winner, no envelope is its, it doesn't fit; "" when it can."""
        if self._exclusive and project.exclusive and project.exclusive in self._groups:
            return "excluded"
        if self._by != "none" and self.envelope(project) not in self._envelopes:
            return "no-envelope"
        return "does-not-fit" if project.cost > self.left_for(project) else ""

    def pay(self, project: Project) -> None:
        """Take the money for a winner."""
        self.winners.append(project.id)
        self.left -= project.cost
        if self._by != "none":
            self._envelopes[self.envelope(project)] -= project.cost
        if project.exclusive:
            self._groups.add(project.exclusive)

    def envelope(self, project: Project) -> str:
        """The name of the envelope that pays for a project; "" for all while there is one pool."""
        return "" if self._by == "none" else place(self._by)(project)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What reading gives."""

from dataclasses import dataclass

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.problems import Problem


@dataclass(frozen=True)
class Reading:
    """An election, with everything in the file that wasn't as it should be."""

    election: Election
    problems: tuple[Problem, ...]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What processes have taken of the processor."""

import os
from pathlib import Path


def seconds(process: int) -> float:
    """CPU seconds of a process and of its children, the ended ones too."""
    total, waiting = 0.0, [Path(f"/proc/{process}")]
    while waiting:
        one = waiting.pop()
        try:
            total += sum(map(int, (one / "stat").read_text().rpartition(")")[2].split()[11:15]))
            children = " ".join((thread / "children").read_text() for thread in (one / "task").iterdir())
            waiting += [Path(f"/proc/{child}") for child in children.split()]
        except OSError:
            continue
    return total / os.sysconf("SC_CLK_TCK")

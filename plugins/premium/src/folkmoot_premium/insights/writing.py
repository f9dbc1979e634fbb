# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The files of an analysis: all of them or none."""

import os
from pathlib import Path

from folkmoot_premium.analysis import Analysis


def write(found: Analysis, folder: Path) -> None:
    """Write themes.json, duplicates.json and, last, run.json. Each is whole at any moment. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "themes.json": found.themes_json(), "duplicates.json": found.duplicates_json(), "run.json": found.run_json(),
    }  # fmt: skip
    for name, content in files.items():
        (folder / f".{name}.part").write_bytes(content)
    (folder / "run.json").unlink(missing_ok=True)
    for name in files:
        os.replace(folder / f".{name}.part", folder / name)  # noqa: PTH105  # replaces an older run

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables as CSV, in which no text becomes a formula. For workbooks see exports/workbooks.py."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from folkmoot.interfaces import guarded

Cells = Sequence[Any]
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(names: Cells, rows: Iterable[Cells]) -> bytes:
    """UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A model as bytes: a line that says what they are, their hash, a line of JSON, and plain numbers. Nothing is run.

Not compressed, and words in plain UTF-8, so that a search of the stored bytes proves what is in them and what isn't.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.analysis import canonical

FORM = b"folkmoot insights model 1\n"
HASH = 64
HALF, WHOLE = "<f2", "<f4"
IN_HALF = ("latent", "learnt")
"""Numbers for each word, of which half the digits are enough."""


class BrokenModel(ValueError):
    """Bytes that aren't a model, or not the one that was stored; the sentence says which."""


@dataclass(frozen=True)
class Stored:
    """told: what JSON can say. arrays: tables of numbers by name. sha256: of it, in hex; empty before writing."""

    told: Mapping[str, Any]
    arrays: Mapping[str, Any]
    sha256: str = ""


def written(model: Stored) -> bytes:
    """The bytes of a model; the same for the same model."""
    import numpy as np

    tables, numbers = [], []
    for name in sorted(model.arrays):
        kind = HALF if name in IN_HALF else WHOLE
        table = np.ascontiguousarray(model.arrays[name], dtype=kind)
        tables.append([name, kind, list(table.shape)])
        numbers.append(table.tobytes())
    body = canonical({"told": model.told, "tables": tables}) + b"".join(numbers)
    return FORM + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def read(stored: bytes) -> Stored:
    """Read what `written` gave. Raises BrokenModel."""
    if not stored.startswith(FORM):
        raise BrokenModel("these bytes are no model of insights, or one of another version: analyse again")
    told, body = stored[len(FORM) : len(FORM) + HASH], stored[len(FORM) + HASH + 1 :]
    if hashlib.sha256(body).hexdigest().encode() != told:
        raise BrokenModel("the stored model isn't the one that was written: a byte of it changed")
    head, _line, numbers = body.partition(b"\n")
    found = json.loads(head)
    return Stored(found["told"], _tables(found["tables"], numbers), told.decode())


def _tables(told: list[tuple[str, str, list[int]]], numbers: bytes) -> dict[str, Any]:
    import numpy as np

    tables, start = {}, 0
    for name, kind, shape in told:
        count = int(np.prod(shape))
        table = np.frombuffer(numbers, np.dtype(kind), count, start)
        tables[name] = table.reshape(shape).astype(np.float32)
        start += table.nbytes
    return tables

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where files lie: data/media/<tenant>/<key>, and data/media/<tenant>/<width>/<key> for smaller sizes."""

import os
import re
import secrets
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

ADDRESS = re.compile(r"(?:(?P<width>[1-9][0-9]{0,3})/)?(?P<key>[A-Za-z0-9_-]{22}\.(?:webp|pdf))")


def new_key(ending: str) -> str:
    """A name that can't be guessed (128 random bits)."""
    return f"{secrets.token_urlsafe(16)}.{ending}"


class Storage:
    """The media folder of an installation. What isn't a well-formed address has no path at all."""

    def __init__(self, data: Path) -> None:
        self.root = data / "media"

    def folder(self, tenant_id: uuid.UUID) -> Path:
        """One tenant's files."""
        return self.root / str(tenant_id)

    def path(self, tenant_id: uuid.UUID, address: str) -> Path | None:
        """The path behind the address of a file, whether or not it exists; None for a malformed address."""
        return self.folder(tenant_id) / address if ADDRESS.fullmatch(address) else None

    def write(self, tenant_id: uuid.UUID, address: str, data: bytes) -> Path:
        """Write a file so that it is there whole or not at all."""
        path = self.path(tenant_id, address)
        if path is None:
            raise ValueError(f"malformed address {address!r}")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        return path

    def remove(self, paths: Iterable[Path]) -> None:
        """Delete files; those already gone don't matter."""
        for path in paths:
            path.unlink(missing_ok=True)

    def keys(self, tenant_id: uuid.UUID, older_than: float) -> Iterator[tuple[str, Path]]:
        """All files of a tenant last written at least `older_than` seconds ago, with their keys."""
        before = time.time() - older_than
        for path in self.folder(tenant_id).rglob("*"):
            if path.is_file() and path.stat().st_mtime < before:
                yield path.name, path

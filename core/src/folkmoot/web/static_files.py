# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Style, scripts, icons and fonts of core and all installed plugins, served by the platform's front.

All addresses carry one digest of all files, so browsers may keep them for ever; any older digest is answered with the
present file, so a page opened before a change keeps its style.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}
COMPRESSED = {".js", ".svg", ".css", ".json", ".txt"}
ADDRESS = re.compile(r"/static/[0-9a-f]{12}/([A-Za-z0-9_./-]+)")


class StaticFiles:
    """All static files in memory: they are few and small, and each is compressed once."""

    def __init__(self, roots: Iterable[tuple[str, Path]]) -> None:
        self._files: dict[str, tuple[str, bytes, bytes | None]] = {}
        for prefix, root in roots:
            for path in sorted(root.rglob("*")):
                if path.is_file():
                    self._add(f"{prefix}{path.relative_to(root).as_posix()}", path)
        digest = hashlib.sha256()
        for name, (_kind, body, _packed) in sorted(self._files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(body).digest())
        self.digest = digest.hexdigest()[:12]

    def _add(self, name: str, path: Path) -> None:
        body = path.read_bytes()
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = gzip.compress(body, 9, mtime=0) if path.suffix in COMPRESSED else None
        self._files[name] = (kind, body, packed)

    def url(self, name: str) -> str:
        """The address of a file, for example core/core.css; KeyError when there is no such file."""
        if name not in self._files:
            raise KeyError(f"no static file {name}")
        return f"/static/{self.digest}/{name}"

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        file = self._files.get(found[1]) if found else None
        if file is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        kind, body, packed = file
        headers = [
            ("Content-Type", kind), ("Cache-Control", "public, max-age=31536000, immutable"),
            ("X-Content-Type-Options", "nosniff"), ("Vary", "Accept-Encoding"),
        ]  # fmt: skip
        if packed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = packed
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]

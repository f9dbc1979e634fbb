# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Addresses whose bytes aren't UTF-8: no page of ours gives out any, but scanners and very old links have them."""

from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode


def make_readable(environ: dict[str, Any]) -> None:
    """Put the replacement character where path or query aren't UTF-8, so that views can read them and answer 404."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if not path.isascii():
        environ["PATH_INFO"] = path.encode("latin-1").decode("utf-8", "replace").encode().decode("latin-1")
    if query and not _is_text(query):
        environ["QUERY_STRING"] = urlencode(parse_qsl(query, keep_blank_values=True, errors="replace"))


def _is_text(query: str) -> bool:
    try:
        (unquote_to_bytes(query) if "%" in query else query.encode("latin-1")).decode()
    except UnicodeError:
        return False
    return True

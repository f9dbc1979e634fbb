# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Serving files: of this tenant only, kept by browsers for ever, and never run as anything but what they are."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import FileResponse, Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.media.documents import disposition
from folkmoot.media.interfaces import IMedia
from folkmoot.media.models import MediaFile
from folkmoot.security.permissions import Permission

FOR_EVER = "public, max-age=31536000, immutable"
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; sandbox; frame-ancestors 'self'"
"""A document may show itself and do nothing else, whatever is hidden in it."""


@view_config(route_name="media.file", permission=Permission.PUBLIC)
def file(request: Request) -> Response:
    """A picture in one of its widths, or a document."""
    address = request.matchdict["key"]
    media: Any = request.find_service(IMedia)
    path = media.storage.path(request.site.id, address)
    if path is None or not path.is_file():
        raise HTTPNotFound
    kind = "application/pdf" if path.suffix == ".pdf" else "image/webp"
    response: Response = FileResponse(path, request, content_type=kind)
    if path.suffix == ".pdf":
        response.headers["Content-Disposition"] = disposition(_name(request, path.name))
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_EVER
    return response


def _name(request: Request, key: str) -> str:
    """What the document was called; one whose row is gone is gone itself."""
    name: str | None = request.db.scalar(select(MediaFile.original_name).where(MediaFile.key == key))
    if name is None:
        raise HTTPNotFound
    return name or "document.pdf"

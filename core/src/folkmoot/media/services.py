# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Keeping files: the row and the bytes come and go together."""

import uuid
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.media.documents import check_pdf, clean_name
from folkmoot.media.interfaces import IMedia, Picture
from folkmoot.media.models import MediaFile
from folkmoot.media.pictures import draw
from folkmoot.media.storage import Storage, new_key

ADDRESS = "/media/"
"""Where files are served; they belong to no language, so no route needs to be asked."""


@implementer(IMedia)
class Media:
    """Files of all tenants, each in its own folder."""

    def __init__(self, data: Path) -> None:
        self.storage = Storage(data)

    def store_picture(
        self, db: Session, data: bytes, name: str, alt: dict[str, str], account_id: uuid.UUID | None
    ) -> MediaFile:
        """Draw a picture anew and keep it in all its widths."""
        drawn = draw(data)
        file = MediaFile(
            key=new_key("webp"), kind="picture", media_type="image/webp", size=len(drawn.sizes[drawn.width]),
            width=drawn.width, height=drawn.height, widths=sorted(drawn.sizes), alt=dict(alt),
            original_name=clean_name(name), uploaded_by_id=account_id,
        )  # fmt: skip
        addresses = {self._address(file, width): body for width, body in drawn.sizes.items()}
        return self._keep(db, file, addresses)

    def store_document(self, db: Session, data: bytes, name: str, account_id: uuid.UUID | None) -> MediaFile:
        """Check that it is a PDF file and keep it as it is."""
        check_pdf(data)
        file = MediaFile(
            key=new_key("pdf"), kind="document", media_type="application/pdf", size=len(data), widths=[], alt={},
            original_name=clean_name(name, "document.pdf"), uploaded_by_id=account_id,
        )  # fmt: skip
        return self._keep(db, file, {file.key: data})

    def _keep(self, db: Session, file: MediaFile, bodies: dict[str, bytes]) -> MediaFile:
        db.add(file)
        db.flush()  # the database says whose it is
        paths = [self.storage.write(file.tenant_id, address, body) for address, body in bodies.items()]
        _when(db, "after_rollback", lambda: self.storage.remove(paths))
        return file

    def remove(self, db: Session, file: MediaFile) -> None:
        """Delete the row now and the bytes once that is certain."""
        paths = list(self._paths(file))
        db.delete(file)
        db.flush()
        _when(db, "after_commit", lambda: self.storage.remove(paths))

    def _paths(self, file: MediaFile) -> Iterable[Path]:
        for address in {file.key, *(self._address(file, width) for width in file.widths)}:
            path = self.storage.path(file.tenant_id, address)
            if path is not None:
                yield path

    @staticmethod
    def _address(file: MediaFile, width: int) -> str:
        return file.key if width == file.width else f"{width}/{file.key}"

    def url(self, file: MediaFile) -> str:
        """The address of the largest size."""
        return ADDRESS + file.key

    def picture(self, file: MediaFile | None, alt: str = "") -> Picture | None:
        """What the macros need."""
        if file is None or file.width is None or file.height is None:
            return None
        srcset = ", ".join(f"{ADDRESS}{self._address(file, width)} {width}w" for width in file.widths)
        return Picture(self.url(file), srcset, file.width, file.height, alt)

    def sweep(self, db: Session, tenant_id: uuid.UUID, older_than: float) -> int:
        """Delete bytes without a row, left by a killed process or an erased row; returns how many files went."""
        found = list(self.storage.keys(tenant_id, older_than))
        known = set(db.scalars(select(MediaFile.key))) if found else set()
        orphans = [path for key, path in found if key not in known]
        self.storage.remove(orphans)
        return len(orphans)


WAITING = "folkmoot.media"


def _when(db: Session, moment: str, action: Callable[[], None]) -> None:
    """Run something once when this session's transaction ends in that way, and forget it when it ends otherwise.

    One listener a session for all its files: a listener that removed itself would upset SQLAlchemy's iteration.
    """
    if WAITING not in db.info:
        db.info[WAITING] = {"after_commit": [], "after_rollback": []}
        for name in db.info[WAITING]:
            event.listen(db, name, partial(_ended, name))
    db.info[WAITING][moment].append(action)


def _ended(moment: str, session: Session) -> None:
    waiting = session.info[WAITING]
    actions = list(waiting[moment])
    for kept in waiting.values():
        kept.clear()
    for action in actions:
        action()

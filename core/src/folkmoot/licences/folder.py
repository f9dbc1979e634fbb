# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Licences from a mounted folder, for containers: `NAME.lic` for the pool, `SLUG/NAME.lic` for one tenant.

What lies there is installed, what is taken away from there is removed; licences that came another way stay. A folder
that isn't there at all changes nothing: a volume may be mounted late, and nobody's modules should close for that.
"""

import hashlib
import logging
import uuid
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from folkmoot.audit.services import Audit
from folkmoot.db.session import Database
from folkmoot.licences.examining import Examiner
from folkmoot.licences.installing import Act, install, remove_tokens
from folkmoot.licences.models import LicenceToken
from folkmoot.licences.services import Licences
from folkmoot.plugins.loader import Installed
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import MAX_BUNDLE, Refused, fingerprint, read_bundle

log = logging.getLogger(__name__)
LOCK = text("SELECT pg_try_advisory_xact_lock(hashtext('folkmoot licence folder'))")
"""Of several workers one looks; the others hear of it as of any change."""


class LicenceFolder:
    """A folder that is compared with what is installed, each time its files have changed."""

    def __init__(self, folder: Path, database: Database, licences: Licences, installed: Sequence[Installed]) -> None:
        self._folder, self._database = folder, database
        self._licences, self._installed = licences, installed
        self._seen = ""

    def follow(self, sites: Sequence[Site]) -> bool:
        """Bring the database up to the folder; whether anything was installed or removed."""
        if not self._folder.is_dir():
            return False
        files = {owner: list(_files(folder)) for owner, folder in self._owners(sites)}
        digest = _digest(content for found in files.values() for _path, content in found)
        if digest == self._seen:
            return False
        with self._database.platform() as db:
            if not db.scalar(LOCK):
                return False
            changed = [self._follow(db, owner, sites, found) for owner, found in files.items()]
        self._seen = digest
        return any(changed)

    def _owners(self, sites: Sequence[Site]) -> Iterable[tuple[uuid.UUID | None, Path]]:
        yield None, self._folder
        yield from ((site.id, self._folder / site.slug) for site in sites)

    def _follow(
        self, db: Session, owner: uuid.UUID | None, sites: Sequence[Site], files: list[tuple[Path, bytes]]
    ) -> bool:
        concerned = [site for site in sites if owner in (None, site.id)]
        enter = partial(self._database.enter_tenant, db.connection())
        act = Act(owner=owner, sites=concerned, source="folder", enter=enter)
        held = _held(db, owner)
        tokens = {path: _fingerprints(path, content) for path, content in files}
        gone = held - {mark for marks in tokens.values() for mark in marks}
        if gone:
            remove_tokens(db, Audit(), act, gone)
        fresh = [(path, content) for path, content in files if tokens[path] and not tokens[path] <= held]
        return bool([path for path, content in fresh if self._install(db, act, path, content)]) or bool(gone)

    def _install(self, db: Session, act: Act, path: Path, content: bytes) -> bool:
        examination = Examiner(self._licences, self._installed).examine(content, act.sites, operator=True)
        if not examination.acceptable:
            codes = ", ".join(objection.code for objection in examination.objections)
            log.warning("the licence file %s isn't installed: %s", path.name, codes)
            return False
        install(db, Audit(), act, examination)
        return bool(examination.tokens)


def _files(folder: Path) -> Iterable[tuple[Path, bytes]]:
    """The .lic files of a folder, in the order of their names; a link that leads nowhere is left out."""
    for path in sorted(folder.glob("*.lic")) if folder.is_dir() else ():
        try:
            if path.stat().st_size <= MAX_BUNDLE:
                yield path, path.read_bytes()
            else:
                log.warning("the licence file %s isn't installed: size", path.name)
        except OSError as error:
            log.warning("the licence file %s can't be read: %s", path.name, error.strerror)


def _digest(contents: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def _fingerprints(path: Path, content: bytes) -> set[str]:
    try:
        return {fingerprint(block.token) for block in read_bundle(content)}
    except Refused as refusal:
        log.warning("the licence file %s isn't installed: %s", path.name, refusal.code)
        return set()


def _held(db: Session, owner: uuid.UUID | None) -> set[str]:
    """Fingerprints of what the folder has brought and what is still in force."""
    here = LicenceToken.tenant_id.is_(None) if owner is None else LicenceToken.tenant_id == owner
    rows = select(LicenceToken.fingerprint).where(
        here, LicenceToken.source == "folder", LicenceToken.removed_at.is_(None)
    )
    return set(db.scalars(rows))

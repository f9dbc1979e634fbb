# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The collections of a process: made off the request when first asked for, and as many as its memory may hold."""

import logging
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable

from sqlalchemy.orm import Session

from folkmoot.interfaces import beside, tenant_of
from folkmoot_premium.insights.live import collecting
from folkmoot_premium.insights.live.collection import Collection
from folkmoot_premium.insights.live.likeness import likenesses

MOST_TEXTS = 60_000
"""Texts that all collections of a process hold together; a project with more than this has no suggestions."""
AGAIN_AFTER = 60.0
"""Seconds after which a collection that couldn't be made is tried again."""
WAIT = 0.1
"""Seconds that a request waits for a collection that is being made: a small one is there by then."""

Key = tuple[uuid.UUID, uuid.UUID]
Work = Callable[[Session], None]
log = logging.getLogger(__name__)


class Indexes:
    """Collections by town and project, those used last kept longest. Safe from many threads."""

    def __init__(self, most_texts: int = MOST_TEXTS) -> None:
        self._most = most_texts
        self._lock = threading.Lock()
        self._collections: OrderedDict[Key, Collection] = OrderedDict()
        self._working: dict[Key, threading.Event] = {}
        self._not_before: dict[Key, float] = {}

    def of(self, db: Session, project_id: uuid.UUID, wait: float = WAIT) -> Collection | None:
        """The collection of a project as its rows are now; None while there is none, which begins to be made."""
        key = (tenant_of(db), project_id)
        found = self._used(key) or self._made(db, key, wait)
        if found is not None and (not found.refresh(db) or found.due):
            self._begin(db, key, found.compare)
        return found

    def _used(self, key: Key) -> Collection | None:
        with self._lock:
            found = self._collections.get(key)
            if found is not None:
                self._collections.move_to_end(key)
            return found

    def _made(self, db: Session, key: Key, wait: float) -> Collection | None:
        def make(own: Session) -> None:
            now = collecting.stamp(own, key[1])
            if now.count > self._most:
                raise ValueError(f"{now.count} texts are too many for an index in a web worker")
            made = Collection(key[1], collecting.everything(own, key[1]), now)
            _rehearse(own, made)
            self._keep(key, made)

        made = self._begin(db, key, make)
        if made is not None and wait:
            made.wait(wait)
        return self._used(key)

    def _begin(self, db: Session, key: Key, work: Work) -> threading.Event | None:
        """Do this in a thread with a session of its own, unless something is being done there; what tells its end."""
        with self._lock:
            if key in self._working or time.monotonic() < self._not_before.get(key, 0.0):
                return self._working.get(key)
            done = self._working[key] = threading.Event()
        opened = beside(db)

        def run() -> None:
            try:
                with opened() as own:
                    work(own)
            except Exception:
                log.exception("the index of project %s can't be kept; tried again in %s s", key[1], AGAIN_AFTER)
                self._not_before[key] = time.monotonic() + AGAIN_AFTER
            finally:
                with self._lock:
                    self._working.pop(key).set()

        threading.Thread(target=run, name="insights-index", daemon=True).start()
        return done

    def _keep(self, key: Key, made: Collection) -> None:
        with self._lock:
            self._collections[key] = made
            self._collections.move_to_end(key)
            while len(self._collections) > 1 and sum(map(len, self._collections.values())) > self._most:
                self._collections.popitem(last=False)


def _rehearse(db: Session, made: Collection) -> None:
    """One search as requests make it: what is loaded at the first use is loaded here, where nobody waits."""
    likenesses(db, made, "a rehearsal", 1, 0.0)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The index of one project's texts in this process, kept as the rows are.

Five nets hold it. Each use asks what was published, edited and withdrawn lately, and takes that over, so a new text is
found at the next use. A use after five seconds also counts the texts, which finds imports with old dates and rows that
were deleted. A use after twenty seconds also asks which texts were erased, and lets go of their words. Each hit is
compared with its row before anybody sees it, so nothing is ever shown that isn't there any more. And every ten minutes
of use all texts are compared off the request, which finds what leaves no such trace.
"""

import datetime
import threading
import time
import uuid
from collections.abc import Iterable

from sqlalchemy.orm import Session

from folkmoot_premium.analysis import Index
from folkmoot_premium.insights.live import collecting
from folkmoot_premium.insights.live.collecting import Stamp, Text

OVERLAP = datetime.timedelta(minutes=2)
"""A transaction may end so long after the moment that it writes down."""
MOST_AT_ONCE = 300
"""Texts that a request takes over itself; more are left to the background."""
COUNTED_EVERY = 5.0
"""Seconds between two counts of all texts: the dearest question of all, ten thousand entries of an index."""
SWEPT_EVERY = 20.0
"""Seconds between two looks for erased texts."""
CHECKED_EVERY = 600.0
"""Seconds between two comparisons of all texts."""


class Collection:
    """Texts by id and their index. Many threads may search; one at a time keeps it up to date."""

    def __init__(self, project_id: uuid.UUID, texts: Iterable[Text], stamp: Stamp) -> None:
        self._project_id, self._stamp = project_id, stamp
        self._marks: dict[uuid.UUID, int] = {}
        self._changes: set[tuple[uuid.UUID, datetime.datetime]] = set()
        self._counted = time.monotonic()
        self._emptied: set[uuid.UUID] = set()
        self._swept = time.monotonic()
        self._upkeep = threading.Lock()
        self._checked = time.monotonic()
        found = list(texts)
        self._index = Index([one.row for one in found])
        self._marks.update((one.id, one.mark) for one in found)

    def __len__(self) -> int:
        return len(self._marks)

    @property
    def due(self) -> bool:
        """Whether all texts should be compared again."""
        return time.monotonic() - self._checked >= CHECKED_EVERY

    def nearest(self, text: str, most: int) -> list[tuple[uuid.UUID, float]]:
        """What is like a text, the likest first; whoever asks looks at the rows afterwards (`current`)."""
        return [(uuid.UUID(one), score) for one, score in self._index.nearest(text, most)]

    def refresh(self, db: Session) -> bool:
        """Take over what has changed; False when that is too much for a request. Never waits for another thread."""
        if not self._upkeep.acquire(blocking=False):
            return True
        try:
            now = self._count(db)
            differing = self._changed(db) | self._come_and_gone(db, now) | self._erased(db)
            if len(differing) > MOST_AT_ONCE:
                return False
            self._take(db, differing)
            self._stamp = now
            return True
        finally:
            self._upkeep.release()

    def current(self, db: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Text]:
        """Of these the ones that still say what is in the index; the others are put right there for the next time."""
        wanted = list(ids)
        found = collecting.texts(db, wanted) if wanted else {}
        same = {one: text for one, text in found.items() if self._marks.get(one) == text.mark}
        if len(same) < len(wanted):
            with self._upkeep:
                self._put([found[one] for one in wanted if one in found and one not in same])
                self._drop([one for one in wanted if one not in found])
        return same

    def compare(self, db: Session) -> None:
        """Compare all texts with the index. Off the request."""
        with self._upkeep:
            now = collecting.stamp(db, self._project_id)
            missing, batch = set(self._marks), list[Text]()
            for one in collecting.everything(db, self._project_id):
                missing.discard(one.id)
                if self._marks.get(one.id) != one.mark:
                    batch.append(one)
            self._put(batch)
            self._drop(missing)
            self._stamp, self._checked = now, time.monotonic()

    def _count(self, db: Session) -> Stamp:
        """A fresh stamp, or the one that is still good enough."""
        if time.monotonic() - self._counted < COUNTED_EVERY:
            return self._stamp
        self._counted = time.monotonic()
        return collecting.stamp(db, self._project_id)

    def _changed(self, db: Session) -> set[uuid.UUID]:
        found = collecting.changes(db, self._project_id, self._stamp.at - OVERLAP)
        fresh = {one for one, _at in found - self._changes}
        self._changes = found
        return fresh

    def _erased(self, db: Session) -> set[uuid.UUID]:
        if time.monotonic() - self._swept < SWEPT_EVERY:
            return set()
        found = collecting.emptied(db, self._project_id)
        fresh, self._emptied, self._swept = found - self._emptied, found, time.monotonic()
        return fresh

    def _come_and_gone(self, db: Session, now: Stamp) -> set[uuid.UUID]:
        same = (now.count, now.newest) == (self._stamp.count, self._stamp.newest) and now.count == len(self._marks)
        if now is self._stamp or same:
            return set()
        since = self._stamp.newest - OVERLAP if self._stamp.newest else None
        come = collecting.ids(db, self._project_id, since) - self._marks.keys()
        if len(self._marks) + len(come) == now.count:
            return come
        return collecting.ids(db, self._project_id) ^ self._marks.keys()

    def _take(self, db: Session, ids: set[uuid.UUID]) -> None:
        if not ids:
            return
        found = collecting.texts(db, ids)
        self._put([one for one in found.values() if self._marks.get(one.id) != one.mark])
        self._drop(ids - found.keys())

    def _put(self, texts: list[Text]) -> None:
        if texts:
            self._index.add([one.row for one in texts])
            self._marks.update((one.id, one.mark) for one in texts)

    def _drop(self, ids: Iterable[uuid.UUID]) -> None:
        gone = [one for one in ids if self._marks.pop(one, None) is not None]
        if gone:
            self._index.remove([str(one) for one in gone])

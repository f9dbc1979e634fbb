# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Asking a plugin inside somebody else's transaction, without letting it spoil or delay that."""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from folkmoot.db.keys import tenant_of

log = logging.getLogger(__name__)

AT_MOST = 0.5
"""Seconds that a statement may take while a person waits for the answer; then it is cancelled, which is an error."""
SLOW = 2.0
"""Seconds for the whole of an answer, from which on a plugin is left alone for a while."""
PAUSE = 15.0
"""Seconds for which a plugin that failed or was slow isn't asked again in that town."""
LIMIT = f"SET LOCAL statement_timeout = {round(AT_MOST * 1000)}"


class Patience:
    """Which plugins of a composition are asked while somebody waits; known to one process, safe from many threads."""

    def __init__(self) -> None:
        self._not_before: dict[tuple[uuid.UUID, str], float] = {}

    def ask(self, db: Session, plugin_id: str, call: Callable[[], Any]) -> list[Any]:
        """What a plugin reads, or nothing when it fails or when it is to be left alone. What it writes is undone."""
        begun, who = time.monotonic(), (tenant_of(db), plugin_id)
        if begun < self._not_before.get(who, 0.0):
            return []
        inner = db.begin_nested()
        try:
            db.connection().exec_driver_sql(LIMIT)  # by the shortest way: it is asked on every pause in typing
            found = list(call())
        except Exception:
            log.exception("%s failed; it isn't asked for %s s", plugin_id, PAUSE)
            self._not_before[who] = time.monotonic() + PAUSE
            return []
        finally:
            inner.rollback()
        if (took := time.monotonic() - begun) > SLOW:
            log.warning("%s took %.2f s; it isn't asked for %s s", plugin_id, took, PAUSE)
            self._not_before[who] = time.monotonic() + PAUSE
        return found


def tell(db: Session, plugin_id: str, call: Callable[[], Any]) -> None:
    """Let a plugin write what belongs to a change; when it fails, what it wrote is undone and the change stands."""
    inner = db.begin_nested()
    try:
        call()
        db.flush()
        inner.commit()
    except Exception:
        log.exception("%s failed; the change stands without it", plugin_id)
        inner.rollback()

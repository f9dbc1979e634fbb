# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Logs: one line a message on standard error, without personal data.

A message of an exception may quote a row ("Key (email)=(…) exists"), so only its type and place are logged, except in
development. Addresses of requests are never logged: some carry one-time codes.
"""

import datetime
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
QUIET = ("procrastinate", "alembic", "sqlalchemy", "_granian", "granian.access", "psycopg", "asyncio", "PIL", "txn")
"""Libraries whose chatter is kept out unless something is wrong; some of it quotes arguments of jobs."""


class OneLine(logging.Formatter):
    """time level logger[pid] message error=Type at=file:line:function."""

    def __init__(self, *, development: bool = False) -> None:
        super().__init__()
        self._development = development

    def format(self, record: logging.LogRecord) -> str:
        """A record as one line."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        line = f"{at} {record.levelname.lower()} {record.name}[{record.process}] {record.getMessage()}"
        if record.exc_info and record.exc_info[0] is not None:
            line += self._error(record.exc_info[0], record.exc_info[2])
            if self._development:
                return f"{line}\n{self.formatException(record.exc_info)}"
        return line.replace("\n", " ⏎ ")

    def _error(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        frames = traceback.extract_tb(trace)[-3:]
        places = " < ".join(f"{Path(one.filename).name}:{one.lineno}:{one.name}" for one in reversed(frames))
        return f" error={kind.__name__} at={places or '-'}"


def configure(level: str | None = None) -> None:
    """Send all logs to standard error at FOLKMOOT_LOG's level (info when it can't be read: settings say so later)."""
    chosen = LEVELS.get((level or os.environ.get("FOLKMOOT_LOG", "info")).lower(), logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(development=os.environ.get("FOLKMOOT_DEVELOPMENT", "") not in ("", "0", "false")))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(chosen)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(chosen, logging.WARNING))


def granian_logging() -> dict[str, Any]:
    """Granian's own loggers, sent through ours."""
    quiet = {"handlers": [], "level": "WARNING", "propagate": True}
    return {"version": 1, "disable_existing_loggers": False, "loggers": {"_granian": quiet, "granian.access": quiet}}

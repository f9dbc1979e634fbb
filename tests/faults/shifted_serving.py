# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An entry point of tests: folkmoot.serving's web worker in a process whose clock is an hour fast, or an hour slow.

Whoever starts first is fast, and the next one slow. Each answer says by how many seconds its worker's clock is off.
"""

import ctypes
import datetime
import gc
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from folkmoot.serving import application as real_application

HOUR = 3600.0


def shift_clock(seconds: float) -> None:
    """From now on this process believes that it is so much later.

    The class `datetime` itself is changed, behind its back: another class in its place would be unknown to pydantic.
    """
    by, real_now, real_time = datetime.timedelta(seconds=seconds), datetime.datetime.now, time.time
    (methods,) = gc.get_referents(datetime.datetime.__dict__)
    methods["now"] = classmethod(lambda _kind, tz=None: real_now(tz) + by)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))
    time.time = lambda: real_time() + seconds


def application() -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """What Granian loads in each worker."""
    try:
        Path(os.environ["DRILL_FIRST"]).mkdir()
        seconds = HOUR
    except FileExistsError:
        seconds = -HOUR
    shift_clock(seconds)
    served = real_application()

    def marked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, ("X-Drill-Shift", f"{seconds:+.0f}")], *rest)

        return served(environ, start)

    return marked

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers for Prometheus. Each web process counts its own requests, so its counters bear its process id."""

import os
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from folkmoot.platform import Platform

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds in seconds of the histogram of answering times."""

JOBS = text("SELECT status::text AS status, count(*) AS jobs FROM procrastinate_jobs GROUP BY status ORDER BY status")
STATES = ("todo", "doing", "failed")


class Requests:
    """Counts answered requests by class of status, and how long each took until its answer began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.answered: Counter[str] = Counter()
        self.within: Counter[float] = Counter()
        self.seconds = 0.0

    def watch(self, start_response: Callable[..., Any]) -> Callable[..., Any]:
        """The same start_response, noting the status and the time since now."""
        begun = time.perf_counter()

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            self._note(status[0], time.perf_counter() - begun)
            return start_response(status, headers, *rest)

        return noting

    def _note(self, status: str, seconds: float) -> None:
        with self._lock:
            self.answered[status] += 1
            self.seconds += seconds
            for bound in BUCKETS:
                if seconds <= bound:
                    self.within[bound] += 1


def exposition(platform: "Platform") -> str:
    """All numbers in Prometheus' text format."""
    return "\n".join([*_requests(platform.requests), *_platform(platform), *_jobs(platform), *_process()]) + "\n"


def _requests(requests: Requests) -> Iterator[str]:
    me = f'process="{os.getpid()}"'
    yield "# TYPE folkmoot_requests_total counter"
    for status, count in sorted(requests.answered.items()):
        yield f'folkmoot_requests_total{{{me},status="{status}xx"}} {count}'
    yield "# TYPE folkmoot_request_seconds histogram"
    total = sum(requests.answered.values())
    for bound in BUCKETS:
        yield f'folkmoot_request_seconds_bucket{{{me},le="{bound}"}} {requests.within[bound]}'
    yield f'folkmoot_request_seconds_bucket{{{me},le="+Inf"}} {total}'
    yield f"folkmoot_request_seconds_sum{{{me}}} {requests.seconds:.6f}"
    yield f"folkmoot_request_seconds_count{{{me}}} {total}"


def _platform(platform: "Platform") -> Iterator[str]:
    yield "# TYPE folkmoot_tenants gauge"
    yield f"folkmoot_tenants {len(platform.sites())}"
    yield "# TYPE folkmoot_applications gauge"
    yield f'folkmoot_applications{{process="{os.getpid()}"}} {platform.application_count}'


def _jobs(platform: "Platform") -> Iterator[str]:
    yield "# TYPE folkmoot_database_up gauge"
    try:
        with platform.database.platform() as db:
            found = {row.status: row.jobs for row in db.execute(JOBS)}
    except SQLAlchemyError:
        yield "folkmoot_database_up 0"
        return
    yield "folkmoot_database_up 1"
    yield "# TYPE folkmoot_jobs gauge"
    for state in STATES:
        yield f'folkmoot_jobs{{state="{state}"}} {found.get(state, 0)}'


def _process() -> Iterator[str]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    me = f'process="{os.getpid()}"'
    yield "# TYPE folkmoot_process_cpu_seconds_total counter"
    yield f"folkmoot_process_cpu_seconds_total{{{me}}} {usage.ru_utime + usage.ru_stime:.2f}"
    yield "# TYPE folkmoot_process_memory_peak_bytes gauge"
    yield f"folkmoot_process_memory_peak_bytes{{{me}}} {usage.ru_maxrss * 1024}"

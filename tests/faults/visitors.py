# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""People who use a site without pause while something happens to it: readers, and one who supports ideas."""

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAUSE = 0.02
"""Seconds between a person's requests: five such people keep two cores busy, and leave them able to breathe."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Answer:
    """What came back: 0 when nothing did."""

    status: int
    body: str
    seconds: float


@dataclass
class Person:
    """A browser without a pool: each request on a connection of its own, so that it reaches any worker."""

    port: int
    host: str
    cookie: str = ""

    def ask(self, path: str, body: str | None = None) -> Answer:
        """One request; a body makes it a POST."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Host": self.host} | ({"Cookie": self.cookie} if self.cookie else {})
        try:
            connection.request("POST" if body is not None else "GET", path, body, headers | (FORM if body else {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode("utf-8", "replace"), time.perf_counter() - began)
        except OSError:
            return Answer(0, "", time.perf_counter() - began)
        finally:
            connection.close()

    def csrf(self, path: str) -> str:
        """The token of a page's forms."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(path).body)
        assert found is not None, path
        return found[1]


class Probe(threading.Thread):
    """Asks for one page many times a second and remembers when which status came."""

    def __init__(self, person: Person, path: str) -> None:
        super().__init__(daemon=True)
        self._person, self._path = person, path
        self.seen: list[tuple[float, int]] = []
        self.stopping = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        while not self.stopping.is_set():
            asked = time.time()
            self.seen.append((asked, self._person.ask(self._path).status))
            time.sleep(0.005)

    def settled(self, status: int, since: float, answers: int) -> float | None:
        """When the last other answer was asked for, once so many in a row are as they should be; None before."""
        if len(self.seen) < answers or any(found != status for _at, found in self.seen[-answers:]):
            return None
        others = [at for at, found in self.seen if found != status]
        return max([since, *others]) if self.seen[-answers][0] >= since else None


@dataclass
class Crowd:
    """Threads that read and react until told to stop; every answer is kept."""

    readers: list[tuple[Person, str]]
    reactors: list[tuple[Person, str, str]]
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def _read(self, person: Person, path: str) -> None:
        while not self.stopping.is_set():
            self._note(path, person.ask(path))

    def _react(self, person: Person, path: str, csrf: str) -> None:
        while not self.stopping.is_set():
            self._note("reaction", person.ask(path, f"csrf_token={csrf}"))

    def _note(self, what: str, answer: Answer) -> None:
        time.sleep(PAUSE)
        self.statuses[what, answer.status] += 1
        self.seconds.append(answer.seconds)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While the block runs."""
        threads = [threading.Thread(target=self._read, args=one, daemon=True) for one in self.readers]
        threads += [threading.Thread(target=self._react, args=one, daemon=True) for one in self.reactors]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join(30)

    @property
    def failed(self) -> list[tuple[str, int]]:
        """Answers that nobody should get."""
        return [kind for kind in self.statuses if kind[1] not in (200, 303)]

    def percentile(self, share: float) -> float:
        """Seconds within which this share of all requests was answered."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]

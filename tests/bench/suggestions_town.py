# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with many ideas, and somebody who types in its form."""

import http.client
import os
import random
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, cast
from urllib.parse import urlencode

import place
from insights_sets import load, mistyped, typed
from servers import Running
from sqlalchemy import Table, insert, text

from folkmoot.bootstrap import open_platform
from folkmoot.contributions.models import Contribution
from folkmoot.db.base import uuid7
from folkmoot.db.server import Server
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.settings import Settings
from folkmoot.testing.contributions import Forum
from folkmoot.testing.licences import install_demonstration_licence
from folkmoot.testing.towns import make_town as make
from folkmoot_premium.analysis import Row

SETS = ("republique_numerique_fr", "polis_en", "klimarat_de")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
NUMBERS = re.compile(r'href="/en/ideas/(\d+)"')
SHOWN = 'id="similar"'
PATIENCE = 120.0


def texts(number: int) -> list[Row]:
    """So many different real texts, shuffled by a seed."""
    found = {row.text: row for name in SETS for row in load(name).rows if len(row.text.split()) > 7}
    rows = list(found.values())
    random.Random(1).shuffle(rows)
    return rows[:number]


@dataclass(frozen=True)
class Place:
    """Where the form is, who fills it in, and the number of the first idea."""

    host: str
    path: str
    cookie: str
    first: int


def make_town(server: Server, rows: list[Row]) -> Place:
    """A town on a host of the demonstration's licence, and all texts as ideas of one project."""
    platform = open_platform(Settings(data=place.WORK, secret=place.SECRET), server)
    try:
        town = make(platform, host="localhost")
        install_demonstration_licence(town, "premium")
        forum, author = Forum(town), town.account()
        posted = forum.post(author.id)
        with town.session() as db:
            known = db.execute(text("SELECT * FROM contribution WHERE id = :id"), {"id": posted.id}).mappings().one()
            kept = {name: value for name, value in known.items() if name not in ("id", "number", "title", "body")}
            values = [{**kept, "id": uuid7(), "language": row.language, **_parted(row.text)} for row in rows]
            table = cast("Table", Contribution.__table__)
            numbers = db.scalars(insert(table).returning(table.c.number, sort_by_parameter_order=True), values).all()
        assert list(numbers) == list(range(numbers[0], numbers[0] + len(rows)))
        return Place(town.host, f"/en/projects/{forum.project.slug}/1/ideas/new", town.sign_in(author), numbers[0])
    finally:
        platform.close()


def _parted(words: str) -> dict[str, str]:
    """The first ten words as the title, as people would have it."""
    told = words.split()
    return {"title": " ".join(told[:10]), "body": " ".join(told[10:])}


@dataclass
class Asked:
    """Many requests of one kind. found: in how many answers was what was looked for; wrong: answers that weren't."""

    ms: list[float] = field(default_factory=list)
    found: int = 0
    wrong: int = 0
    cpu_ms: float = 0.0


class Writer:
    """Somebody who types, with one connection at a time."""

    def __init__(self, running: Running, town: Place, database_pid: int) -> None:
        self._running, self._town, self._pids = running, town, (running.pid, database_pid)
        self._headers = {"Host": town.host, "Cookie": f"{SESSION_COOKIE}={town.cookie}"}
        self.slowest = self.calm = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *rest: object) -> None:
        pass

    def _send(self, method: str, fields: dict[str, str] | None = None, **more: str) -> tuple[int, str, float]:
        connection = http.client.HTTPConnection(self._running.url.removeprefix("http://"))
        body = urlencode({**fields, "csrf_token": self._token}) if fields else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        begun = time.perf_counter()
        connection.request(method, self._town.path, body, {**self._headers, **kind, **more})
        answer = connection.getresponse()
        page = answer.read().decode()
        took = 1000 * (time.perf_counter() - begun)
        connection.close()
        return answer.status, page, took

    def warm_up(self) -> float:
        """Open the form, and look until twenty answers in a row have suggestions: seconds."""
        form, self._town = self._town, Place(self._town.host, "/en/ideas", self._town.cookie, 0)
        for _ in range(20):
            self._send("GET")
        self.calm = max(self._send("GET")[2] for _ in range(40))
        self._town, begun, row = form, time.perf_counter(), 0
        found = TOKEN.search(self._send("GET")[1])
        assert found is not None
        self._token = found[1]
        while row < 20 and time.perf_counter() - begun < PATIENCE:
            _status, page, took = self._look("les logiciels libres dans l'administration")
            self.slowest = max(self.slowest, took)
            row = row + 1 if NUMBERS.search(page) else 0
            time.sleep(0.02)
        return time.perf_counter() - begun

    def _look(self, words: str, script: bool = True) -> tuple[int, str, float]:
        more = {"HX-Request": "true"} if script else {}
        return self._send("POST", {"title": words, "body": "", "language": "en", "similar": "1"}, **more)

    def typed(self, rows: list[Row], queries: int) -> Asked:
        """The beginnings of texts that are there."""
        asked = [(self._town.first + row, words) for row, words in typed([row.text for row in rows], 7)][:queries]
        return self._ask(asked)

    def strange(self, queries: int) -> Asked:
        """What nobody there wrote."""
        chance = random.Random(2)
        wanted = chance.sample(load("banking77_en").texts, queries)
        return self._ask([(0, mistyped(" ".join(words.split()[:7]), chance)) for words in wanted])

    def whole_page(self, times: int) -> Asked:
        """The button without scripts, which shows the whole form again."""
        return self._ask([(0, "les logiciels libres")] * times, script=False)

    def nothing(self, times: int) -> Asked:
        """A title that is too short to look for: what the request costs by itself."""
        return self._ask([(0, "abc")] * times)

    def _ask(self, wanted: list[tuple[int, str]], script: bool = True) -> Asked:
        done, before = Asked(), self._cpu()
        for number, words in wanted:
            status, page, took = self._look(words, script)
            numbers = [int(found) for found in NUMBERS.findall(page)]
            done.ms.append(took)
            done.found += number in numbers if number else bool(numbers)
            done.wrong += status != 200 or SHOWN not in page
        done.cpu_ms = 1000 * (self._cpu() - before) / len(wanted)
        return done

    def new_idea_ms(self) -> float:
        """From sharing an idea until both workers find it."""
        words = "Quokkas und Wombats im Zoologischen Garten"
        status, _page, _took = self._send("POST", {"title": words, "body": f"{words}, bitte sehr.", "language": "en"})
        assert status == 303, status
        return self._until(words, there=True)

    def gone_ms(self) -> float:
        """From taking it back until neither worker shows it."""
        _status, page, _took = self._look("Quokkas und Wombats im Zoologischen Garten")
        number = NUMBERS.findall(page)[0]
        own, self._town = self._town, Place(self._town.host, f"/en/ideas/{number}/withdraw", self._town.cookie, 0)
        status, _page, _took = self._send("POST", {"sure": "1"})
        assert status == 303, status
        self._town = own
        return self._until("Quokkas und Wombats im Zoologischen Garten", there=False)

    def _until(self, words: str, *, there: bool) -> float:
        begun, last, row = time.perf_counter(), 0.0, 0
        while row < 20 and time.perf_counter() - begun < PATIENCE:
            begun_one = time.perf_counter() - begun
            right = ("Quokkas" in self._look(words)[1].partition(SHOWN)[2].partition("</ul>")[0]) is there
            row, last = (row + 1, last) if right else (0, 0.0)
            last = last or begun_one + 0.001
        return 1000 * last

    def _cpu(self) -> float:
        return sum(map(_cpu_of_tree, self._pids))


def _cpu_of_tree(pid: int) -> float:
    """CPU seconds of a process and its children."""
    total, waiting = 0.0, [Path(f"/proc/{pid}")]
    while waiting:
        one = waiting.pop()
        try:
            total += sum(map(int, (one / "stat").read_text().rpartition(")")[2].split()[11:15]))
            children = " ".join((thread / "children").read_text() for thread in (one / "task").iterdir())
            waiting += [Path(f"/proc/{child}") for child in children.split()]
        except OSError:
            continue
    return total / os.sysconf("SC_CLK_TCK")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is measured: for each thing people do, the floor's request and ours, one after the other in every round."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from filling import PROJECT, Town, token
from place import HOST, KIT, SECRET, WORK
from servers import Running

from folkmoot.security.csrf import SESSION_COOKIE, CsrfPolicy

BUSY = range(1, 21)
"""The ideas with 60 comments and 30 answers each."""

LIST = f"/fr/projects/{PROJECT}"
IDEA = "/fr/ideas/{number}"
REACTION = "/fr/ideas/{number}/reaction/like"
READER = 7
"""The user who reads as a signed-in person."""


@dataclass(frozen=True)
class Measure:
    """One line of the report: the floor's case and ours."""

    title: str
    floor: str
    ours: str


MEASURES = (
    Measure("newest ideas, visitor", "floor list", "newest, visitor"),
    Measure("idea list, visitor", "floor list", "list, visitor"),
    Measure("idea list, signed in", "floor list", "list, signed in"),
    Measure("idea with comments, visitor", "floor idea", "idea, visitor"),
    Measure("idea with comments, signed in", "floor idea", "idea, signed in"),
    Measure("reaction", "floor reaction", "reaction"),
)


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds, seconds a case in each, reactions at most in each, and clients at once."""

    rounds: int
    seconds: float
    reactions: int
    clients: int = 2


WARM_UP = Effort(1, 2.0, 80, clients=8)
"""Many connections, so that each worker has compiled its templates and statements before anything is measured."""

Pair = tuple[int, int]
"""A user and an idea, both from 0."""


def cases(floor: Running, ours: Running, town: Town, effort: Effort, pairs: list[Pair]) -> list[dict[str, Any]]:
    """All cases in the order they are driven. pairs: who reacts to what."""
    visitor, reader = {"Host": HOST}, {"Host": HOST, "Cookie": f"{SESSION_COOKIE}={token(READER)}"}
    floor_ideas = [f"{floor.url}/ideas/{number}" for number in BUSY]
    our_ideas = [ours.url + IDEA.format(number=number) for number in BUSY]
    listing = ours.url + LIST
    once = {"once": True, "n": effort.reactions}
    floor_votes, our_reactions = floor_reactions(floor, pairs), _our_reactions(ours, town, pairs)
    return [
        {"name": "floor list", "pid": floor.pid, "url": f"{floor.url}/ideas_live"},
        {"name": "list, visitor", "pid": ours.pid, "url": listing, "headers": visitor},
        {"name": "list, signed in", "pid": ours.pid, "url": listing, "headers": reader},
        {"name": "newest, visitor", "pid": ours.pid, "url": f"{listing}?sort=newest", "headers": visitor},
        {"name": "floor idea", "pid": floor.pid, "urls": floor_ideas},
        {"name": "idea, visitor", "pid": ours.pid, "urls": our_ideas, "headers": visitor},
        {"name": "idea, signed in", "pid": ours.pid, "urls": our_ideas, "headers": reader},
        {"name": "floor reaction", "pid": floor.pid, "requests": floor_votes, "expect": [201], **once},
        {"name": "reaction", "pid": ours.pid, "requests": our_reactions, "expect": [303], **once},
    ]


def fresh_pairs(content: dict[str, Any]) -> Iterator[Pair]:
    """Users with ideas that they haven't reacted to, people and ideas well mixed: (user, idea), both from 0."""
    chance = random.Random(1)
    taken = {(user, idea) for kind, idea, user, _value in content["ratings"] if kind == "i"}
    while True:
        pair = (chance.randrange(content["users"]), chance.randrange(len(content["ideas"])))
        if pair not in taken:
            taken.add(pair)
            yield pair


def floor_reactions(floor: Running, pairs: list[tuple[int, int]]) -> str:
    """A file of votes for the floor; each pair votes once."""
    headers = {"X-CSRF": "x", "Content-Type": "application/json"}
    return _requests(
        "floor-reactions",
        [
            {
                "url": f"{floor.url}/api/ideas/{idea + 1}/rate", "body": '{"value": 1}',
                "headers": {**headers, "Cookie": f"s=tok{user}; csrf=x"},
            }
            for user, idea in pairs
        ],
    )  # fmt: skip


def _our_reactions(ours: Running, town: Town, pairs: list[tuple[int, int]]) -> str:
    return _requests(
        "our-reactions",
        [
            {
                "url": ours.url + REACTION.format(number=idea + 1),
                "body": f"csrf_token={csrf_token(town, user)}",
                "headers": {
                    "Host": HOST, "Cookie": f"{SESSION_COOKIE}={token(user)}",
                    "Content-Type": "application/x-www-form-urlencoded",
                },
            }
            for user, idea in pairs
        ],
    )  # fmt: skip


def _requests(name: str, rows: list[dict[str, Any]]) -> str:
    path = WORK / f"{name}.jsonl"
    path.write_text("".join(json.dumps({"method": "POST", **row}) + "\n" for row in rows))
    return str(path)


def csrf_token(town: Town, user: int) -> str:
    """The token in the forms of a signed-in user's pages."""
    browser: Any = SimpleNamespace(
        cookies={SESSION_COOKIE: token(user)}, site=town, registry=SimpleNamespace(folkmoot_secret=SECRET)
    )
    return CsrfPolicy().get_csrf_token(browser)


def drive(plan: list[dict[str, Any]], effort: Effort, database_pid: int) -> dict[str, dict[str, Any]]:
    """Run the kit's load client over all cases, round by round; results by the cases' names."""
    defaults = {"c": effort.clients, "t": effort.seconds, "pids": {"database": database_pid}}
    plan_file, results = WORK / "plan.json", WORK / "results.json"
    plan_file.write_text(json.dumps({"defaults": defaults, "cases": plan}))
    command = [sys.executable, KIT / "http_load.py", "--plan", plan_file, "--json", results, "-q", "--warm", "0"]
    done = subprocess.run([*command, "--rounds", str(effort.rounds)], capture_output=True, text=True, check=False)
    if not results.is_file():
        raise RuntimeError(done.stderr)
    answers: list[dict[str, Any]] = json.loads(Path(results).read_text())
    results.unlink()
    return {answer["name"]: answer for answer in answers}

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whatever happens to licences, no row comes or goes by it, all is exported, and the mode is what it should be."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from folkmoot.contributions.exchange import exporter
from folkmoot.db.fence import tenant_tables
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.testing.authority import DAY, Authority, Clock
from folkmoot.testing.contributions import Forum
from folkmoot.testing.licences import forget_floor, mode_of, remove_licence, store_licence
from folkmoot.testing.towns import Town, make_town

BOOKS = {"licence_token", "licence_opening", "audit_entry", "audit_value", "worker_site"}
"""What the licences themselves write: the record of them."""

STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("install"), some.integers(-20, 10), some.integers(11, 60)),
        some.tuples(some.just("turn"), some.integers(-15, 45), some.just(0)),
        some.tuples(some.just("revoke"), some.sampled_from([0, 1]), some.integers(0, 9)),
        some.tuples(some.just("remove"), some.integers(0, 9), some.just(0)),
    ),
    min_size=1, max_size=7,
)  # fmt: skip


@dataclass
class Bookkeeper:
    """Does what a history says and knows, by a reckoning of its own, which licences open the module now."""

    town: Town
    authority: Authority
    clock: Clock
    licences: dict[str, tuple[int, int]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    revoked: dict[str, tuple[str, int]] = field(default_factory=dict)
    was_open: bool = False
    latest: int = 0
    lists: int = 0

    def now(self) -> int:
        """The moment that counts: never a day before the latest thing signed."""
        return max(int(self.clock()), self.latest - DAY)

    def install(self, begins: int, ends: int) -> None:
        """A licence from so many days from now to so many; one that has ended already isn't offered."""
        now, jti = int(self.clock()), f"{len(self.licences):026d}"
        if now < self.latest - DAY:
            return  # its date of issue would lie before what was signed already; a vendor's clock doesn't go back
        span = {"nbf": now + begins * DAY, "exp": now + ends * DAY, "iat": now}
        token = self.authority.licence(jti=jti, **span)
        store_licence(self.town, self.authority.bundle(token))
        self.licences[jti], self.latest = (span["nbf"], span["exp"]), max(self.latest, now)

    def remove(self, which: int) -> None:
        """One of those that are there."""
        there = [jti for jti in self.licences if jti not in self.removed]
        if there:
            jti = there[which % len(there)]
            remove_licence(self.town, jti)
            self.removed.add(jti)

    def revoke(self, fraud: int, which: int) -> None:
        """One of all, by a list that keeps what was revoked before."""
        now = int(self.clock())
        if not self.licences or now < self.latest - DAY:
            return
        jti = list(self.licences)[which % len(self.licences)]
        self.revoked.setdefault(jti, ("fraud" if fraud else "refund", now))
        entries = [{"id": one, "reason": why, "at": at} for one, (why, at) in self.revoked.items()]
        self.lists += 1
        listed = self.authority.listing(self.lists, entries, now)
        store_licence(self.town, self.authority.bundle(lists=[listed]), operator=True)
        self.latest = max(self.latest, now)

    def turn(self, days: int, _: int) -> None:
        """Turn the clock."""
        self.clock.go(days=days)

    def opens(self, jti: str) -> bool:
        """Whether one licence opens the module now, by FORMAT.md."""
        begins, ends = self.licences[jti]
        now = self.now()
        if jti in self.removed or not begins <= now < ends:
            return False
        why, at = self.revoked.get(jti, ("", 0))
        return not why or (why != "fraud" and now < at + 14 * DAY)

    def expected(self) -> Mode:
        """Open; else sunset where it once was open and a licence has begun; else absent."""
        if any(self.opens(jti) for jti in self.licences):
            self.was_open = True
            return Mode.OPEN
        begun = any(begins <= self.now() for begins, _ends in self.licences.values())
        return Mode.SUNSET if self.was_open and begun else Mode.ABSENT


def rows(town: Town) -> dict[str, int]:
    """How many rows the town has in each table, but for the books about licences."""
    with town.session() as db:
        tables = [name for name in tenant_tables(db.connection()) if name not in BOOKS]
        return {name: db.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in tables}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=STEPS)
@example(history=[("install", -20, 30), ("turn", -15, 0), ("remove", 0, 0), ("install", -9, 20)])
@example(history=[("install", -5, 20), ("revoke", 0, 0), ("turn", 13, 0), ("turn", 2, 0), ("install", 0, 30)])
def test_no_history_of_licences_changes_a_row(
    keyed: Platform, authority: Authority, clock: Clock, history: Iterable[tuple[str, int, int]]
) -> None:
    clock.ahead = 0
    forget_floor(keyed)
    town = make_town(keyed)
    book = Bookkeeper(town, authority, clock)
    forum = Forum(town)
    posted = [forum.post(town.account().id).number for _ in range(3)]
    town.phase(forum.project, "poll")
    before = rows(town)
    assert isinstance(town.platform.composer.licences, Licences)
    for name, one, other in history:
        arguments = (one,) if name == "remove" else (one, other)
        getattr(book, name)(*arguments)
        town.platform.refresh()
        assert mode_of(town, "poll") is book.expected(), (name, one, other, datetime.timedelta(seconds=clock.ahead))
        assert rows(town) == before
        with town.session() as db:
            exported = list(exporter.rows(db, forum.project.id))
        assert len(exported) == len(posted)

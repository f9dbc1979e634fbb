# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""After certification nothing joins a voter to a ballot: not with the owner's rights, nor with any backup of before.

Sixty people cast over HTTP in a known order and the attack of joining.py is done for real; then leaks are planted, and
it must find each. What the attack holds: every row as the owner sees it, a logical backup and a copied disk of while
voting was open, the bytes of both disks with rows that are long deleted, and the whole write-ahead log, as an archive
would keep it, every record with its transaction and its place.
"""

import hashlib
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import migrate_all, open_platform
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.server import Server
from folkmoot.security.csrf import SESSION_COOKIE, CsrfPolicy
from folkmoot.settings import Settings
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.towns import Town, make_town
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.voting import casting, certifying, opening
from folkmoot_essential.voting.ballot import booth
from folkmoot_essential.voting.models import VotingBallot, VotingDraft, VotingOption
from folkmoot_essential.voting.scrutiny import deciding

from .conftest import Vote, make_vote
from .copies import copied_disk, dumped, everything_logged, restored, rows
from .joining import Line, Truth, attack, chosen, line, opened, reached
from .raw_bytes import (
    keep_the_log,
    kept_by,
    logged_lines,
    next_transaction,
    number_of_database,
    page_lines,
    place_in_log,
    uuids_of,
)

VOTERS, OPTIONS = 60, 40
LOGICAL = "logical backup "


@dataclass
class Story:
    """A vote of which everything is known: who cast what in which order, and the keys that are gone since."""

    vote: Vote
    people: list[Any] = field(default_factory=list)
    choices: list[tuple[int, ...]] = field(default_factory=list)
    keys: ElectionKeys | None = None

    def truth(self, *, backups: bool = False) -> Truth:
        """What the attack begins with; of backups even which sealed row is whose."""
        known = [{str(person.id), person.email} for person in self.people]
        if backups:
            known = [known[number] | self._sealed_as(person) for number, person in enumerate(self.people)]
        return Truth(known, [tuple(f"opt-{number}" for number in choice) for choice in self.choices])

    def _sealed_as(self, person: Any) -> set[str]:
        assert self.keys is not None
        token = self.vote.voter(person).token(self.keys)
        return {token, self.keys.pseudonym(token)}


def different_choices(chance: random.Random) -> list[tuple[int, ...]]:
    """Of each voter a ballot that nobody else casts, small ones and large ones."""
    found: set[tuple[int, ...]] = set()
    while len(found) < VOTERS:
        found.add(tuple(sorted(chance.sample(range(1, OPTIONS + 1), chance.randint(2, OPTIONS - 2)))))
    return chance.sample(sorted(found), VOTERS)


def story_of(town: Town, chance: random.Random) -> Story:
    """Before anybody casts. Accounts are older than the vote, and made in another order than their owners cast."""
    vote = make_vote(town, most=OPTIONS, form="several")
    with town.session() as db:
        for number in range(6, OPTIONS + 1):
            titles = {locale: f"Option {number} {locale}" for locale in town.site.locales}
            db.add(VotingOption(phase_id=vote.phase.id, number=number, title=titles, cost=number * 20_000))
    people = [town.account() for _ in range(VOTERS)]
    vote.turn()
    story = Story(vote, chance.sample(people, VOTERS), different_choices(chance))
    with town.session() as db:
        story.keys = opening.keys_of(db, vote.election(db))
    return story


def cast_over_http(story: Story, number: int, *, do: str = "cast", chosen_instead: tuple[int, ...] = ()) -> None:
    """By a browser of their own, whose token is made as its page would say it."""
    vote = story.vote
    app = vote.town.browser(story.people[number])
    browser: Any = SimpleNamespace(
        cookies=app.cookies, site=vote.town.site, registry=SimpleNamespace(folkmoot_secret=SECRET)
    )
    options = [("choice", f"opt-{one}") for one in chosen_instead or story.choices[number]]
    form = [("csrf_token", CsrfPolicy()._token(browser, app.cookies[SESSION_COOKIE].strip('"'))), ("do", do), *options]
    app.post(f"{vote.page}/vote", form, status=303)


def everybody_votes(story: Story) -> None:
    """In the order of the story; some save first, some think again, and the log is sealed every few ballots."""
    for number in range(VOTERS):
        if number % 9 == 0:
            cast_over_http(story, number, do="save")
        if number % 11 == 0:
            cast_over_http(story, number, chosen_instead=(1 + number % OPTIONS,))
        cast_over_http(story, number)
        if number % 13 == 0:
            story.vote.turn()


def agreed(story: Story) -> None:
    """The first voter is revoked, and certifying is agreed upon, each by two people at the desk."""
    vote = story.vote
    with vote.town.session() as db:
        token = vote.voter(story.people[0]).token(story.keys)
        details = {"token": token, "code": "not-eligible"}
        made = deciding.propose(db, vote.election(db), deciding.REVOKE, details, "Moved away in May.", vote.manager.id)
        deciding.confirm(db, vote.election(db), made, vote.second.id)
    address = f"{vote.desk}/scrutiny"
    first, second = vote.town.browser(vote.manager), vote.town.browser(vote.second)
    forms = first.get(address).forms.values()
    next(one for one in forms if "do" in one.fields and one["do"].value == "certify").submit(status=303)
    page = second.get(address)
    decision = page.html.select_one('tr[data-decision="certify"] [name=decision]')["value"]
    answer = {"csrf_token": page.html.select_one("[name=csrf_token]")["value"], "do": "confirm", "decision": decision}
    second.post(address, answer, status=303)


@dataclass
class Own:
    """A small PostgreSQL of this test's own, which it may stop and copy."""

    folder: Path
    postgres: EmbeddedPostgres
    server: Server
    town: Town
    files: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def stop(self) -> None:
        self.town.platform.database.dispose()
        self.postgres.release()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Own]:
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-secrecy-"))
    folder.chmod(0o755)
    (folder / "data").mkdir(mode=0o755)
    postgres = EmbeddedPostgres(folder / "data")
    connections = postgres.start()
    server = Server(connections.database_url, connections.owner_database_url, embedded=True)
    files = Path(postgres.describe()["location"])
    keep_the_log(files)
    kept_by(server.owner_url)
    migrate_all(server, SECRET)
    settings = Settings(data=folder / "data", keys=folder / "keys", secret=SECRET, database_pool=4)
    platform = open_platform(settings, server)
    yield Own(folder, postgres, server, make_town(platform), files)
    platform.close()
    postgres.destroy()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own(cluster: Own) -> Own:
    """The cluster with a town of this test alone."""
    return replace(cluster, town=make_town(cluster.town.platform))


def sealed_in(story: Story) -> list[tuple[bytes, str]]:
    with story.vote.town.session() as db:
        return [(row.sealed, row.pseudonym) for row in db.scalars(select(VotingBallot))]


def test_length_says_nothing_of_what_was_chosen(town: Town) -> None:
    """A sealed ballot of a backup without its key: the one with all options looks like the one with one; so drafts."""
    story = story_of(town, random.Random(1))
    vote, every = story.vote, range(1, OPTIONS + 1)
    vote.cast(story.people[0], 1)
    vote.cast(story.people[1], *every)
    with town.session() as db:
        for person, options in ((story.people[2], [1]), (story.people[3], every)):
            draft = booth.draft_bytes({f"opt-{number}": "999999" for number in options})
            casting.keep_draft(db, vote.election(db), story.keys, vote.voter(person), draft)
        assert len({len(row) for row in db.scalars(select(VotingBallot.sealed))}) == 1
        assert len({len(row) for row in db.scalars(select(VotingDraft.sealed))}) == 1


def test_the_attack_finds_rows_that_were_not_mixed(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certification itself, but for its shuffling: places on the disk say who cast what."""
    monkeypatch.setattr(random.SystemRandom, "shuffle", lambda *_rows: None)
    story = story_of(own.town, random.Random(8))
    for number, person in enumerate(story.people):
        story.vote.cast(person, *story.choices[number])
    story.vote.end()
    with own.town.session() as db:
        for way in ("indexscan", "bitmapscan", "indexonlyscan"):
            db.execute(text(f"SET LOCAL enable_{way} = off"))  # so that rows come as they lie, as in a small table
        certifying.run(story.vote.context(db, election=str(story.vote.election(db).id)))
    found = attack(rows(own.server.owner_url, own.town.id), story.truth())
    assert any("the order of casting" in one and "voting_box.ctid" in one for one in found), found


def test_nothing_joins_a_voter_to_a_ballot(own: Own) -> None:
    story = story_of(own.town, random.Random(7))
    vote, tenant = story.vote, own.town.id
    owner, begin = own.server.owner_url, place_in_log(own.server.owner_url)
    pages, since = own.files / "base" / number_of_database(owner), next_transaction(owner)
    with everything_logged() as logged:
        everybody_votes(story)
    sealed = sealed_in(story)
    dumped(own.server.owner_url, own.folder / "dump")
    own.stop()
    with copied_disk(own.data, own.folder / "copy") as copy:
        disk = rows(copy, tenant)
    files = page_lines(pages, since, uuids_of(disk))
    own.postgres.start()
    vote.end()
    agreed(story)
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED
    left = rows(own.server.owner_url, tenant) + logged
    known = uuids_of(left + disk)
    archive = logged_lines(own.files / "pg_wal", begin, known)
    files += page_lines(pages, since, known)
    backup = rows(restored(own.server.owner_url, own.folder / "dump", "restored"), tenant, LOGICAL)

    no_key_is_left(own)
    the_attack_has_what_it_needs(story, disk, left, backup, sealed)
    assert attack(left, story.truth()) == []
    the_log_is_read(story, archive, sealed)
    for older in (disk, backup, archive + files):
        everything = older + left
        assert attack(everything, story.truth(backups=True)) == []
        assert opened(everything, sealed[:3]) == 0
    for name, plant in LEAKS.items():
        planted = plant(story, left, disk)
        assert attack(planted, story.truth(backups=True)), name
    begin = place_in_log(owner)
    written_and_deleted(owner, story)
    assert attack(left + logged_lines(own.files / "pg_wal", begin, known), story.truth())


def written_and_deleted(owner_url: str, story: Story) -> None:
    """A table with each voter and what they chose, which is gone a moment later: only the log still has its rows."""
    with psycopg.connect(make_url(owner_url).set(drivername="postgresql").render_as_string(False)) as connection:
        connection.autocommit = True
        connection.execute("CREATE TABLE voted_so (account uuid, choice jsonb)")
        for person, choice in zip(story.people, story.choices, strict=True):
            keys = Jsonb([f"opt-{number}" for number in sorted(choice, key=str)])
            connection.execute("INSERT INTO voted_so VALUES (%s, %s)", (person.id, keys))
        connection.execute("DROP TABLE voted_so")


def the_log_is_read(story: Story, archive: list[Line], sealed: list[tuple[bytes, str]]) -> None:
    """It says in which transaction each voter cast, and which sealed ballot is theirs."""
    found, whose = reached(archive, story.truth().persons), story.truth(backups=True).persons
    assert sum(whose[number] <= found[number] for number in range(VOTERS)) > VOTERS * 0.9
    assert all(any(pseudonym in one.atoms for one in archive) for _, pseudonym in sealed)


def no_key_is_left(own: Own) -> None:
    """Where keys lie the town has its folder, and nothing in it."""
    assert list((own.folder / "keys" / str(own.town.id)).iterdir()) == []


def the_attack_has_what_it_needs(
    story: Story, disk: list[Line], left: list[Line], backup: list[Line], sealed: list[tuple[bytes, str]]
) -> None:
    """It sees every ballot, finds voters' sealed rows on the copied disk by xmin, and would open them with the key."""
    truth = story.truth()
    everywhere = set().union(*(one.atoms for one in left))
    assert {chosen(one) for one in truth.ballots[1:]} <= everywhere
    whose = story.truth(backups=True).persons
    found = reached(disk, truth.persons)
    assert sum(whose[number] <= found[number] for number in range(VOTERS)) > VOTERS * 0.9
    assert all(any(pseudonym in one.atoms for one in backup) for _, pseudonym in sealed)
    assert story.keys is not None
    key = line("a key that was left", {"secret": story.keys.secret})
    assert opened([*left, key], sealed[:3]) == 3


def ballot_lines(left: list[Line], story: Story) -> list[tuple[int, Line]]:
    """The rows of the box with the number of who cast them."""
    by_choice = {chosen(one): number for number, one in enumerate(story.truth().ballots)}
    return [
        (by_choice[atom], one)
        for one in left
        if one.table == "voting_box"
        for atom in one.atoms & by_choice.keys()
    ]  # fmt: skip


Columns = Callable[[Story, int], dict[str, Any]]


def with_rows(table: str, columns: Columns) -> Callable[[Story, list[Line], list[Line]], list[Line]]:
    """A table too many: a row a voter."""

    def plant(story: Story, left: list[Line], disk: list[Line]) -> list[Line]:
        return left + [line(table, columns(story, number)) for number in range(VOTERS)]

    return plant


def in_box(change: Callable[[Story, int, Line, list[Line]], None], *, with_disk: bool = False) -> Any:
    """Rows of the box that say more than they should."""

    def plant(story: Story, left: list[Line], disk: list[Line]) -> list[Line]:
        copies = [Line(one.table, dict(one.values), set(one.atoms)) for one in left]
        for number, one in ballot_lines(copies, story):
            change(story, number, one, disk)
        return copies + (disk if with_disk else [])

    return plant


def _noted(**values: Any) -> Callable[[Story, int, Line, list[Line]], None]:
    """Values made by functions of the voter's number."""

    def change(story: Story, number: int, one: Line, disk: list[Line]) -> None:
        one.values |= {name: make(number) for name, make in values.items()}

    return change


def _transaction(story: Story, number: int, one: Line, disk: list[Line]) -> None:
    one.atoms.add(f"transaction {number + 900_000}")


def _hash_of_the_pseudonym(story: Story, number: int, one: Line, disk: list[Line]) -> None:
    mine = story.truth(backups=True).persons[number]
    sealed = next(row for row in disk if row.table == "voting_ballot" and row.values["pseudonym"] in mine)
    one.atoms.add(hashlib.sha256(str(sealed.values["pseudonym"]).encode()).hexdigest())


def _one_transaction_each(story: Story, left: list[Line], disk: list[Line]) -> list[Line]:
    planted: list[Line] = in_box(_transaction)(story, left, disk)
    by_id = {str(person.id): number for number, person in enumerate(story.people)}
    for one in planted:
        if one.table == "voting_took_part":
            one.atoms |= {f"transaction {by_id[key] + 900_000}" for key in one.atoms & by_id.keys()}
    return planted


def _lengths(story: Story, left: list[Line], disk: list[Line]) -> list[Line]:
    """As if sealing filled nothing up."""
    mine = story.truth(backups=True).persons
    sealed = [bytes(8 * len(choice)) for choice in story.choices]
    return left + [line("sealed", {"of": min(mine[n]), "sealed": sealed[n]}) for n in range(VOTERS)]


LEAKS: dict[str, Callable[[Story, list[Line], list[Line]], list[Line]]] = {
    "an activity with what was chosen": with_rows(
        "activity",
        lambda story, n: {"account_id": story.people[n].id, "choice": [f"opt-{k}" for k in story.choices[n]]},
    ),
    "a job for who cast, with the ballot": with_rows(
        "procrastinate_jobs",
        lambda story, n: {
            "args": {"to": story.people[n].email, "ballot": {"c": [f"opt-{k}" for k in story.choices[n]]}}
        },
    ),
    "keys in the order of casting": in_box(_noted(id=lambda number: f"019a-{number:04}")),
    "places in the order of casting": in_box(_noted(ctid=lambda number: 10_000 + number)),
    "places in the opposite order": in_box(_noted(ctid=lambda number: 20_000 - number)),
    "a moment in the box": in_box(_noted(at=lambda number: f"2026-11-22T08:{number:02}")),
    "a mark on ballots that were changed": in_box(_noted(changed=lambda number: int(number % 11 == 0)), with_disk=True),
    "one transaction for each pair": _one_transaction_each,
    "a hash of what a backup holds": in_box(_hash_of_the_pseudonym, with_disk=True),
    "lengths of what is sealed": _lengths,
}
"""Leaks that others had, or that a change could bring; the attack finds each of them."""

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""As many ballots in the box as are wanted, as if they had been cast: with real lengths, a real log and real heads."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import processor
from filling import Town
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.orm import Session

from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.log import Cast
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.voting import sealing
from folkmoot_essential.voting.models import VotingElection
from folkmoot_essential.voting.opening import keys_of

TABLES = ("voting_voter", "voting_ballot", "voting_log")
FILL = (
    # Whom the rows are of doesn't matter to casting, nor what is in them: only how many there are, and how long. They
    # come in the order of their keys, or a million would write every page of an index many times.
    """INSERT INTO voting_voter (tenant_id, election_id, token, channel, district, label)
    SELECT :tenant, :election, token, 'web', '', ''
    FROM (SELECT encode(sha256(('token' || n)::bytea), 'hex') AS token
      FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) n ORDER BY 1) AS one""",
    """INSERT INTO voting_ballot (id, tenant_id, election_id, pseudonym, nonce, sealed, commitment)
    SELECT CAST(substr(pseudonym, 1, 32) AS uuid), :tenant, :election, pseudonym,
      substr(sha256(('nonce' || n)::bytea), 1, 16),
      decode(rpad('', 2 * CAST(:length AS integer), encode(sha512(('sealed' || n)::bytea), 'hex')), 'hex'),
      encode(sha256(('commitment' || n)::bytea), 'hex')
    FROM (SELECT n, encode(sha256(('pseudonym' || n)::bytea), 'hex') AS pseudonym
      FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) n ORDER BY 2) AS one""",
)
SEALED_BESIDE = 28
"""Bytes that sealing adds: the nonce and the tag of the cipher."""


@dataclass(frozen=True)
class Sealed:
    """What the job of every minute did: how many casts got their place in the log, and CPU ms of each."""

    entries: int
    cpu_ms: float


def fill_box(platform: Platform, server: Server, town: Town, first: int, last: int) -> None:
    """Ballots with these numbers, cast by nobody, with their entries in the log and a head over them.

    Then fresh statistics, as a database that runs has them. Nothing may wait for its place in the log.
    """
    if last < first:
        return
    engine = create_engine(server.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        election, length, frontier = connection.execute(
            text("SELECT id, sealed_to, frontier FROM voting_election")
        ).one()  # fmt: skip
        values = {
            "tenant": town.id, "election": election, "first": first, "last": last, "length": length + SEALED_BESIDE,
        }  # fmt: skip
        references = _without_references(connection)
        for statement in FILL:
            connection.execute(text(statement), values)
        grown = _fill_log(connection, town, election, Frontier.of_json(frontier), range(first, last + 1))
        _with_references(connection, references)
        for table in (*TABLES, "voting_pending"):
            connection.execute(text(f"VACUUM (ANALYZE) {table}"))
    engine.dispose()
    with platform.database.tenant(town.id) as db:
        found = _election(db)
        found.frontier = grown.as_json()
        sealing.sign_head(db, found, keys_of(db, found))


def _fill_log(connection: Connection, town: Town, election: object, frontier: Frontier, numbers: range) -> Frontier:
    """Entries as casting makes them, in one stream; gives the log's tree after them."""
    driver: Any = connection.connection.driver_connection
    none = "0" * 64
    before, after = canonical.write(Cast(kind="cast", commitment=none).as_json()).decode().split(none)
    with driver.cursor().copy("COPY voting_log (tenant_id, election_id, place, entry) FROM STDIN") as stream:
        for number in numbers:
            line = before + hashlib.sha256(f"commitment{number}".encode()).hexdigest() + after
            stream.write(f"{town.id}\t{election}\t{frontier.size}\t{line}\n")
            frontier.append(line.encode())
    return frontier


def _without_references(connection: Connection) -> list[tuple[str, str, str]]:
    """Foreign keys are taken away, for a million rows need one look and not a million; gives what they were."""
    found = connection.execute(text(
        "SELECT CAST(conrelid::regclass AS text), conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND CAST(conrelid::regclass AS text) = ANY(:tables)"
    ), {"tables": list(TABLES)}).all()  # fmt: skip
    for table, name, _definition in found:
        connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))
    return [(row[0], row[1], row[2]) for row in found]


def _with_references(connection: Connection, references: list[tuple[str, str, str]]) -> None:
    for table, name, definition in references:
        connection.execute(text(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'))


def seal(platform: Platform, town: Town, database_pid: int) -> Sealed:
    """What waits gets its place in the log, and a head is signed; as the job does it, in this process."""
    with platform.database.tenant(town.id) as db:
        _election(db)  # what a session costs at its beginning is no part of it
        ours, theirs = time.process_time(), processor.seconds(database_pid)
        found = _election(db)
        entries = sealing.seal(db, found)
        sealing.sign_head(db, found, keys_of(db, found))
        db.flush()
        spent = time.process_time() - ours + processor.seconds(database_pid) - theirs
    return Sealed(entries, 1000 * spent / max(entries, 1))


def disagreements(platform: Platform, server: Server, town: Town, thanked: int) -> list[str]:
    """Whether the log, its newest head and the box say the same, reckoned from every row anew; as sentences.

    thanked: how many ballots must be in the box at least.
    """
    frontier = Frontier()
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        for entry in _entries(connection):
            frontier.append(entry)
        in_box: int = connection.execute(text("SELECT count(*) FROM voting_ballot")).scalar_one()
    engine.dispose()
    with platform.database.tenant(town.id) as db:
        head = sealing.last_head(db, _election(db)).head
    wrong = []
    if (head.size, head.root) != (frontier.size, frontier.root().hex()):
        wrong.append(f"The newest head is of {head.size} entries, and the log of {frontier.size} has another root.")
    if in_box < thanked:
        wrong.append(f"{thanked - in_box} ballots that were thanked for aren't in the box.")
    if in_box != frontier.size:
        wrong.append(f"{in_box} ballots are in the box, and {frontier.size} in the log.")
    return wrong


def _entries(connection: Connection) -> Iterator[bytes]:
    rows = connection.execution_options(yield_per=10_000).execute(text("SELECT entry FROM voting_log ORDER BY place"))
    return (canonical.write(entry) for (entry,) in rows)


def _election(db: Session) -> VotingElection:
    return db.scalars(select(VotingElection)).one()

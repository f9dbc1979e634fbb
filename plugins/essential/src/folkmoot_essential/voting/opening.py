# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Opening: from now on rule, options and costs can't be changed, and everybody can see their hashes."""

import datetime
import hashlib
import json
import uuid

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import Site, election_keys_folder, tenant_of
from folkmoot_essential.ledger import heads
from folkmoot_essential.ledger.bundle.writing import rule_file
from folkmoot_essential.ledger.key_folder import KeyFolder
from folkmoot_essential.ledger.keys import BLOCK, ElectionKeys
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.ledger.vote import Option, Vote, options_hash
from folkmoot_essential.voting.composing import as_published, options_of, rule_of, settings_of, vote_of
from folkmoot_essential.voting.envelopes import envelope_checks
from folkmoot_essential.voting.envelopes.envelopes import envelopes_of, named
from folkmoot_essential.voting.models import VotingElection, VotingHead
from folkmoot_essential.voting.settings import VotingSettings

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('folkmoot.voting:' || CAST(:id AS text), 0))")
SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtextextended('folkmoot.voting:' || CAST(:id AS text), 0))")
CLOCK = text("SELECT clock_timestamp()")

BESIDE_A_NAME, BESIDE_THE_REST = 16, 48
"""Bytes of JSON in ballots and drafts: quotes, commas and digits beside each name, and what stands around it all."""


class CannotOpen(Exception):
    """Why voting can't begin: a code for programs (settings-unreadable, no-options, no-end, phase-not-open-yet,
    phase-closed, or one of envelope_checks.STOPPING)."""


def now(db: Session) -> datetime.datetime:
    """The database's clock, which alone decides about votes."""
    found: datetime.datetime = db.execute(CLOCK).scalar_one()
    return found


def stamp(moment: datetime.datetime) -> str:
    """A moment as bundles have it."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def election_of(db: Session, phase_id: uuid.UUID) -> VotingElection | None:
    """The vote of a phase, if it has opened."""
    return db.scalar(select(VotingElection).where(VotingElection.phase_id == phase_id))


def keys_of(db: Session, election: VotingElection) -> ElectionKeys:
    """The keys of a vote, from the folder outside the database. Raises KeyProblem."""
    found = KeyFolder(election_keys_folder(db)).read(tenant_of(db), election.key_name)
    return ElectionKeys(found.secret, election.sealed_to)


def opened(db: Session, phase: PhaseInfo, site: Site, eligible: int | None = None) -> VotingElection:
    """The vote of a phase that is open; made, frozen and keyed if this is the first to ask. Raises CannotOpen."""
    found = election_of(db, phase.id)
    if found is not None:
        return found
    db.execute(LOCK, {"id": str(phase.id)})
    return election_of(db, phase.id) or _open(db, phase, site, eligible)


def _open(db: Session, phase: PhaseInfo, site: Site, eligible: int | None) -> VotingElection:
    options, settings, at = options_of(db, phase), settings_of(phase), now(db)
    if not isinstance(phase.settings, VotingSettings):
        raise CannotOpen("settings-unreadable")  # nobody votes by defaults that no organiser has chosen
    if not options:
        raise CannotOpen("no-options")
    if phase.closes_at is None:
        raise CannotOpen("no-end")
    if not phase.opens_at <= at < phase.closes_at:
        raise CannotOpen("phase-not-open-yet" if at < phase.opens_at else "phase-closed")
    envelopes = envelopes_of(db, phase)
    for code, _values in envelope_checks.stopping(phase, settings, options, envelopes):
        raise CannotOpen(code)
    published, rule = as_published(options), rule_of(settings)
    vote = vote_of(settings, phase, site.currency, named(envelopes, site.name))
    name = uuid.uuid4().hex
    keys = KeyFolder(election_keys_folder(db)).create(tenant_of(db), name)
    election = VotingElection(
        phase_id=phase.id, key_name=name, public_key=keys.public, rule=_rule(rule_file(rule)), vote=vote.as_json(),
        rule_hash=hashlib.sha256(rule_file(rule)).hexdigest(), options_hash=options_hash(published),
        level=str(settings.publication), auditor=settings.auditor, seed_source=settings.seed_source,
        district_by=str(settings.districts) if vote.districts else "", eligible=eligible,
        frontier=Frontier().as_json(), opened_at=at, closes_at=phase.closes_at, sealed_to=_longest(vote, published),
    )  # fmt: skip
    db.add(election)
    db.flush()
    signed = heads.first(
        keys, str(election.id), election.rule_hash, election.options_hash, vote.hash, stamp(at)
    )  # fmt: skip
    keep_head(db, election, signed)
    return election


def _longest(vote: Vote, options: list[Option]) -> int:
    """Bytes that any ballot or draft of a vote fits into, with six digits beside each option, in whole blocks."""
    names = sum(2 * len(one.id) + BESIDE_A_NAME for one in vote.contests) + max(len(one.id) for one in vote.contests)
    chosen = sum(len(one.id) + BESIDE_A_NAME for one in options)
    return BLOCK * -(-(BESIDE_THE_REST + names + chosen) // BLOCK)


def _rule(data: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(data)
    return found


def keep_head(db: Session, election: VotingElection, signed: heads.SignedHead) -> None:
    """Store a head beside those before it."""
    db.add(VotingHead(
        election_id=election.id, number=signed.head.number, head=signed.head.as_json(), signature=signed.signature,
        fingerprint=signed.head.fingerprint,
    ))  # fmt: skip
    db.flush()

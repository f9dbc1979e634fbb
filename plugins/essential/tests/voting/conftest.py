# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with a vote: options, voters, a desk; its clock is turned by changing the vote's own moments."""

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.jobs.task_services import task_services
from folkmoot.projects.models import Phase, Project
from folkmoot.testing import Town
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.bundle.verdict import Verdict
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.voting import casting, certifying, closing, opening
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.models import VotingBundle, VotingElection, VotingOption

SETTINGS = {
    "form": "several", "budget": 1000, "counting": "greedy", "publication": "L2", "least": 1, "most": 3,
}  # fmt: skip
UTC = datetime.UTC


@dataclass
class Vote:
    """A vote in one town."""

    town: Town
    project: Project
    phase: Phase
    manager: Account
    second: Account
    options: list[VotingOption] = field(default_factory=list)

    @property
    def page(self) -> str:
        return f"/en/projects/{self.project.slug}/1"

    @property
    def desk(self) -> str:
        return f"/admin/voting/{self.phase.id}"

    def context(self, db: Session, **arguments: Any) -> TaskContext:
        """What a task of this town runs with."""
        place = self.town.platform.place(self.town.host)
        assert place is not None
        plugins = self.town.platform.composer.plugins(place.composition)
        packages = ("folkmoot", "folkmoot_essential.voting")
        services = task_services(plugins, packages, self.town.platform.settings.secret or "")
        return TaskContext(db, self.town.site, arguments, plugins, datetime.datetime.now(UTC), services)

    def turn(self) -> None:
        """What the clock's job does each minute."""
        with self.town.session() as db:
            closing.turn(self.context(db))

    def election(self, db: Session) -> VotingElection:
        found = opening.election_of(db, self.phase.id)
        assert found is not None
        return found

    def voter(self, account: Account) -> casting.Voter:
        return casting.Voter("email", account.email, account.id)

    def cast(self, account: Account, *numbers: int) -> str:
        """Cast a ballot through the service, as one request would."""
        with self.town.session() as db:
            election = self.election(db)
            keys = opening.keys_of(db, election)
            return casting.cast(db, election, keys, list(self.rows(db)), self.voter(account), ballot(*numbers))

    def rows(self, db: Session) -> Any:
        return db.scalars(select(VotingOption).where(VotingOption.phase_id == self.phase.id).order_by("number")).all()

    def end(self) -> None:
        """Let the closing moment pass, and the clock's job run."""
        with self.town.session() as db:
            past = datetime.datetime.now(UTC) - datetime.timedelta(seconds=1)
            self.election(db).closes_at = past
            phase = db.get(Phase, (self.phase.id, self.town.id))
            assert phase is not None
            phase.closes_at = past
        self.turn()

    def certify(self) -> VotingBundle:
        """As the job does after two people have agreed; then the clock's job destroys the key."""
        with self.town.session() as db:
            certifying.run(self.context(db, election=str(self.election(db).id)))
        self.turn()
        with self.town.session() as db:
            return self.bundle(db)

    def bundle(self, db: Session) -> VotingBundle:
        statement = select(VotingBundle).where(VotingBundle.election_id == self.election(db).id)
        found = db.scalars(statement).one()
        assert found.bundle
        return found

    def verdict(self, **expected: str) -> Verdict:
        with self.town.session() as db:
            return verify(self.bundle(db).bundle, **expected)


def ballot(*numbers: int) -> Ballot:
    return made({"": tuple(f"opt-{number}" for number in numbers)})


def make_vote(town: Town, **settings: Any) -> Vote:
    project = town.project()
    phase = town.phase(project, "voting", settings={**SETTINGS, **settings})
    people = [town.account("manager", manages=(project.id,)) for _ in range(2)]
    vote = Vote(town, project, phase, *people)
    with town.session() as db:
        for number in range(1, 6):
            titles = {locale: f"Option {number} {locale}" for locale in town.site.locales}
            db.add(VotingOption(phase_id=phase.id, number=number, title=titles, cost=number * 20_000))
    return vote


@pytest.fixture
def planned(town: Town) -> Vote:
    """A vote whose phase has begun and that nobody has opened yet."""
    return make_vote(town)


@pytest.fixture
def vote(planned: Vote) -> Vote:
    """The same, opened by the clock."""
    planned.turn()
    return planned


__all__ = ["Vote", "ballot", "make_vote", "options_of"]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Filling a demonstration town with votes, through the services that citizens and staff use.

The database's clock alone decides about votes, here too: a vote that is over was opened, cast and closed while the town
was filled, and its bundle says so.
"""

import dataclasses
import datetime
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.interfaces import IAudit, IProjects
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.voting import casting, certifying, closing, opening
from folkmoot_essential.voting.composing import UNIT, options_of, settings_of
from folkmoot_essential.voting.demo.parts import DemoVote, Proposal, Said, Words
from folkmoot_essential.voting.demo.places_to_play import PLACES_TO_PLAY
from folkmoot_essential.voting.demo.small_wishes import SMALL_WISHES
from folkmoot_essential.voting.follow_up import audience, steps
from folkmoot_essential.voting.follow_up.stages import stages_of
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.models import VotingElection, VotingOption
from folkmoot_essential.voting.options import options
from folkmoot_essential.voting.results import looking
from folkmoot_essential.voting.scrutiny import deciding

if TYPE_CHECKING:
    from folkmoot.demo.seeding import Seeding

VOTES = {"havenbrug": (PLACES_TO_PLAY, SMALL_WISHES)}
ADMINISTRATOR, MANAGER, FOLLOWER = "administrator", "manager", "joris"
DAY = datetime.timedelta(days=1)
MOST_CHOSEN = 5


def seed(town: "Seeding") -> None:
    """The votes of the town whose phases are there."""
    for vote in VOTES.get(town.town.slug, ()):
        if (vote.project, vote.phase) in town.phases:
            _add(town, vote)


def _add(town: "Seeding", vote: DemoVote) -> None:
    phase = town.service(IProjects).phase(town.db, town.phases[vote.project, vote.phase], town.now)
    editor = options.Editor(town.service(IAudit), town.accounts[MANAGER])
    options.add(town.db, phase, [_draft(town, one) for one in vote.proposals], editor)
    at = opening.now(town.db)
    while_open = dataclasses.replace(phase, opens_at=min(phase.opens_at, at), closes_at=max(phase.closes_at, at + DAY))
    election = opening.opened(town.db, while_open, town.site)
    _cast(town, vote, election, phase)
    if vote.certified:
        _certify(town, election, phase)
        _follow(town, vote, election, phase)


def _draft(town: "Seeding", proposal: Proposal) -> options.OptionDraft:
    return options.OptionDraft(
        _spoken(town, proposal.title), _spoken(town, proposal.text), proposal.cost * UNIT,
        picture_id=town.picture(proposal.picture) if proposal.picture else None,
    )  # fmt: skip


def _spoken(town: "Seeding", texts: Words) -> dict[str, str]:
    return {locale: text for locale, text in texts.items() if locale in town.site.locales}


def _cast(town: "Seeding", vote: DemoVote, election: VotingElection, phase: Any) -> None:
    """Ballots of the crowd; whoever one can sign in as still has theirs."""
    chance, people = random.Random(vote.project), town.crowd[: vote.voters]  # noqa: S311  # invented ballots
    rows = town.db.execute(select(account.c.id, account.c.email).where(account.c.id.in_(people)))
    emails = {row.id: row.email for row in rows}
    keys, able = opening.keys_of(town.db, election), list(options_of(town.db, phase))
    budget = settings_of(phase).budget
    for person in people:
        voter = casting.Voter("email", emails[person], person)
        casting.cast(town.db, election, keys, able, voter, _ballot(chance, vote.proposals, budget))


def _ballot(chance: random.Random, proposals: Sequence[Proposal], budget: int) -> Ballot:
    """What somebody wants, the better known rather than the others, as long as the basket's money lasts."""
    order = sorted(range(len(proposals)), key=lambda place: -(chance.random() ** (1 / proposals[place].pull)))
    chosen, left = [], budget
    for place in order[: chance.randint(2, MOST_CHOSEN)]:
        if proposals[place].cost <= left:
            chosen.append(place)
            left -= proposals[place].cost
    return made({"": tuple(f"opt-{place + 1}" for place in sorted(chosen))})


def _certify(town: "Seeding", election: VotingElection, phase: Any) -> None:
    """Its moment has come; then one member of staff proposes to certify, and another confirms."""
    election.closes_at = opening.now(town.db)
    town.db.flush()
    closing.close(town.db, election)
    proposed = deciding.propose(town.db, election, deciding.CERTIFY, {}, "", town.accounts[MANAGER])
    deciding.confirm(town.db, election, proposed, town.accounts[ADMINISTRATOR])
    name = town.site.text(town.site.name, town.site.default_locale)
    looking.look(town.db, certifying.certify(town.db, election, name, phase))


def _follow(town: "Seeding", vote: DemoVote, election: VotingElection, phase: Any) -> None:
    """What has become of winners, as staff would say it; and somebody who wants to be told."""
    won = {one.number: one for one in winners(town.db, election, options_of(town.db, phase))}
    stages = {one.key: one for one in stages_of(town.db, phase.id, town.site)}
    today = town.site.local(town.now).date()
    hand = steps.Hand(town.service(IAudit), town.accounts[MANAGER], today)
    for said in vote.said:
        if said.proposal in won:
            steps.save(town.db, won[said.proposal], stages[said.stage], _step(town, said, today), hand)
            _wants(town, won[said.proposal])


def _step(town: "Seeding", said: Said, today: datetime.date) -> steps.StepDraft:
    def day(days: int | None) -> datetime.date | None:
        return None if days is None else today + days * DAY

    def money(amount: int | None) -> int | None:
        return None if amount is None else amount * UNIT

    return steps.StepDraft(
        day(said.planned_in), day(said.reached_in), money(said.planned), money(said.spent), _spoken(town, said.text)
    )


def _wants(town: "Seeding", winner: VotingOption) -> None:
    audience.choose(town.db, winner, town.accounts[FOLLOWER], wants=True)

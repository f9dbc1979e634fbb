# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who took part, for those who check a closed vote: names and ways of taking part, never a ballot."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, literal, or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account
from folkmoot_essential.voting.models import VotingElection, VotingTookPart, VotingVoter

PER_PAGE = 100


@dataclass(frozen=True)
class Participant:
    """Somebody who took part. token: by which a revocation names them, "" once the vote is certified."""

    token: str
    name: str
    label: str
    channel: str
    district: str


@dataclass(frozen=True)
class Participants:
    """One page of them."""

    people: list[Participant]
    total: int
    page: int
    pages: int


class NotYet(Exception):
    """While a vote is open nobody learns who or how many took part."""


def participants(db: Session, election: VotingElection, text: str = "", page: int = 1) -> Participants:
    """Those who took part whose name, label or district holds a text, by name. Raises NotYet while the vote is open."""
    if election.state == "open":
        raise NotYet
    found = _found(election, text)
    total = db.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    pages = max(-(-total // PER_PAGE), 1)
    page = min(max(page, 1), pages)
    rows = db.execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return Participants([Participant(*values) for values in rows.all()], total, page, pages)


def _found(election: VotingElection, text: str) -> Select[Any]:
    """By name and then by token or random id: the order says nothing of when somebody voted."""
    name = func.coalesce(account.c.display_name, "")
    if election.state == "certified":
        part = VotingTookPart
        query = select(literal(""), name, literal(""), part.channel, part.district).select_from(part)
        query = query.outerjoin(account, account.c.id == part.account_id).where(part.election_id == election.id)
        return _holding(query.order_by(name, part.id), (name, part.district), text)
    voter = VotingVoter
    query = select(voter.token, name, voter.label, voter.channel, voter.district).select_from(voter)
    query = query.outerjoin(account, account.c.id == voter.account_id).where(voter.election_id == election.id)
    return _holding(query.order_by(name, voter.token), (name, voter.label, voter.district), text)


def _holding(query: Any, places: tuple[Any, ...], text: str) -> Any:
    wanted = text.strip()
    return query.where(or_(*(place.icontains(wanted, autoescape=True) for place in places))) if wanted else query


def names_of(db: Session, tokens: list[str], election: VotingElection) -> dict[str, str]:
    """What staff call the people of some tokens: name, else label; in one statement."""
    name = func.coalesce(account.c.display_name, VotingVoter.label)
    query = (
        select(VotingVoter.token, name)
        .outerjoin(account, account.c.id == VotingVoter.account_id)
        .where(VotingVoter.election_id == election.id, VotingVoter.token.in_(tokens))
    )
    return {row.token: row[1] for row in db.execute(query)} if tokens else {}

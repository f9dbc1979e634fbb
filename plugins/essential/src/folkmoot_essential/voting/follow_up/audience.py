# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who is told of a winner. Nobody knows who voted for it: ballots are secret, and their keys are destroyed.

So told are those who supported the contribution that the option was made of, its author, and whoever asked to be;
never somebody who asked not to be, nor anybody whose address isn't confirmed.
"""

import hmac
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account, contribution, reaction
from folkmoot.interfaces import derived_key
from folkmoot_essential.voting.models import VotingFollower, VotingOption, VotingStep, VotingTold

AUTHOR, SUPPORTER, FOLLOWER = "author", "supporter", "follower"
PURPOSE = "voting.letters"


@dataclass(frozen=True)
class Reader:
    """Somebody who is told. why: "author", "supporter" or "follower", said in the letter."""

    id: uuid.UUID
    email: str
    name: str
    locale: str
    why: str


def waiting(db: Session, option: VotingOption, step: VotingStep | None = None) -> int:
    """How many would be told of an option, without those who have been told of the step already."""
    found = _readers(option, step).order_by(None).subquery()
    return db.scalar(select(func.count()).select_from(found)) or 0


def next_readers(db: Session, option: VotingOption, step: VotingStep, most: int) -> list[Reader]:
    """The next of them, by id, so that two jobs at once take the same way and don't block each other."""
    rows = db.execute(_readers(option, step).limit(most))
    return [Reader(*row) for row in rows]


def _readers(option: VotingOption, step: VotingStep | None) -> Select[Any]:
    a = account.c
    author, supporter = _author(option), _supporter(option)
    why = case((author, AUTHOR), (supporter, SUPPORTER), else_=FOLLOWER)
    statement = (
        select(a.id, a.email, a.display_name, a.locale, why)
        .where(a.email_confirmed_at.is_not(None), author | supporter | _follower(option, wants=True))
        .where(~_follower(option, wants=False))
        .order_by(a.id)
    )
    if step is None:
        return statement
    told = exists().where(VotingTold.step_id == step.id, VotingTold.account_id == a.id)
    return statement.where(~told)


def _author(option: VotingOption) -> ColumnElement[bool]:
    c = contribution.c
    return exists().where(and_(c.id == option.contribution_id, c.author_id == account.c.id))


def _supporter(option: VotingOption) -> ColumnElement[bool]:
    r = reaction.c
    return exists().where(and_(r.contribution_id == option.contribution_id, r.account_id == account.c.id, r.value == 1))


def _follower(option: VotingOption, *, wants: bool) -> ColumnElement[bool]:
    f = VotingFollower
    return exists().where(f.option_id == option.id, f.account_id == account.c.id, f.wants.is_(wants))


def wants(db: Session, option: VotingOption, account_id: uuid.UUID) -> bool:
    """Whether somebody would be told."""
    return db.scalar(_readers(option, None).where(account.c.id == account_id)) is not None


def choose(db: Session, option: VotingOption, account_id: uuid.UUID, *, wants: bool) -> None:
    """Somebody asks to be told of a winner from now on, or not to be any more."""
    statement = insert(VotingFollower).values(option_id=option.id, account_id=account_id, wants=wants)
    key = ["tenant_id", "option_id", "account_id"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"wants": wants}))


def letter_key(db: Session, option: VotingOption, account_id: uuid.UUID) -> str:
    """What the link in a letter bears, by which its reader can end such letters without signing in."""
    said = f"{option.id}:{account_id}".encode()
    return hmac.digest(derived_key(db, PURPOSE), said, "sha256").hex()[:32]


def reader_of(db: Session, option: VotingOption, who: str, key: str) -> uuid.UUID | None:
    """The account that such a link belongs to; None where it was altered, or the account is gone."""
    try:
        account_id = uuid.UUID(who)
    except ValueError:
        return None
    if not hmac.compare_digest(letter_key(db, option, account_id).encode(), key.encode()):
        return None
    return db.scalar(select(account.c.id).where(account.c.id == account_id))

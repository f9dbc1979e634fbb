# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The statements of a cast, made once. Few and each by itself whole: most of what a cast costs is asking the database.

They name tables and not models, for an entity that is loaded, watched and flushed costs as much again.
"""

from typing import cast

from sqlalchemy import Table, bindparam, delete, exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from folkmoot_essential.voting.models import VotingBallot, VotingDraft, VotingElection, VotingPending, VotingVoter

_election, _voter, _ballot, _draft, _pending = (
    cast("Table", one.__table__) for one in (VotingElection, VotingVoter, VotingBallot, VotingDraft, VotingPending)
)
_ELECTION, _TOKEN = bindparam("election", type_=_election.c.id.type), bindparam("token", type_=_voter.c.token.type)
_ACCOUNT = bindparam("account", type_=_voter.c.account_id.type)
_PSEUDONYM = bindparam("pseudonym", type_=_ballot.c.pseudonym.type)
_DISTRICT, _LABEL = (bindparam(name, type_=_voter.c[name].type) for name in ("district", "label"))

STANDING = select(
    _election.c.state, _election.c.closes_at, func.clock_timestamp().label("moment")
).where(_election.c.id == _ELECTION)  # fmt: skip
"""Whether the vote is open at this moment: state, closes_at, moment."""

OTHERWISE = select(literal(1)).where(
    _voter.c.election_id == _ELECTION, _voter.c.account_id == _ACCOUNT, _voter.c.token != _TOKEN
)  # fmt: skip
"""A row where the same account has taken part under another name."""

_new_voter = insert(_voter).from_select(
    ["election_id", "token", "account_id", "channel", "district", "label"],
    select(_ELECTION, _TOKEN, _ACCOUNT, literal("web"), _DISTRICT, _LABEL).where(~exists(OTHERWISE)),
)
TAKE_PART = _new_voter.on_conflict_do_update(
    index_elements=["tenant_id", "election_id", "token"],
    set_={"account_id": _new_voter.excluded.account_id, "district": _new_voter.excluded.district},
    where=_voter.c.channel == "web",
).returning(_voter.c.token)
"""Note that somebody takes part; no row where they voted under another name, or on paper."""

_new_ballot = (
    insert(_ballot)
    .values(
        id=bindparam("ballot"), election_id=_ELECTION, pseudonym=_PSEUDONYM, nonce=bindparam("nonce"),
        sealed=bindparam("sealed"), commitment=bindparam("commitment"),
    )
    .on_conflict_do_nothing(index_elements=["tenant_id", "election_id", "pseudonym"])
    .returning(_ballot.c.id)
    .cte("new_ballot")
)  # fmt: skip
_no_draft = delete(_draft).where(_draft.c.election_id == _ELECTION, _draft.c.pseudonym == _PSEUDONYM).cte("no_draft")
PUT = (
    insert(_pending)
    .from_select(
        ["id", "election_id", "entry"],
        select(
            bindparam("pending", type_=_pending.c.id.type), _ELECTION,
            bindparam("entry", type_=_pending.c.entry.type),
        ).where(exists(select(_new_ballot.c.id))),
    )
    .add_cte(_no_draft)
    .returning(_pending.c.id)
)  # fmt: skip
"""A first ballot with its entry for the log; no row where there is one to be changed. The draft goes either way."""

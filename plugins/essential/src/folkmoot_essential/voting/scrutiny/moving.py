# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Moving the end of a vote that is open: two people decide it, and everybody can read when, by how much and why."""

import datetime
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.request import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IProjects, Unacceptable
from folkmoot_essential.voting.models import VotingDecision, VotingElection
from folkmoot_essential.voting.scrutiny import deciding


class Move(BaseModel):
    """What the form asks for beside the reason."""

    model_config = ConfigDict(extra="forbid")

    closes_at: datetime.datetime = Field(title=_("New end of voting"))


@dataclass(frozen=True)
class Moved:
    """The end of a vote was another. reason: as it was given, in the language of whoever gave it."""

    before: datetime.datetime
    after: datetime.datetime
    reason: str
    decided_at: datetime.datetime | None


def asked(request: Request) -> tuple[dict[str, Any], str]:
    """The details of the proposal that a form makes, or a code of why it makes none."""
    form = Form(Move, request)
    if not form.validate():
        return {}, "moment-missing"
    return {"closes_at": form.data.closes_at.astimezone(datetime.UTC).isoformat()}, ""


def moments(decision: VotingDecision) -> dict[str, datetime.datetime]:
    """The moments that a decision names: before (once it was confirmed) and closes_at."""
    return {
        name: datetime.datetime.fromisoformat(decision.details[name])
        for name in ("before", "closes_at")
        if name in decision.details
    }


def follow(request: Request, election: VotingElection) -> None:
    """Let the phase end with its vote. Raises Refused where the platform can't have the phase end then."""
    try:
        request.find_service(IProjects).move_end(
            request.db, request.site, election.phase_id, election.closes_at, request.account.id, request.now
        )
    except Unacceptable:
        raise deciding.Refused("moment-impossible") from None


def moved(db: Session, election: VotingElection | None) -> list[Moved]:
    """How often the end was moved, the newest last; in one statement."""
    if election is None:
        return []
    statement = select(VotingDecision).where(
        VotingDecision.election_id == election.id, VotingDecision.kind == deciding.MOVE,
        VotingDecision.outcome == "confirmed",
    )  # fmt: skip
    rows = db.scalars(statement.order_by(VotingDecision.decided_at))
    return [
        Moved(found["before"], found["closes_at"], row.reason, row.decided_at)
        for row in rows
        for found in [moments(row)]
    ]

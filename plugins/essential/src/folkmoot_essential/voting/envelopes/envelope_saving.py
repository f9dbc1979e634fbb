# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Giving areas envelopes, as long as the vote hasn't opened."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area, contribution
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot_essential.ledger.vote import TOWN
from folkmoot_essential.voting.models import VotingEnvelope, VotingOption
from folkmoot_essential.voting.options.options import Editor, hold


def save(db: Session, phase: PhaseInfo, amounts: Mapping[str, int], editor: Editor) -> int:
    """Let a phase have these envelopes and no others; gives how many options went to the envelope of their idea's area.

    amounts: slug of an area, or "" for the whole town, -> its amount, more than 0, in the smallest unit. Options that
    were made of contributions follow these into envelopes that are new; where none are left, everything is the town's
    again. Raises Frozen.
    """
    hold(db, phase.id)
    before = set(db.scalars(select(VotingEnvelope.contest).where(VotingEnvelope.phase_id == phase.id)))
    db.execute(delete(VotingEnvelope).where(VotingEnvelope.phase_id == phase.id))
    if amounts:
        db.execute(
            insert(VotingEnvelope),
            [{"phase_id": phase.id, "contest": contest, "amount": amount} for contest, amount in amounts.items()],
        )
    moved = _followed(db, phase.id, set(amounts) - before - {TOWN}) if amounts else _all_to_town(db, phase.id)
    details = {"phase": str(phase.id), "envelopes": dict(sorted(amounts.items()))}
    editor.audit.record(db, editor.actor_id, "voting.envelopes_changed", "phase", phase.id, details)
    db.expire_all()
    return moved


def _followed(db: Session, phase_id: uuid.UUID, contests: set[str]) -> int:
    """Options of the town that were made of contributions of these areas go to these areas' envelopes."""
    statement = (
        update(VotingOption)
        .where(VotingOption.phase_id == phase_id, VotingOption.contest == TOWN)
        .where(VotingOption.contribution_id == contribution.c.id, contribution.c.area_id == area.c.id)
        .where(area.c.slug.in_(contests))
        .values(contest=area.c.slug)
    )
    return _changed(db, statement)


def _all_to_town(db: Session, phase_id: uuid.UUID) -> int:
    _changed(db, update(VotingOption).where(VotingOption.phase_id == phase_id).values(contest=TOWN))
    return 0


def _changed(db: Session, statement: Any) -> int:
    found = db.execute(statement.execution_options(synchronize_session=False))
    return found.rowcount if isinstance(found, CursorResult) else 0

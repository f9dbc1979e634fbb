# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is voted on, as long as the vote hasn't opened: adding, changing, removing, making options of contributions."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area, contribution, picture
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IAudit
from folkmoot_essential.voting.models import VotingEnvelope, VotingOption
from folkmoot_essential.voting.opening import LOCK, election_of

MOST = 1000
"""The most options of one vote."""


class Frozen(Exception):
    """The vote has opened: rule, options and costs can't be changed any more."""


class TooMany(Exception):
    """A vote has at most MOST options."""


@dataclass(frozen=True)
class OptionDraft:
    """An option as an organiser describes it. cost: in the smallest unit of the currency; description: plain text.

    contest: slug of the area whose envelope pays, "" for the whole town's.
    """

    title: Mapping[str, str]
    description: Mapping[str, str] = field(default_factory=dict)
    cost: int = 0
    contribution_id: uuid.UUID | None = None
    picture_id: uuid.UUID | None = None
    contest: str = ""


@dataclass(frozen=True)
class Editor:
    """Who changes options, and where it is written down."""

    audit: IAudit
    actor_id: uuid.UUID

    def note(self, db: Session, verb: str, option: VotingOption) -> None:
        """One line of the audit log; never a text, only which option it was and what it costs."""
        details = {"phase": str(option.phase_id), "option": option.key, "cost": option.cost}
        self.audit.record(db, self.actor_id, f"voting.option_{verb}", "voting_option", option.id, details)


def hold(db: Session, phase_id: uuid.UUID) -> None:
    """Make sure that the vote hasn't opened, and won't before this transaction ends. Raises Frozen."""
    db.execute(LOCK, {"id": str(phase_id)})
    if election_of(db, phase_id) is not None:
        raise Frozen


def add(db: Session, phase: PhaseInfo, drafts: list[OptionDraft], editor: Editor) -> list[VotingOption]:
    """New options after those that are there. Raises Frozen, TooMany."""
    hold(db, phase.id)
    known = select(func.max(VotingOption.number), func.count()).where(VotingOption.phase_id == phase.id)
    last, count = db.execute(known).one()
    if count + len(drafts) > MOST:
        raise TooMany
    made = [
        VotingOption(phase_id=phase.id, number=number, withdrawn="", **_values(draft))
        for number, draft in enumerate(drafts, (last or 0) + 1)
    ]
    db.add_all(made)
    db.flush()
    for option in made:
        editor.note(db, "added", option)
    return made


def change(db: Session, option: VotingOption, draft: OptionDraft, editor: Editor) -> None:
    """Other texts, picture, envelope or another cost. Where it comes from and its number stay. Raises Frozen."""
    hold(db, option.phase_id)
    option.title, option.description, option.cost = dict(draft.title), dict(draft.description), draft.cost
    option.contest, option.picture_id = draft.contest, draft.picture_id
    db.flush()
    editor.note(db, "changed", option)


def remove(db: Session, option: VotingOption, editor: Editor) -> None:
    """Take an option off the list. Raises Frozen."""
    hold(db, option.phase_id)
    editor.note(db, "removed", option)
    db.delete(option)
    db.flush()


def drafts_of(db: Session, phase: PhaseInfo, costs: Mapping[uuid.UUID, int]) -> list[OptionDraft]:
    """Options made of published contributions of the phase's project that aren't options yet, by number.

    costs: contribution -> cost. Ids of others are left out. Title and text stand in the language they were written in.
    Where the contribution's area has an envelope, the option is paid from it.
    """
    c, p = contribution.c, picture.c
    purse = select(VotingEnvelope.contest).where(VotingEnvelope.phase_id == phase.id)
    mine = case((area.c.slug.in_(purse), area.c.slug), else_="")
    used = select(VotingOption.contribution_id).where(
        VotingOption.phase_id == phase.id, VotingOption.contribution_id.is_not(None)
    )
    query = (
        select(c.id, c.title, c.body, c.language, p.file_id, mine.label("contest"))
        .select_from(
            contribution.outerjoin(picture, (p.contribution_id == c.id) & (p.position == 0)).outerjoin(
                area, area.c.id == c.area_id
            )
        )
        .where(c.id.in_(costs), c.project_id == phase.project_id, c.published_at.is_not(None))
        .where(c.withdrawn_at.is_(None), c.id.not_in(used))
        .order_by(c.number)
    )
    return [
        OptionDraft(
            {row.language: row.title}, {row.language: row.body}, costs[row.id], row.id, row.file_id, row.contest
        )
        for row in db.execute(query)
    ]


def _values(draft: OptionDraft) -> dict[str, Any]:
    return {
        "title": dict(draft.title), "description": dict(draft.description), "cost": draft.cost,
        "contest": draft.contest, "contribution_id": draft.contribution_id, "picture_id": draft.picture_id,
    }  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What has been answered so far: kept as it was typed, and as it was understood where it could be."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot_essential.voting.guided.screens import (
    SCREENS,
    BudgetScreen,
    DatesScreen,
    PeopleScreen,
    Screen,
    TrustScreen,
)
from folkmoot_essential.voting.models import VotingGuide

Asked = TypeVar("Asked", bound=Screen)


@dataclass(frozen=True)
class Answers:
    """All of them, understood."""

    budget: BudgetScreen
    dates: DatesScreen
    people: PeopleScreen
    trust: TrustScreen


def answered(guide: VotingGuide, screen: str) -> Screen | None:
    """What a screen's answers mean, or None while they are missing or can't be used."""
    try:
        return SCREENS[screen].model_validate(guide.answers.get(screen, {}).get("data"))
    except ValidationError:
        return None


def first_open(guide: VotingGuide) -> str:
    """The first screen without usable answers, "" when there is none."""
    return next((screen for screen in SCREENS if answered(guide, screen) is None), "")


def all_of(guide: VotingGuide) -> Answers | None:
    """All answers, or None while one is missing."""
    found = [_as(model, answered(guide, screen)) for screen, model in SCREENS.items()]
    return None if None in found else Answers(*found)  # type: ignore[arg-type]  # in the order of SCREENS


def _as(model: type[Asked], found: Screen | None) -> Asked | None:
    return found if isinstance(found, model) else None


def typed(guide: VotingGuide, screen: str) -> Mapping[str, Any]:
    """By field, what stands in it; nothing where the screen wasn't filled in yet."""
    found: Mapping[str, Any] = guide.answers.get(screen, {}).get("typed", {})
    return found


def keep(guide: VotingGuide, screen: str, as_typed: Mapping[str, Any], data: Screen | None) -> None:
    """Remember a screen: what was typed always, what it means where it could be understood."""
    understood = data.model_dump(mode="json") if data is not None else None
    guide.answers = {**guide.answers, screen: {"typed": dict(as_typed), "data": understood}}


def unfinished(db: Session, account_id: uuid.UUID) -> list[VotingGuide]:
    """Guides that a person has begun and that no project was made of, the newest first."""
    statement = select(VotingGuide).where(VotingGuide.account_id == account_id, VotingGuide.project_id.is_(None))
    return list(db.scalars(statement.order_by(VotingGuide.created_at.desc()).limit(5)))

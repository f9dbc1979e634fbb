# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The stages that a winner goes through: the organiser's own list, or the usual one in the town's languages."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import translations
from folkmoot.interfaces import Site
from folkmoot_essential.voting.models import VotingOption, VotingStageList, VotingStep

STEP, DELIVERED, STOPPED = "step", "delivered", "stopped"
USUAL = (
    ("decided", STEP, _("Decided")), ("designing", STEP, _("Being designed")), ("building", STEP, _("Being built")),
    (DELIVERED, DELIVERED, _("Delivered")), (STOPPED, STOPPED, _("Stopped")),
)  # fmt: skip
PACKAGES = ("folkmoot_essential.voting",)
MOST = 12
"""The most stages of one list."""
OWN = re.compile(r"own-\d{1,3}")
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('folkmoot.voting.stages:' || CAST(:id AS text), 0))")
"""Whoever changes a list takes it first: of two changes at once none is lost."""


@dataclass(frozen=True)
class Stage:
    """One stage. kind: "step"; or "delivered" and "stopped", of which each list has one, at its end."""

    key: str
    kind: str
    title: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """As a list of stages keeps it."""
        return {"key": self.key, "kind": self.kind, "title": dict(self.title)}


class StageInUse(Exception):
    """A stage that winners have something at can't be taken off the list."""


class TooManyStages(Exception):
    """A list has at most MOST stages."""


def usual(site: Site) -> list[Stage]:
    """The stages where nobody has made a list, in every language of the town."""
    return [
        Stage(key, kind, {locale: translations(locale, PACKAGES).gettext(title) for locale in site.locales})
        for key, kind, title in USUAL
    ]


def stages_of(db: Session, phase_id: uuid.UUID, site: Site) -> list[Stage]:
    """The stages of a phase's winners in their order."""
    kept = db.scalar(select(VotingStageList.stages).where(VotingStageList.phase_id == phase_id))
    return [Stage(one["key"], one["kind"], one["title"]) for one in kept] if kept else usual(site)


def rename(stages: Sequence[Stage], titles: Mapping[str, Mapping[str, str]]) -> list[Stage]:
    """The same list in other words. titles: key -> texts."""
    return [Stage(one.key, one.kind, titles.get(one.key) or one.title) for one in stages]


def with_one_more(stages: Sequence[Stage], title: Mapping[str, str]) -> list[Stage]:
    """The list with a new step after the others, before the end. Raises TooManyStages."""
    if len(stages) >= MOST:
        raise TooManyStages
    numbers = [int(one.key.removeprefix("own-")) for one in stages if OWN.fullmatch(one.key)]
    added = Stage(f"own-{max(numbers, default=0) + 1}", STEP, dict(title))
    return [*(one for one in stages if one.kind == STEP), added, *(one for one in stages if one.kind != STEP)]


def moved(stages: Sequence[Stage], key: str, by: int) -> list[Stage]:
    """The list with a step one place earlier (-1) or later (1); the two ends stay where they are."""
    steps, ends = [one for one in stages if one.kind == STEP], [one for one in stages if one.kind != STEP]
    place = next((number for number, one in enumerate(steps) if one.key == key), None)
    if place is None or not 0 <= place + by < len(steps):
        return list(stages)
    steps.insert(place + by, steps.pop(place))
    return [*steps, *ends]


def without(db: Session, phase_id: uuid.UUID, stages: Sequence[Stage], key: str) -> list[Stage]:
    """The list without a step. Raises StageInUse when a winner has something at it."""
    statement = select(VotingStep.id).join(VotingOption, VotingOption.id == VotingStep.option_id)
    used = statement.where(VotingOption.phase_id == phase_id, VotingStep.stage == key).limit(1)
    if db.scalar(used) is not None:
        raise StageInUse
    return [one for one in stages if one.key != key or one.kind != STEP]


def keep(db: Session, phase_id: uuid.UUID, stages: Sequence[Stage]) -> None:
    """Store a list in the place of the one before."""
    kept = [one.as_json() for one in stages]
    statement = insert(VotingStageList).values(phase_id=phase_id, stages=kept)
    key = ["tenant_id", "phase_id"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"stages": kept}))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need to know of the guided start of a budget: one that is all answered, and one that was finished."""

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from folkmoot_essential.voting.guided import answers, phases
from folkmoot_essential.voting.guided.screens import SCREENS
from folkmoot_essential.voting.models import VotingGuide

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

Values = Callable[["Furnished"], Mapping[str, str]]
EDITORS = frozenset({"manager", "administrator"})
OWNERS = dict.fromkeys(("voting.guide", "voting.guide_summary", "voting.guide_done"), EDITORS)
"""A guide is its beginner's, and administrators'."""


def at(screen: str) -> Values:
    """A screen of the guide that is all answered."""
    return lambda made: {"guide": made.desk["guide"], "screen": screen}


PARAMETERS: dict[str, Values] = {
    "voting.guide": at("budget"),
    "voting.guide_summary": lambda made: {"guide": made.desk["guide"]},
    "voting.guide_done": lambda made: {"guide": made.desk["guide-done"]},
}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "voting.guide_begin": lambda made: _typed(made)["budget"],
    "voting.guide": lambda made: _typed(made)["budget"],
}


def furnish_guides(made: "Furnished", db: Session) -> None:
    """Both are the manager's."""
    for key, project in (("guide", None), ("guide-done", made.projects["draft"].id)):
        guide = VotingGuide(account_id=made.people["manager"].id, answers={}, project_id=project)
        for screen, typed in _typed(made).items():
            answers.keep(guide, screen, _as_fields(typed), SCREENS[screen].model_validate(_understood(typed)))
        db.add(guide)
        db.flush()
        made.desk[key] = str(guide.id)


def _typed(made: "Furnished") -> dict[str, dict[str, str]]:
    """What is posted, screen by screen."""
    first = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    titles = {f"title.{locale}": "Straßenbahnhaltestellenüberdachungsbudget" for locale in made.town.site.locales}
    return {
        "budget": {**titles, "money": "100000"},
        "dates": {name: str(day) for name, day in phases.proposed(first).items()},
        "people": {"who": "verified"},
        "trust": {"publication": "L0", "auditor": "The court of audit", "seed_source": ""},
    }


def _as_fields(typed: Mapping[str, str]) -> dict[str, Any]:
    titles = {name.partition(".")[2]: text for name, text in typed.items() if name.startswith("title.")}
    plain = {name: text for name, text in typed.items() if not name.startswith("title.")}
    return plain | ({"title": titles} if titles else {})


def _understood(typed: Mapping[str, str]) -> dict[str, Any]:
    found = _as_fields(typed)
    return found | ({"money": int(typed["money"]) * 100} if "money" in typed else {})

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From what an organiser chose to what is counted: the rule, the ballot's limits, the options as bundles have them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot_essential.counting import Rule, rule
from folkmoot_essential.ledger.vote import TOWN, BallotLimits, Contest, Option, Vote
from folkmoot_essential.voting.envelopes.envelopes import Envelope
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import DEFAULTS, Counting, Form, Leftovers, VotingSettings

UNIT = 100
"""Amounts are kept in hundredths of the town's currency."""
KINDS = {
    Form.BUDGET: "approval", Form.SEVERAL: "approval", Form.ONE: "approval", Form.POINTS: "cumulative",
    Form.RANKING: "ordinal",
}  # fmt: skip


def settings_of(phase: PhaseInfo) -> VotingSettings:
    """The phase's settings; the defaults where they can't be read."""
    return phase.settings if isinstance(phase.settings, VotingSettings) else DEFAULTS


def rule_of(settings: VotingSettings) -> Rule:
    """The rule with every parameter decided. Budgets: add1 until nothing more fits, then what still does, by votes.

    Nothing is bought that nobody asked for: published programs let greedy and Phragmén fill the purse with it.
    """
    if settings.counting is Counting.MOST:
        name = {Form.POINTS: "points", Form.ONE: "plurality", Form.RANKING: "irv"}.get(settings.form, "approval")
        return rule(name, {} if name == "irv" else {"seats": str(settings.seats)})
    if settings.counting is Counting.EQUAL_SHARES:
        utility = "points" if settings.form in (Form.POINTS, Form.RANKING) else "cost"
        return rule("equal-shares", {"utility": utility, "completion": "add1-exhaustive-utilitarian"})
    if settings.counting is Counting.GREEDY:
        score = "points" if settings.form in (Form.POINTS, Form.RANKING) else "votes"
        return rule("greedy", {"score": score, "threshold": "1"})
    return rule("phragmen", {"unsupported": "skip"})


def vote_of(
    settings: VotingSettings, phase: PhaseInfo, currency: str, envelopes: Sequence[Envelope] = ()
) -> Vote:  # fmt: skip
    """What a ballot may be. envelopes: the purses, where the budget isn't one; limits hold in each of them."""
    purses = envelopes or [Envelope(TOWN, settings.budget * UNIT, {})]
    contests = [
        Contest(
            id=one.contest, title=dict(one.title or phase.title), budget=str(one.amount),
            limits=_limits(settings, one.amount),
        ).as_json()
        for one in purses
    ]  # fmt: skip
    vote = {"kind": KINDS[settings.form], "currency": currency, "unit": UNIT, "contests": contests}
    flows = settings.leftovers is Leftovers.TOWN and len(purses) > 1 and any(one.contest == TOWN for one in purses)
    return Vote.of_json(vote | ({"leftovers": "town"} if flows else {}))


def _limits(settings: VotingSettings, budget: int) -> BallotLimits:
    said: dict[str, object] = {"min_length": settings.least, "max_length": settings.most}
    if settings.form is Form.BUDGET:
        said |= {"max_sum_cost": str(budget), "min_sum_cost": str(settings.least_spent * UNIT)}
    if settings.form is Form.ONE:
        said |= {"min_length": 1, "max_length": 1}
    if settings.form is Form.POINTS:
        said |= {"max_sum_points": settings.points, "max_points": settings.points_each}
    return BallotLimits.of_json({name: value for name, value in said.items() if value not in (None, "0")})


def options_of(db: Session, phase: PhaseInfo) -> Sequence[VotingOption]:
    """The options of a phase by number, withdrawn ones included."""
    statement = select(VotingOption).where(VotingOption.phase_id == phase.id).order_by(VotingOption.number)
    return db.scalars(statement).all()


class Choice(NamedTuple):
    """What casting has to know of an option. key: its id in ballots; cost: in the smallest unit."""

    key: str
    cost: int
    contest: str
    withdrawn: str = ""


_option = cast("Table", VotingOption.__table__).c
_CHOICES = (
    select(_option.number, _option.cost, _option.contest, _option.withdrawn)
    .where(_option.phase_id == bindparam("phase"))
    .order_by(_option.number)
)


def choices_of(db: Session, phase: PhaseInfo) -> list[Choice]:
    """As options_of, but without the texts: each cast asks for it."""
    rows = db.connection().execute(_CHOICES, {"phase": phase.id})
    return [Choice(f"opt-{number}", cost, contest, withdrawn) for number, cost, contest, withdrawn in rows]


def as_published(options: Iterable[VotingOption]) -> list[Option]:
    """Options as bundles and ballots know them."""
    return [
        Option(
            id=one.key, number=one.number, title=dict(one.title), cost=str(one.cost), contest=one.contest,
            withdrawn=one.withdrawn or None,
        )
        for one in options
    ]  # fmt: skip

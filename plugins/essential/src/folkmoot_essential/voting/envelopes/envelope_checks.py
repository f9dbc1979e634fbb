# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What keeps a vote with envelopes from opening, and what its organiser should look at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.i18n import mark as _
from folkmoot.interfaces import ProjectPhase
from folkmoot_essential.ledger.vote import TOWN
from folkmoot_essential.voting.envelopes.envelopes import Envelope
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import Counting, Districts, Form, Leftovers, VotingSettings

HUNDREDTHS = 100
ACTION = "voting"
Trouble = tuple[str, dict[str, Any]]
"""A code of SENTENCES and the values that its sentence names."""

SENTENCES = {
    "envelope-missing": _("These options belong to no envelope, so nothing can pay for them: %(options)s."),
    "envelope-empty": _("No option belongs to the envelope “%(envelope)s”."),
    "envelope-too-small": _("These options cost more than their envelope “%(envelope)s” holds: %(options)s."),
    "envelope-no-money": _("Envelopes need a way of counting that gives out money, and this one doesn't."),
    "envelope-area-gone": _("There is no area “%(envelope)s” any more. Take its envelope away or make the area again."),
    "envelope-least": _(
        "A ballot has to name at least %(least)s options of an envelope, and “%(envelope)s” has only %(count)s."
    ),
    "envelope-least-spent": _("A ballot has to spend at least %(least_spent)s, and “%(envelope)s” holds less."),
    "envelope-district": _("Only the whole town has an envelope. Leave it out, or give an area one of its own."),
    "envelope-leftovers": _("What districts leave is to go to the whole town's envelope, and there is none."),
    "envelope-roll": _("The voter roll is to give the district, but this phase isn't only for verified people."),
    "envelope-nowhere": _("%(count)s people on the voter roll belong to none of these districts and couldn't vote."),
    "envelope-sum": _("The envelopes hold %(sum)s together, and the settings of the phase say %(budget)s."),
    "envelope-all-affordable": _("All options of “%(envelope)s” cost no more than it holds: all of them can win."),
}  # fmt: skip
STOPPING = (
    "envelope-missing", "envelope-empty", "envelope-too-small", "envelope-no-money", "envelope-area-gone",
    "envelope-least", "envelope-least-spent", "envelope-district", "envelope-leftovers", "envelope-roll",
)  # fmt: skip
"""With one of these a vote doesn't open."""
MONEY = ("least_spent", "sum", "budget")
"""Values that are amounts in the smallest unit."""


def troubles(
    phase: PhaseInfo, settings: VotingSettings, options: Sequence[VotingOption], envelopes: Sequence[Envelope],
    roll: Mapping[str, int] | None = None,
) -> list[Trouble]:  # fmt: skip
    """Everything to look at. roll: how many people may vote, by district, where that is known."""
    found = list(_outside(options, envelopes))
    if not envelopes:
        return found
    for one in envelopes:
        found += _of_envelope(one, settings, [option for option in options if option.contest == one.contest])
    return [*found, *_of_all(phase, settings, envelopes), *_of_roll(settings, envelopes, roll or {})]


def stopping(
    phase: PhaseInfo, settings: VotingSettings, options: Sequence[VotingOption], envelopes: Sequence[Envelope]
) -> list[Trouble]:  # fmt: skip
    """What keeps the vote from opening."""
    return [one for one in troubles(phase, settings, options, envelopes) if one[0] in STOPPING]


def _outside(options: Sequence[VotingOption], envelopes: Sequence[Envelope]) -> Iterator[Trouble]:
    known = {one.contest for one in envelopes} or {TOWN}
    if out := [one for one in options if one.contest not in known]:
        yield "envelope-missing", {"options": _numbers(out)}


def _of_envelope(one: Envelope, settings: VotingSettings, own: Sequence[VotingOption]) -> Iterator[Trouble]:
    name = {"envelope": one}
    if not one.known:
        yield "envelope-area-gone", {"envelope": one}
    if not own:
        yield "envelope-empty", name
        return
    if dear := [option for option in own if option.cost > one.amount]:
        yield "envelope-too-small", {**name, "options": _numbers(dear)}
    if settings.form is not Form.ONE and len(own) < settings.least:
        yield "envelope-least", {**name, "least": settings.least, "count": len(own)}
    if settings.form is Form.BUDGET and settings.least_spent * HUNDREDTHS > one.amount:
        yield "envelope-least-spent", {**name, "least_spent": settings.least_spent * HUNDREDTHS}
    if sum(option.cost for option in own) <= one.amount:
        yield "envelope-all-affordable", name


def _of_all(phase: PhaseInfo, settings: VotingSettings, envelopes: Sequence[Envelope]) -> Iterator[Trouble]:
    if all(one.contest == TOWN for one in envelopes):
        yield "envelope-district", {}
    if settings.leftovers is Leftovers.TOWN and not any(one.contest == TOWN for one in envelopes):
        yield "envelope-leftovers", {}
    if settings.counting is Counting.MOST:
        yield "envelope-no-money", {}
    if settings.districts is Districts.ROLL and not _verified(phase):
        yield "envelope-roll", {}
    total = sum(one.amount for one in envelopes)
    if total != settings.budget * HUNDREDTHS:
        yield "envelope-sum", {"sum": total, "budget": settings.budget * HUNDREDTHS}


def _of_roll(settings: VotingSettings, envelopes: Sequence[Envelope], roll: Mapping[str, int]) -> Iterator[Trouble]:
    known = {one.contest for one in envelopes} - {TOWN}
    nowhere = sum(count for district, count in roll.items() if district not in known)
    if settings.districts is Districts.ROLL and nowhere:
        yield "envelope-nowhere", {"count": nowhere}


def _verified(phase: PhaseInfo) -> bool:
    rule = phase.rules.get(ACTION) if isinstance(phase, ProjectPhase) else None
    return rule is not None and rule.who is Who.VERIFIED


def _numbers(options: Sequence[VotingOption]) -> str:
    return ", ".join(f"№ {one.number}" for one in options)

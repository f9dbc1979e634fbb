# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an organiser should know before a vote opens, when it can still be put right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Site
from folkmoot_essential.counting import BallotKind
from folkmoot_essential.ledger.levels import Forecast, Level, forecast, level_allowed
from folkmoot_essential.voting.composing import UNIT, rule_of, vote_of
from folkmoot_essential.voting.envelopes.envelopes import Envelope
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import Counting, Form, Publication, VotingSettings

VOTERS = (100, 1_000, 10_000)
"""Turnouts for which the forecast is shown; nobody knows the real one yet."""
SENTENCES = {
    "no-options": _("There are no options yet. The vote can't open without any."),
    "titles-missing": _("Titles are missing in %(language)s: %(options)s."),
    "costs-missing": _("These options cost nothing, though the vote shares out a budget: %(options)s."),
    "too-dear": _("These options cost more than the whole budget and can't win: %(options)s."),
    "all-affordable": _("All options together cost no more than the budget: everything can win."),
    "fewer-than-least": _("A ballot has to name at least %(least)s options, and there are only %(count)s."),
    "needs-ballots": _("This way of counting can't be recounted from totals: publish ballots or name an auditor."),
    "too-few-eligible": _(
        "Only %(value)s people may vote. Below %(limit)s only totals are published, since a ballot could become a name."
    ),
    "no-auditor": _(
        "With fewer than 50 ballots, in all or in one district, only totals are published, and this way of counting "
        "can't be recounted from them. Name an auditor for that case."
    ),
    "no-seed-source": _("Say where the lot would come from. Without it, a tie can't be decided beyond doubt."),
}  # fmt: skip
STOPPING = ("no-options", "needs-ballots", "too-few-eligible", "fewer-than-least")


@dataclass(frozen=True)
class Finding:
    """Something to look at. code: stable, a key of SENTENCES; values: what the sentence names."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def serious(self) -> bool:
        """Whether the vote would not work as it is."""
        return self.code in STOPPING

    @property
    def sentence(self) -> str:
        """Marked for translation."""
        return SENTENCES[self.code]


@dataclass(frozen=True)
class Chance:
    """How alone ballots would be with so many voters."""

    voters: int
    forecast: Forecast

    @property
    def alone(self) -> int:
        """Out of 100 voters, rounded up: as a warning should be."""
        share = self.forecast.alone
        return -(-share.numerator * 100 // share.denominator)


def findings(
    phase: PhaseInfo, settings: VotingSettings, options: Sequence[VotingOption], site: Site, eligible: int | None,
    envelopes: Sequence[Envelope] = (),
) -> list[Finding]:  # fmt: skip
    """Everything to look at, serious things first, but for what envelope_checks finds.

    eligible: how many may vote in the smallest electorate, where it is known.
    """
    found = [
        *_of_options(settings, options, envelopes),
        *_of_languages(options, site),
        *_of_publication(phase, settings, site, eligible, envelopes),
    ]
    by_ballots = settings.counting in (Counting.EQUAL_SHARES, Counting.PHRAGMEN)
    if by_ballots and settings.publication is not Publication.TOTALS and not settings.auditor:
        found.append(Finding("no-auditor"))
    if not settings.seed_source:
        found.append(Finding("no-seed-source"))
    return sorted(found, key=lambda one: not one.serious)


def _of_options(
    settings: VotingSettings, options: Sequence[VotingOption], envelopes: Sequence[Envelope]
) -> Iterator[Finding]:  # fmt: skip
    budget = settings.budget * UNIT
    if not options:
        yield Finding("no-options")
        return
    if len(options) < settings.least and settings.form is not Form.ONE:
        yield Finding("fewer-than-least", {"least": settings.least, "count": len(options)})
    if settings.counting is Counting.MOST:
        return
    if free := [one for one in options if not one.cost]:
        yield Finding("costs-missing", {"options": _numbers(free)})
    if envelopes:
        return
    if dear := [one for one in options if one.cost > budget]:
        yield Finding("too-dear", {"options": _numbers(dear)})
    if sum(one.cost for one in options) <= budget:
        yield Finding("all-affordable")


def _of_languages(options: Sequence[VotingOption], site: Site) -> Iterator[Finding]:
    for locale in site.required_locales or (site.default_locale,):
        if without := [one for one in options if not one.title.get(locale)]:
            yield Finding("titles-missing", {"language": locale, "options": _numbers(without)})


def _of_publication(
    phase: PhaseInfo, settings: VotingSettings, site: Site, eligible: int | None, envelopes: Sequence[Envelope]
) -> Iterator[Finding]:  # fmt: skip
    level = Level(str(settings.publication))
    vote = vote_of(settings, phase, site.currency, envelopes)
    for problem in level_allowed(vote, rule_of(settings), level, eligible, settings.auditor):
        yield Finding(problem.code, {"limit": problem.limit, "value": problem.value})


def _numbers(options: Sequence[VotingOption]) -> str:
    return ", ".join(f"№ {one.number}" for one in options)


def chances(
    phase: PhaseInfo, settings: VotingSettings, options: Sequence[VotingOption], site: Site
) -> list[Chance]:  # fmt: skip
    """How many ballots would be alone, for several turnouts; nothing where ballots aren't published."""
    if Level(str(settings.publication)) is Level.TOTALS or not options:
        return []
    kind = BallotKind(vote_of(settings, phase, site.currency).kind)
    least, most = _sizes(settings, options)
    points = settings.points if settings.form is Form.POINTS else 0
    return [Chance(voters, forecast(kind, len(options), voters, least, most, points)) for voters in VOTERS]


def _sizes(settings: VotingSettings, options: Sequence[VotingOption]) -> tuple[int, int]:
    """How many options a ballot names, at least and at most; a basket holds as many as fit, the cheapest first."""
    if settings.form is Form.ONE:
        return 1, 1
    most = min(settings.most or len(options), len(options))
    if settings.form is Form.BUDGET:
        most = min(most, _fitting(settings.budget * UNIT, sorted(one.cost for one in options)))
    if settings.form is Form.POINTS:
        most = min(most, settings.points)
    return min(settings.least, most), most


def _fitting(budget: int, costs: Sequence[int]) -> int:
    spent = 0
    for place, cost in enumerate(costs):
        spent += cost
        if spent > budget:
            return place
    return len(costs)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is wrong with a ballot, in a sentence for the person who filled it."""

from collections.abc import Mapping, Sequence

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.limits import BallotProblem
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.envelopes.envelopes import name_of
from folkmoot_essential.voting.settings import Form, VotingSettings

SENTENCES = {
    "nothing-chosen": _("Nothing is chosen yet."),
    "points-not-a-number": _("Points are whole numbers: please correct those of “%(option)s”."),
    "ranking-not-a-number": _("Places are whole numbers: please correct that of “%(option)s”."),
    "place-twice": _("Two options have place %(value)s. Please give each its own."),
    "district-missing": _("Please choose a district first."),
    "district-other": _("The voter roll says that another district is yours."),
    "district-unknown": _("There is no such district in this vote."),
    "contest-unknown": _("This isn't part of your vote."),
    "option-unknown": _("An option on your ballot can't be chosen any more. Please choose again."),
    "option-twice": _("“%(option)s” is on your ballot twice."),
    "order": _("Something went wrong with the order of your ballot. Please send it again."),
    "points-missing": _("Please give points to each option that you choose."),
    "points-unasked": _("There are no points in this vote."),
    "length-too-small": _("You have chosen %(value)s; at least %(limit)s are needed."),
    "length-too-large": _("You have chosen %(value)s; at most %(limit)s are allowed."),
    "cost-too-small": _("What you have chosen costs %(value)s; it must be at least %(limit)s."),
    "cost-too-large": _("What you have chosen costs %(value)s; the budget is %(limit)s."),
    "sum-too-small": _("You have given %(value)s points; at least %(limit)s are needed."),
    "sum-too-large": _("You have given %(value)s points; you have %(limit)s."),
    "points-too-small": _("“%(option)s” has %(value)s points; at least %(limit)s are needed."),
    "points-too-large": _("“%(option)s” has %(value)s points; at most %(limit)s are allowed."),
}
"""By the codes of BallotProblem, and those of a form that isn't a ballot yet."""
LIMITS = ("length-", "cost-", "sum-")
ONE = _("Please choose one option only.")
IN_ENVELOPE = _("%(envelope)s: %(sentence)s")


def worth_saying(problems: Sequence[BallotProblem]) -> list[BallotProblem]:
    """Problems without those that only follow from another: whoever has no district yet hasn't chosen a wrong one."""
    if any(one.code == "district-missing" for one in problems):
        return [one for one in problems if one.code != "contest-unknown"]
    return list(problems)


def said(
    problem: BallotProblem, vote: Vote, settings: VotingSettings, titles: Mapping[str, str], request: Request
) -> str:  # fmt: skip
    """The same, and in which envelope, where there are several."""
    found = sentence(problem, settings, titles, request)
    contest = next((one for one in vote.contests if one.id == problem.contest), None)
    if not vote.districts or contest is None or not problem.code.startswith(LIMITS):
        return found
    name = name_of(request, contest.id, contest.title)
    return str(request.gettext(IN_ENVELOPE, envelope=name, sentence=found))


def sentence(problem: BallotProblem, settings: VotingSettings, titles: Mapping[str, str], request: Request) -> str:
    """A problem in the reader's language."""
    if settings.form is Form.ONE and problem.code == "length-too-large":
        return str(request.gettext(ONE))
    limit, value = str(problem.limit), str(problem.value)
    if problem.code.startswith("cost-"):
        limit, value = (
            formats.money(one, request.site.currency, request.locale) for one in (problem.limit, problem.value)
        )
    title = titles.get(problem.option, problem.option)
    return str(request.gettext(SENTENCES[problem.code], limit=limit, value=value, option=title))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is wrong with what a clerk typed of a paper, in sentences, each at its field."""

from collections.abc import Mapping

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.limits import BallotProblem
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.ballot.ballot_wording import LIMITS, said, worth_saying
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.paper import paper_form, paper_typed
from folkmoot_essential.voting.paper.paper_form import Sheet
from folkmoot_essential.voting.paper.paper_typed import NotNumbers

ELSEWHERE = _("Not on the ballots of this district: %(options)s. Compare district and numbers with the paper.")
SPOILT = _("If the paper really says so, it can't be counted: choose that, and “%(why)s”.")
"""Clerks are asked to enter what a paper says, so one that breaks the rules mustn't end in a form that refuses it."""
LONGEST_PART = 40
Titles = Mapping[str, str]


def troubles(context: VotingContext, sent: Sheet, vote: Vote, titles: Titles) -> list[tuple[str, str]]:
    """Field and sentence; what no field is to blame for stands at the numbers."""
    say = context.request.gettext
    found = [
        (name, say(paper_form.SENTENCES[code], **({"part": _unusable(context, sent)} if code == "numbers" else {})))
        for name, code in sent.errors
    ]  # fmt: skip
    found += [(_field(one), _sentence(context, sent, vote, titles, one)) for one in worth_saying(sent.problems)]
    if any(one.code.startswith(LIMITS) for one in sent.problems):
        found.append(("spoilt", say(SPOILT, why=say(paper_form.WHY["against-the-rules"]))))
    return found


def numbered(titles: Titles) -> dict[str, str]:
    """Titles with the numbers that clerks type."""
    return {key: f"№ {key.removeprefix('opt-')} {title}" for key, title in titles.items()}


def _unusable(context: VotingContext, sent: Sheet) -> str:
    try:
        paper_typed.typed_of(sent.values["numbers"], context.settings.form, list(context.options))
    except NotNumbers as error:
        return error.part[:LONGEST_PART]
    return ""


def _field(problem: BallotProblem) -> str:
    if problem.option:
        return problem.option
    return "district" if problem.code.startswith("district-") else "numbers"


def _sentence(context: VotingContext, sent: Sheet, vote: Vote, titles: Titles, problem: BallotProblem) -> str:
    if problem.code != "contest-unknown":
        return said(problem, vote, context.settings, titles, context.request)
    numbers = sent.values["numbers"]
    typed = sent.typed or paper_typed.typed_of(numbers, context.settings.form, list(context.options))
    names = numbered(titles)
    there = [one for one in context.options if one.key in typed and one.contest == problem.contest]
    return str(context.request.gettext(ELSEWHERE, options=", ".join(names[one.key] for one in there)))

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Steps 4 to 6: every ballot is valid, the rule is known, and the count gives what was published."""

from collections.abc import Sequence

from folkmoot_essential.counting import CannotCount, Rule, WrongParameter, rule
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.bundle import files as names
from folkmoot_essential.ledger.bundle import pabulib
from folkmoot_essential.ledger.bundle.files import ContestResult, Seed
from folkmoot_essential.ledger.bundle.reading import Published
from folkmoot_essential.ledger.bundle.verdict import NO_RECOUNT, Step
from folkmoot_essential.ledger.bundle.writing import steps
from folkmoot_essential.ledger.contests import Result, count_contests, count_totals, recountable
from folkmoot_essential.ledger.limits import BallotProblem, Judge


def check_ballots(published: Published, here: Step) -> None:
    """Each ballot of the box is one under the rules of the vote."""
    judge = Judge(published.vote, published.options)
    for (ballot, _), place in zip(published.box.ballots, published.box.lines, strict=True):
        for problem in judge.problems(ballot):
            here.wrong("ballot-invalid", f"Line {place} of the box isn't a valid ballot: {_said(problem)}.", names.BOX)


def known_rule(published: Published, here: Step) -> Rule:
    """The rule that rule.json names, every parameter with it. Raises Stopped for any other."""
    said = published.rule
    try:
        found = rule(said.name, said.parameters)
    except WrongParameter as error:
        raise here.stop("rule", f"This program doesn't know the rule: {error}", names.RULE) from None
    if found.method.version != said.version or dict(found.parameters) != said.parameters:
        raise here.stop(
            "rule", f"This program counts version {found.method.version} of the rule {said.name} with the parameters "
            f"{', '.join(sorted(found.parameters))}; the vote was counted by version {said.version} with "
            f"{', '.join(sorted(said.parameters))}.", names.RULE,
        )  # fmt: skip
    return found


def recount(published: Published, chosen: Rule, here: Step) -> list[Result]:
    """Every contest, counted again. Raises Stopped where it can't be."""
    vote, options, seed = published.vote, published.options, published.seed.seed or ""
    try:
        if published.manifest.level != "L0":
            return count_contests(vote, options, published.box.ballots, chosen, seed)
        if recountable(vote, chosen):
            return count_totals(vote, options, published.totals, chosen, seed)
    except CannotCount as error:
        raise here.stop("cannot-count", f"The rule can't count these ballots: {error}", names.RULE) from None
    auditor = published.manifest.auditor
    who = f"the auditor is {auditor}, who has the box" if auditor else "no auditor is named"
    raise here.stop(
        NO_RECOUNT,
        f"Only totals are published, and the rule {chosen.method.name} needs the ballots: {who}.",
        names.TOTALS,
    )


def compare(published: Published, counted: Sequence[Result], here: Step) -> None:
    """The count against what was published: results, lots, steps, and the files for other tools."""
    if [one.id for one in published.result.contests] != [one.contest.id for one in counted]:
        raise here.stop("contests", "The results are of other contests than the vote's.", names.RESULT)
    for said, one in zip(published.result.contests, counted, strict=True):
        _compare_contest(said, one, published.seed, here)
    if canonical.write_lines(steps(counted)) != published.data[names.TRACE]:
        here.wrong("trace", "The steps of the count aren't those that were published.", names.TRACE)
    if published.manifest.level != "L0":
        _pabulib(published, counted, here)


def _compare_contest(said: ContestResult, one: Result, seed: Seed, here: Step) -> None:
    outcome, what = one.outcome, f"Contest {one.contest.id!r}" if one.contest.id else "The count"
    if said.winners != outcome.winners:
        text = f"{what} gives the winners {_list(outcome.winners)}; published: {_list(said.winners)}."
        here.wrong("winners", text, names.RESULT)
    if said.spent != str(outcome.spent):
        here.wrong("spent", f"{what} spends {outcome.spent}; published: {said.spent}.", names.RESULT)
    if [tie.as_json() for tie in said.ties] != [tie.as_json() for tie in outcome.ties]:
        here.wrong("ties", f"{what} meets other ties than were published.", names.RESULT)
    if one.lots and seed.seed is None:
        here.wrong("no-seed", f"{what} needs a lot, and no seed was published.", names.SEED)


def _pabulib(published: Published, counted: Sequence[Result], here: Step) -> None:
    for one in counted:
        name = names.pabulib_name(one.contest.id)
        if not pabulib.same(published.data[name], one.election):
            here.wrong("pabulib", f"{name} holds another election than the box.", name)


def _list(winners: Sequence[str]) -> str:
    shown = ", ".join(winners[:20]) or "nobody"
    return shown if len(winners) <= 20 else f"{shown} and {len(winners) - 20} more"


def _said(problem: BallotProblem) -> str:
    parts = [problem.code]
    if problem.contest:
        parts.append(f"in {problem.contest}")
    if problem.option:
        parts.append(f"option {problem.option}")
    if problem.limit or problem.value:
        parts.append(f"{problem.value} where the limit is {problem.limit}")
    return ", ".join(parts)

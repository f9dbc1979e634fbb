# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rules without money: how far an option was from the last who won, or from staying in."""

from collections.abc import Mapping
from dataclasses import replace

from folkmoot_essential.counting.explaining.parts import Part, text
from folkmoot_essential.counting.explaining.reasons import Explanation, Reason
from folkmoot_essential.counting.outcome import Step


def totals(part: Part) -> dict[str, Explanation]:
    """Plurality, approval, points: each score against the last seat's."""
    scores = _scores(part.steps[0])
    last = min((scores[one] for one in part.winners), default=0)
    best = max((score for one, score in scores.items() if one not in part.winners), default=0)

    def told(plain: Explanation) -> Explanation:
        score = scores[plain.option]
        if plain.option in part.winners:
            number = part.winners.index(plain.option) + 1
            return replace(plain, reason=Reason.ELECTED, round=number, score=score, needed=best)
        if score == 0:
            return replace(plain, score=0)
        reason = Reason.LOST_TIE if score == last else Reason.FEWER
        return replace(plain, reason=reason, score=score, needed=last)

    return {one: told(plain) for one, plain in part.plain.items()}


def runoff(part: Part) -> dict[str, Explanation]:
    """Instant runoff: the round in which each left, or the last one."""
    found = dict(part.plain)
    for step in part.steps:
        scores, one, number = _scores(step), text(step, "project"), int(text(step, "round"))
        rest = [score for other, score in scores.items() if other != one]
        if step["decision"] == "elected":
            _last(found, scores, one, number)
            return found
        reason = Reason.LOST_TIE if min(rest) == scores[one] else Reason.ELIMINATED
        found[one] = replace(found[one], reason=reason, round=number, score=scores[one], needed=min(rest))
    return found


def _last(found: dict[str, Explanation], scores: Mapping[str, int], winner: str, number: int) -> None:
    for one, score in scores.items():
        reason = Reason.ELECTED if one == winner else Reason.RUNNER_UP
        others = max((score for other, score in scores.items() if other != winner), default=0)
        needed = others if one == winner else scores[winner]
        found[one] = replace(found[one], reason=reason, round=number, score=score, needed=needed)


def _scores(step: Step) -> dict[str, int]:
    scores = step["scores"]
    assert isinstance(scores, dict)
    return {one: int(str(score)) for one, score in scores.items()}

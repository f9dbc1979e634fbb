# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How a budget was given out, step by step: greedy, equal shares, Phragmén."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.results.drawing import Line, Piece, Words, bars, tenths
from folkmoot_essential.voting.results.picturing import Rounds, legend, name_of
from folkmoot_essential.voting.results.speaking import Contested, Speaker

Step = Mapping[str, Any]
Column = tuple[str, Callable[[Step], str]]
DECISIONS = {
    "funded": _("Won"), "funded-by-completion": _("Added at the end"), "does-not-fit": _("Didn’t fit"),
    "below-threshold": _("Too little support"), "excluded": _("Excluded by another"),
    "stopped": _("Not reached any more"), "no-envelope": _("No money of its own"),
}  # fmt: skip
TITLE = _("How the money was given out, step by step")
TEXT = _(
    "Each bar stands for the whole budget. %(steps)s steps, the first is %(first)s. The table has the same numbers."
)
SHARE = _("Every voter had the same part of the money: %(share)s.")
ADDED = _("In the end every voter had %(share)s. Of that %(added)s were added for everybody, so that less money stays.")


def shown(kept: Mapping[str, Any], found: Contested, speaker: Speaker) -> Rounds:
    """kept: see rounds.rounds, of kind "money"."""
    steps: Sequence[Step] = kept["steps"]
    full = max(found.budget, *(min(one["before"] + one["cost"], found.budget * 5 // 4) for one in steps), 1)
    lines = [_line(one, full, speaker) for one in steps]
    told = speaker.say(TEXT, steps=speaker.number(len(steps)), first=speaker.title(steps[0]["option"]))
    words = Words(name_of(found), speaker.say(TITLE), told)
    mark = speaker.say(_("Budget: %(amount)s"), amount=speaker.money(found.budget))
    columns = _columns(steps, found, speaker)
    return Rounds(
        words.title, bars(words, lines, tenths(found.budget, full), mark), legend(lines, speaker),
        [speaker.say(name) for name, _write in columns], [[write(one) for _name, write in columns] for one in steps],
        kept["left_out"], _notes(kept, speaker),
    )  # fmt: skip


def _line(step: Step, full: int, speaker: Speaker) -> Line:
    kind = {"funded": "won", "funded-by-completion": "added"}.get(step["decision"], "not")
    pieces = (Piece("before", 0, step["before"]), Piece(kind, step["before"], step["cost"]))
    name = f"{step['round']}. {speaker.title(step['option'])}"
    return Line(name, speaker.money(step["cost"]), pieces, full)


def _columns(steps: Sequence[Step], found: Contested, speaker: Speaker) -> list[Column]:
    """What all steps have in common, and what the rule says beside; a cell is empty where a step doesn't say it."""
    number, money = speaker.number, speaker.money
    score = _("Points") if found.rule.parameters.get("score", "").startswith("points") else _("Votes for it")
    pointed = found.rule.parameters.get("utility") == "points"
    beside = {
        "score": (score, lambda text: number(int(text))),
        "votes": (_("Votes for it"), number),
        "price": (_("Price for each point") if pointed else _("Price for each supporter"), money),
        "paying_price": (_("So many paid it"), number),
        "paying_all_they_have": (_("So many gave all they had"), number),
        "load": (_("Each supporter then carries"), money),
    }
    said = {name for one in steps for name in one}
    names = [name for name in beside if name in said and not (name == "score" and "votes" in said)]
    return [
        (_("Step"), lambda one: number(one["round"])),
        (_("Option"), lambda one: speaker.title(one["option"])),
        (_("Cost"), lambda one: money(one["cost"])),
        *((beside[name][0], _cell(name, beside[name][1])) for name in names),
        (_("Money left before"), lambda one: money(found.budget - one["before"])),
        (_("Result"), lambda one: speaker.say(DECISIONS[one["decision"]])),
    ]


def _cell(name: str, write: Callable[[Any], str]) -> Callable[[Step], str]:
    return lambda one: write(one[name]) if name in one else ""


def _notes(kept: Mapping[str, Any], speaker: Speaker) -> list[str]:
    if "share" not in kept:
        return []
    added = int(kept.get("added", "0"))
    return [speaker.say(ADDED if added else SHARE, share=speaker.money(kept["share"]), added=speaker.money(added))]

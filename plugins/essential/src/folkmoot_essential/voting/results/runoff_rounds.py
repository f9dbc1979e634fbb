# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who had how many ballots in each round of an instant runoff."""

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.results.drawing import Line, Piece, Words, bars, tenths
from folkmoot_essential.voting.results.picturing import Rounds, legend, name_of
from folkmoot_essential.voting.results.speaking import Contested, Speaker

Step = Mapping[str, Any]
TITLE = _("Who had how many votes in each round")
TEXT = _("Each bar stands for all ballots that still name an option in that round; whoever has more than half wins.")
OUT = "–"


def shown(kept: Mapping[str, Any], found: Contested, speaker: Speaker) -> Rounds:
    """kept: see rounds.rounds, of kind "runoff"."""
    steps: Sequence[Step] = kept["steps"]
    lines = [line for one in steps for line in _lines(one, speaker)]
    words = Words(name_of(found), speaker.say(TITLE), speaker.say(TEXT))
    rounds = [speaker.say(_("Round %(number)s"), number=speaker.number(one["round"])) for one in steps]
    return Rounds(
        words.title, bars(words, lines, tenths(1, 2), speaker.say(_("The line is half of them"))),
        legend(lines, speaker), [speaker.say(_("Option")), *rounds], _rows(steps, speaker), kept["left_out"],
    )  # fmt: skip


def _lines(step: Step, speaker: Speaker) -> list[Line]:
    full = max(sum(step["scores"].values()), 1)
    heading = speaker.say(_("Round %(number)s"), number=speaker.number(step["round"]))
    return [
        Line(
            speaker.title(option), speaker.number(step["scores"][option]),
            [Piece(_kind(step, option), 0, step["scores"][option])], full, "" if place else heading,
        )
        for place, option in enumerate(_order(step))
    ]  # fmt: skip


def _order(step: Step) -> list[str]:
    """The most votes first; who leaves or wins by the rule for ties, where they are level, as the rule had it."""
    last = step["decision"] == "eliminated"
    return sorted(step["scores"], key=lambda one: (-step["scores"][one], (one == step["option"]) is last, one))


def _kind(step: Step, option: str) -> str:
    if option != step["option"]:
        return "standing"
    return "won" if step["decision"] == "elected" else "out"


def _rows(steps: Sequence[Step], speaker: Speaker) -> list[list[str]]:
    """Who stays longest first; then the ballots that name nobody who is still there."""
    order: list[str] = []
    for step in reversed(steps):
        order += [one for one in _order(step) if one not in order]
    rows = [
        [speaker.title(one), *(_cell(step["scores"].get(one), speaker) for step in steps)] for one in order
    ]  # fmt: skip
    return [*rows, [speaker.say(_("Name none of them any more")), *(speaker.number(one["exhausted"]) for one in steps)]]


def _cell(score: int | None, speaker: Speaker) -> str:
    return OUT if score is None else speaker.number(score)

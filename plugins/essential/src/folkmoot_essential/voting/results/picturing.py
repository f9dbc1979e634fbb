# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the page shows of rounds: a picture, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.results.drawing import Line
from folkmoot_essential.voting.results.speaking import Contested, Speaker

LEGEND = {
    "before": _("given out before"), "won": _("won in this step"), "added": _("added at the end"),
    "not": _("didn’t win"), "standing": _("goes on"), "out": _("is left out"),
}  # fmt: skip
"""What the colours of pieces say."""


@dataclass(frozen=True)
class Rounds:
    """legend: kinds of pieces with their meaning. notes: sentences beside. left_out: steps that aren't shown."""

    title: str
    picture: Markup
    legend: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    left_out: int
    notes: Sequence[str] = ()


def name_of(found: Contested) -> str:
    """The id of the picture in the page; contests have short ids of letters, digits and hyphens."""
    return f"rounds-{found.contest.id or 'town'}"


def legend(lines: Sequence[Line], speaker: Speaker) -> list[tuple[str, str]]:
    """The kinds that a picture has, in a fixed order."""
    used = {piece.kind for line in lines for piece in line.pieces if piece.size}
    return [(kind, speaker.say(words)) for kind, words in LEGEND.items() if kind in used]

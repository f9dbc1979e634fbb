# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every option of a contest: what it has, whether it won, why, and how many more ballots it needed."""

from collections.abc import Mapping
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot_essential.voting.results.results_wording import why
from folkmoot_essential.voting.results.speaking import Contested, Speaker

NONE_FOUND = _("No number of further ballots was found with which it would have won.")
TOO_LONG = _("How many more ballots it needed would take too long to count.")
NOT_ALONE = _("How many more ballots it needed isn’t said, as no ballot may name it alone.")


def rows(found: Contested, speaker: Speaker) -> list[dict[str, Any]]:
    """Winners first, in the order in which they won; then by points or votes."""
    reasons = {one["option"]: one for one in found.kept["why"]}
    totals = found.kept["totals"]
    votes, points = totals["votes"], totals.get("points")
    score = points or votes
    places = {key: place for place, key in enumerate(found.kept["winners"], start=1)}
    order = sorted(reasons, key=lambda key: (key not in places, places.get(key, 0), -score[key], key))
    return [
        {
            "option": key, "title": speaker.title(key), "place": places.get(key, 0), "votes": votes[key],
            "points": points[key] if points else None, "cost": int(reasons[key]["cost"]), "score": score[key],
            "why": why(reasons[key], speaker.titles, speaker.request) if found.told else "",
            "more": more(found.further.get("missing", {}).get(key), speaker) if found.told else "",
        }
        for key in order
    ]  # fmt: skip


def more(told: Mapping[str, Any] | None, speaker: Speaker) -> str:
    """How many more ballots it needed, in a sentence; nothing where that wasn't asked. told: see further.go_on."""
    if told is None:
        return ""
    if "n" not in told:
        return speaker.say(NOT_ALONE if told.get("alone") is False else TOO_LONG)
    return speaker.say(NONE_FOUND) if told["n"] is None else _enough(told["n"], told.get("points"), speaker)


def _enough(number: int, points: int | None, speaker: Speaker) -> str:
    values = {"fewer": speaker.number(number - 1), "points": points and speaker.number(points)}
    ngettext = speaker.request.ngettext
    if points:
        return str(ngettext(
            "With %(num)s more ballot that gives it %(points)s points and nothing to others it would have won.",
            "With %(num)s more ballots that give it %(points)s points each and nothing to others it would have won;"
            " with %(fewer)s it wouldn’t.",
            number, **values,
        ))  # fmt: skip
    return str(ngettext(
        "With %(num)s more ballot for it alone it would have won.",
        "With %(num)s more ballots for it alone it would have won; with %(fewer)s it wouldn’t.",
        number, **values,
    ))  # fmt: skip

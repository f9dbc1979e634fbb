# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What was changed of stages, in words: for everybody, and without anybody's name."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot_essential.voting.follow_up import steps, wording
from folkmoot_essential.voting.models import VotingStepChange

NOTHING = _("nothing")


@dataclass(frozen=True)
class Line:
    """One change. values: (field, before, after) in words; text: what the text said before, by language."""

    at: datetime.datetime
    reason: str
    values: list[tuple[str, str, str]]
    text: Mapping[str, str] | None


def history(request: Request, step_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Line]]:
    """By stage what was changed, newest first, in one statement."""
    found = defaultdict(list)
    for change in steps.changes_of(request.db, list(step_ids)):
        found[change.step_id].append(_line(request, change))
    return dict(found)


def _line(request: Request, change: VotingStepChange) -> Line:
    values = [
        (request.gettext(wording.FIELDS[name]), *(_in_words(request, name, value) for value in pair))
        for name, pair in change.changed.items()
        if name != "text"
    ]
    text = change.changed.get("text")
    return Line(change.at, change.reason, values, text[0] if text is not None else None)


def _in_words(request: Request, name: str, value: Any) -> str:
    if value is None:
        return str(request.gettext(NOTHING))
    if name.endswith("_money"):
        return formats.money(value, request.site.currency, request.locale)
    return formats.date(datetime.date.fromisoformat(value), request.locale)

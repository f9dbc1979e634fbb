# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers that a clerk types of a paper instead of looking for each option in the list: `3 7 12`.

With points `3:2 7:1`: option 3 has 2. In a ranking the first is first.
"""

import re
from collections.abc import Sequence

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.limits import Choosable
from folkmoot_essential.voting.ballot.booth import Typed
from folkmoot_essential.voting.settings import Form

PARTS = re.compile(r"[\s,;]+")
NUMBER = re.compile(r"([0-9]{1,4})", re.ASCII)
WITH_POINTS = re.compile(r"([0-9]{1,4})[:=]([0-9]{1,6})", re.ASCII)
HINTS = {Form.POINTS: _("Each with its points: 3:2 7:1"), Form.RANKING: _("In the order of preference: 7 3 12")}
HINT = _("With spaces between them: 3 7 12")


class NotNumbers(Exception):
    """Something typed isn't the number of an option, or comes twice; part: what of it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def typed_of(text: str, form: Form, options: Sequence[Choosable]) -> Typed:
    """What the form's list would say. Raises NotNumbers."""
    known, found = {one.key for one in options}, Typed()
    for place, part in enumerate(filter(None, PARTS.split(text)), start=1):
        match = (WITH_POINTS if form is Form.POINTS else NUMBER).fullmatch(part)
        key = f"opt-{int(match[1])}" if match else ""
        if match is None or key not in known or key in found:
            raise NotNumbers(part)
        found[key] = match[2] if form is Form.POINTS else str(place) if form is Form.RANKING else "1"
    return found

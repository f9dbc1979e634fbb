# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Contributions: statuses and what else a plugin adds to what citizens submit."""

from dataclasses import dataclass
from enum import StrEnum

from folkmoot.hookspecs import hookspec


class StatusClass(StrEnum):
    """What a status means to core, whatever a town calls it.

    LOCKED ones are part of the flow and can't be removed; AUTOMATIC ones are set by rules, never by hand;
    HIDDEN contributions are seen by their author and staff only.
    """

    PRESCREENING = "prescreening"
    PROPOSED = "proposed"
    THRESHOLD_REACHED = "threshold_reached"
    EXPIRED = "expired"
    VIEWED = "viewed"
    UNDER_CONSIDERATION = "under_consideration"
    ACCEPTED = "accepted"
    IMPLEMENTED = "implemented"
    REJECTED = "rejected"
    ANSWERED = "answered"
    INELIGIBLE = "ineligible"
    CUSTOM = "custom"


LOCKED = frozenset({StatusClass.PRESCREENING, StatusClass.PROPOSED, StatusClass.THRESHOLD_REACHED, StatusClass.EXPIRED})
AUTOMATIC = frozenset({StatusClass.PRESCREENING, StatusClass.THRESHOLD_REACHED, StatusClass.EXPIRED})
HIDDEN = frozenset({StatusClass.PRESCREENING})
NEEDS_REPLY = frozenset({StatusClass.ANSWERED, StatusClass.INELIGIBLE})
"""Classes that an official may give only together with an official reply."""


@dataclass(frozen=True)
class StatusTemplate:
    """A status that a new tenant starts with; `title` is marked for translation, tone is ok, warn, bad, info, plain."""

    method: str
    status_class: StatusClass
    title: str
    tone: str = "plain"


@hookspec
def folkmoot_statuses() -> list[StatusTemplate]:  # type: ignore[empty-body]
    """Statuses that contributions of the plugin's methods start with, in their order.

    Called when a tenant is made and when the plugin is first open there; the town edits its own copies afterwards.
    All answers are joined. An error refuses the plugin in the composition.
    """

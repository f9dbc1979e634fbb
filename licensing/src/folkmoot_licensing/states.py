# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""States of a licence, modes of its modules, and the clock between them (FORMAT, States of a licence)."""

from enum import StrEnum

from folkmoot_licensing.licence import Licence
from folkmoot_licensing.revocations import Entry, Reason

DAY = 86_400
EXPIRING = 30 * DAY
"""How long before its end a licence is called expiring, in seconds."""
WIND_DOWN = 14 * DAY
"""How long a revoked licence goes on opening its modules, in seconds."""


class State(StrEnum):
    """Where a licence that passed every check stands."""

    NOT_YET = "not-yet"
    ACTIVE = "active"
    EXPIRING = "expiring"
    GRACE = "grace"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    UNBOUND = "unbound"
    REMOVED = "removed"


class Mode(StrEnum):
    """What a module may do: all, carry on with what exists, or nothing."""

    OPEN = "open"
    SUNSET = "sunset"
    ABSENT = "absent"


COUNTING = frozenset({State.ACTIVE, State.EXPIRING, State.GRACE})

MESSAGES = {
    State.NOT_YET: "The licence has not begun yet.",
    State.ACTIVE: "The licence counts.",
    State.EXPIRING: "The licence counts, and ends within 30 days.",
    State.GRACE: "The licence has ended, and counts until its grace is over.",
    State.LAPSED: "The licence has ended, and its grace is over.",
    State.SUPERSEDED: "A newer licence has taken this one's place.",
    State.REVOKED: "The licence was revoked.",
    State.UNBOUND: "The licence is bound to other hosts or another deployment.",
    State.REMOVED: "An administrator took the licence away.",
}


def state_by_clock(licence: Licence, now: int) -> State:
    """The state that only the clock decides; each begins with the second that its date names."""
    if now < licence.nbf:
        return State.NOT_YET
    if now < licence.exp:
        return State.EXPIRING if now >= licence.exp - EXPIRING else State.ACTIVE
    return State.GRACE if now < licence.ends else State.LAPSED


def closes_when_revoked(licence: Licence, entry: Entry) -> int:
    """The first second in which a revoked licence opens nothing more; for fraud it is none at all."""
    return min(licence.ends, entry.at if entry.reason is Reason.FRAUD else entry.at + WIND_DOWN)


def is_open_when_revoked(licence: Licence, entry: Entry, now: int) -> bool:
    """Whether a revoked licence still opens its modules; fraud closes at once, whatever moment the list names."""
    return entry.reason is not Reason.FRAUD and licence.nbf <= now < closes_when_revoked(licence, entry)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What becomes of each licence: its state, the mode of its modules, and until when; second half of an assessment."""

from collections.abc import Iterable
from dataclasses import dataclass

from folkmoot_licensing.holdings import Accepted, Held, Place
from folkmoot_licensing.licence import Licence
from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.revocations import Entry
from folkmoot_licensing.states import (
    COUNTING,
    EXPIRING,
    MESSAGES,
    Mode,
    State,
    closes_when_revoked,
    is_open_when_revoked,
    state_by_clock,
)
from folkmoot_licensing.tokens import fingerprint
from folkmoot_licensing.withdrawal import Withdrawal

_CODES = {State.REVOKED: Code.REVOKED, State.UNBOUND: Code.UNBOUND}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a held licence is worth here and now. `licence` and `state` are None if it was refused.

    `until`: the second in which `mode` ends by the clock alone (open, or absent because it hasn't begun), or None.
    `lapsed_at`: the second in which it stopped opening its modules, or None where it didn't, or only the site knows.
    `superseded_by`: the fingerprint of the licence that took its place. `local_trust`: trusted by this site only.
    """

    token: str
    fingerprint: str
    licence: Licence | None
    state: State | None
    code: Code | None
    message: str
    counts: bool
    mode: Mode
    until: int | None = None
    lapsed_at: int | None = None
    superseded_by: str | None = None
    local_trust: bool = False


@dataclass(frozen=True)
class Judge:
    """Knows all accepted licences, and says what each is worth at `now`."""

    place: Place
    now: int
    withdrawal: Withdrawal
    successors: tuple[Accepted, ...]

    @classmethod
    def over(cls, accepted: Iterable[Accepted], place: Place, now: int, withdrawal: Withdrawal) -> "Judge":
        """A successor must have begun, be bound here, and be neither revoked nor removed."""
        successors = tuple(
            one for one in accepted
            if one.licence.nbf <= now and not one.removed and place.meets(one.licence.bind)
            and withdrawal.entry_for(one.licence, one.fingerprint, now) is None)
        return cls(place, now, withdrawal, successors)

    def verdict(self, held: Held, one: Accepted | Refused) -> Verdict:
        """The verdict on one held licence."""
        if isinstance(one, Refused):
            return Verdict(held.token, fingerprint(held.token), None, None, one.code, one.message,
                           counts=False, mode=Mode.ABSENT)
        entry = self.withdrawal.entry_for(one.licence, one.fingerprint, self.now)
        successor = self._successor(one)
        state = self._state(one, entry, successor)
        mode = self._mode(one, state, entry)
        return Verdict(
            held.token, one.fingerprint, one.licence, state, _CODES.get(state), MESSAGES[state],
            counts=state in COUNTING, mode=mode, until=_until(one.licence, state, mode, entry),
            lapsed_at=self._lapsed_at(one, state, mode, entry, successor),
            superseded_by=successor.fingerprint if successor and state is State.SUPERSEDED else None,
            local_trust=one.local)

    def next_change(self, accepted: Iterable[Accepted]) -> int | None:
        """The next second in which the clock alone may change any verdict."""
        moments = [moment for one in accepted for moment in self._moments(one) if moment > self.now]
        return min(moments, default=None)

    def _moments(self, one: Accepted) -> tuple[int, ...]:
        licence = one.licence
        entry = self.withdrawal.entry_for(licence, one.fingerprint, self.now)
        closing = () if entry is None else (closes_when_revoked(licence, entry),)
        return licence.nbf, licence.exp - EXPIRING, licence.exp, licence.ends, *closing

    def _successor(self, one: Accepted) -> Accepted | None:
        """The licence that took this one's place first."""
        licence = one.licence
        newer = [other for other in self.successors
                 if other.licence.namespace == licence.namespace
                 and ((other.licence.jti == licence.jti and other.licence.seq > licence.seq)
                      or licence.jti in other.licence.supersedes)]
        return min(newer, default=None, key=lambda other: (other.licence.nbf, -other.licence.seq))

    def _state(self, one: Accepted, entry: Entry | None, successor: Accepted | None) -> State:
        """What people decided comes before what the clock says."""
        if one.removed:
            return State.REMOVED
        if entry is not None:
            return State.REVOKED
        if not self.place.meets(one.licence.bind):
            return State.UNBOUND
        return state_by_clock(one.licence, self.now) if successor is None else State.SUPERSEDED

    def _mode(self, one: Accepted, state: State, entry: Entry | None) -> Mode:
        if self.now < one.licence.nbf:
            return Mode.ABSENT
        winding_down = (state is State.REVOKED and entry is not None and self.place.meets(one.licence.bind)
                        and is_open_when_revoked(one.licence, entry, self.now))
        return Mode.OPEN if state in COUNTING or winding_down else Mode.SUNSET

    def _lapsed_at(self, one: Accepted, state: State, mode: Mode, entry: Entry | None,
                   successor: Accepted | None) -> int | None:
        if mode is not Mode.SUNSET or not self.place.meets(one.licence.bind):
            return None
        if state is State.LAPSED:
            return one.licence.ends
        if state is State.SUPERSEDED and successor is not None:
            return min(one.licence.ends, successor.licence.nbf)
        if state is State.REVOKED and entry is not None:
            return min(self.now, closes_when_revoked(one.licence, entry))
        return None


def _until(licence: Licence, state: State, mode: Mode, entry: Entry | None) -> int | None:
    if mode is Mode.OPEN:
        return licence.ends if entry is None else closes_when_revoked(licence, entry)
    return licence.nbf if state is State.NOT_YET else None

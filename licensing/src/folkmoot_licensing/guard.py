# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The guard that paid plugins ask: raw tokens in, admission out. It believes nobody's word (NOTES 2.15).

A plugin carries it with roots of its own choice, so that a changed core opens nothing by saying yes.
"""

import time
from dataclasses import dataclass

from folkmoot_licensing.assessment import NEEDS_LICENCE, assess
from folkmoot_licensing.holdings import Held, Place
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import Mode

_MALFORMED = "malformed-evidence"


class NotLicensed(Exception):
    """No licence among the evidence grants the module. `code` is the deciding licence's state, or `needs-licence`."""

    def __init__(self, module: str, code: str) -> None:
        super().__init__(f"No licence opens the module {module!r}: {code}.")
        self.module = module
        self.code = code

    def __reduce__(self) -> tuple[type["NotLicensed"], tuple[str, str]]:
        """So that it survives the way between processes with its code."""
        return NotLicensed, (self.module, self.code)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the core hands over, unjudged: every artefact held, what the operator trusts, where, and when."""

    tokens: tuple[Held, ...]
    trusted: tuple[str, ...]
    place: Place
    at: int


@dataclass(frozen=True, slots=True)
class Admission:
    """The module may run in this mode, open or sunset; `until` as in `Verdict`; `licensee` is the holder's name."""

    module: str
    mode: Mode
    until: int | None
    licensee: str


class Guard:
    """Admits the modules of one edition ("standard", "premium"; "none" for a vendor's) by its own reckoning."""

    __slots__ = ("_edition", "_roots")

    def __init__(self, roots: Roots, *, edition: str) -> None:
        self._roots = roots
        self._edition = edition

    def admit(self, evidence: Evidence | None, module: str) -> Admission:
        """The module's admission. Raises NotLicensed, and nothing else for any evidence whatever.

        The clock is the later of the evidence's and the computer's, so that neither alone can turn it back.
        """
        if not isinstance(evidence, Evidence) or not _is_sound(evidence) or type(module) is not str:
            raise NotLicensed(str(module) if type(module) is str else "", _MALFORMED if evidence else NEEDS_LICENCE)
        assessment = assess(evidence.tokens, roots=self._roots, place=evidence.place,
                            at=max(evidence.at, int(time.time())), trusted=evidence.trusted)
        standing = assessment.standing(module, self._edition)
        if standing.mode is Mode.ABSENT or standing.verdict is None or standing.verdict.licence is None:
            raise NotLicensed(module, standing.code)
        return Admission(module, standing.mode, standing.until, standing.verdict.licence.licensee.name)


def _is_sound(evidence: Evidence) -> bool:
    """Whether every part is exactly of its type; a subclass could answer differently each time it's asked."""
    try:
        place = evidence.place
        return (type(evidence) is Evidence and type(evidence.at) is int and type(place) is Place
                and type(place.deployment) is str and _all_of(place.hosts, str)
                and _all_of(evidence.trusted, str) and _all_of(evidence.tokens, Held)
                and all(type(held.token) is str and type(held.removed) is bool for held in evidence.tokens))
    except AttributeError:  # one made without its constructor has no parts
        return False


def _all_of(items: object, kind: type) -> bool:
    return type(items) is tuple and all(type(item) is kind for item in items)


STANDARD = Guard(Roots.shipped(), edition="standard")
PREMIUM = Guard(Roots.shipped(), edition="premium")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""A revocation list's claims (FORMAT, Revocation list)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from folkmoot_licensing import claims
from folkmoot_licensing.refusals import Code, Refused

MAX_ENTRIES = 4096
EVERYWHERE = "*"

_CLAIMS = frozenset({"v", "namespace", "number", "iat", "entries"})
_ID = re.compile(f"{claims.JTI.pattern}|{claims.KID.pattern}")
_SCOPE = re.compile(rf"\*|{claims.NAMESPACE.pattern}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class Reason(StrEnum):
    """Why something no longer counts."""

    SUPERSEDED = "superseded"
    KEY_COMPROMISE = "key-compromise"
    FRAUD = "fraud"
    REFUND = "refund"


_REASONS = frozenset(reason.value for reason in Reason)


@dataclass(frozen=True, slots=True)
class Entry:
    """One licence (a JTI) or issuing key (a KID) that no longer counts; `at` in seconds since 1970.

    `exempt` holds the fingerprints of the licences of a revoked key that still count (`except` in the format).
    """

    id: str
    reason: Reason
    at: int
    exempt: frozenset[str]


@dataclass(frozen=True, slots=True)
class Revocations:
    """What no longer counts in a namespace, or everywhere (`*`); a higher `number` takes the place of a lower."""

    namespace: str
    number: int
    iat: int
    entries: tuple[Entry, ...]


def read_revocations(payload: Mapping[str, object]) -> Revocations:
    """The list that these verified claims are. Raises Refused (size, version, claim, dates, namespace)."""
    claims.version(payload)
    claims.exactly(payload, _CLAIMS)
    number = claims.whole(payload["number"], 1)
    entries = _entries(payload["entries"])
    iat = claims.moment(payload["iat"])
    return Revocations(claims.matching(payload["namespace"], _SCOPE, Code.NAMESPACE), number, iat, entries)


def _entries(value: object) -> tuple[Entry, ...]:
    if not isinstance(value, list):
        raise Refused(Code.CLAIM, "The entries aren't a list.")
    if len(value) > MAX_ENTRIES:
        raise Refused(Code.CLAIM, "A revocation list has too many entries.")
    entries = tuple(_entry(item) for item in value)
    if any(one.id >= other.id for one, other in pairwise(entries)):
        raise Refused(Code.CLAIM, "The entries aren't sorted, or name something twice.")
    return entries


def _entry(value: object) -> Entry:
    named = claims.members(value, {"id", "reason", "at"}, {"except"})
    revoked = claims.matching(named["id"], _ID)
    if "except" in named and not claims.KID.fullmatch(revoked):
        raise Refused(Code.CLAIM, "Only a revoked key has exceptions.")
    exempt = frozenset(claims.ascending(named.get("except", []), _FINGERPRINT))
    reason = Reason(claims.choice(named["reason"], _REASONS))
    return Entry(revoked, reason, claims.moment(named["at"]), exempt)

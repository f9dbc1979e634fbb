# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Orders: what is to be issued, written by one person and reviewed by another, as TOML or as options."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.states import DAY

FIELDS = frozenset({"name", "ref", "kind", "edition", "modules", "hosts", "deployments", "starts", "ends", "grace_days",
                    "limits", "supersedes", "requested_by", "reviewed_by"})
_AS_THEY_ARE = ("ref", "kind", "edition", "modules", "hosts", "deployments", "limits", "supersedes")
_LISTS = ("modules", "hosts", "deployments", "supersedes")
LONGEST_ALONE = 366 * DAY
"""What lasts longer than this needs a second person, in seconds."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a licence is to hold (the claims it changes), who stands for it, and the SHA-256 of what they signed off."""

    claims: Mapping[str, Any]
    people: str
    digest: str


def read_order(text: str) -> Order:
    """An order in TOML. Raises Problem for a name that orders don't have, or two people who are one."""
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise Problem(f"The order isn't TOML: {wrong}") from None
    return order_of(fields, hashlib.sha256(text.encode()).hexdigest())


def order_of(fields: Mapping[str, Any], digest: str = "") -> Order:
    """An order of these fields; those that aren't given stay as they are (renewal) or at their usual value."""
    foreign = fields.keys() - FIELDS
    if foreign:
        raise Problem(f"An order has no field {', '.join(sorted(foreign))}.")
    for name, value in fields.items():
        _check_kind(name, value)
    claims: dict[str, Any] = {name: fields[name] for name in _AS_THEY_ARE if name in fields}
    if "name" in fields:
        claims["licensee"] = fields["name"]
    if "starts" in fields:
        claims["nbf"] = moment(fields["starts"])
    if "ends" in fields:
        claims["exp"] = moment(fields["ends"])
    if "grace_days" in fields:
        claims["grace"] = fields["grace_days"] * DAY
    return Order(claims, _people(fields), digest)


def _check_kind(name: str, value: object) -> None:
    """Text where a list belongs would be taken apart into letters, so kinds are checked before anything is signed."""
    if name in _LISTS:
        sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif name == "limits":
        sound = isinstance(value, dict)
    else:
        sound = name in ("starts", "ends") or type(value) is (int if name == "grace_days" else str)
    if not sound:
        raise Problem(f"The order's field {name} isn't of its kind.")


def moment(value: object) -> int:
    """Seconds since 1970 of a date (its beginning, in UTC), a date with time and zone, or seconds. Raises Problem."""
    try:
        if isinstance(value, str):
            value = int(value) if value.isdigit() else datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
        if isinstance(value, date):
            return int(datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp())
    except ValueError:
        raise Problem("A date is written as 2026-12-31, or as seconds since 1970.") from None
    if type(value) is not int:
        raise Problem("A date is written as 2026-12-31, or as seconds since 1970.")
    return value


def check_two_people(order: Order, seconds: int) -> None:
    """Refuse what one person alone may not order: anything longer than a year."""
    if seconds > LONGEST_ALONE and "reviewed by" not in order.people:
        raise Problem("A licence of more than a year needs requested_by and reviewed_by, two people.")


def _people(fields: Mapping[str, Any]) -> str:
    asked, reviewed = str(fields.get("requested_by", "")).strip(), str(fields.get("reviewed_by", "")).strip()
    if reviewed and asked.casefold() == reviewed.casefold():
        raise Problem("Whoever asks for a licence doesn't review it.")
    return f"{asked}, reviewed by {reviewed}" if reviewed else asked

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The root keys: shipped inside this distribution, and changed by no parameter, variable or setting (FORMAT, Roots)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from folkmoot_licensing import canonical, claims
from folkmoot_licensing.refusals import Code, Refused

_MAX_FILE = 65_536


@dataclass(frozen=True, slots=True)
class Root:
    """One root key; `retired_at` in seconds since 1970, or None while it is active."""

    kid: str
    public: bytes
    retired_at: int | None

    def check_date(self, iat: int) -> None:
        """Refuse (dates) what a retired root signed after it was retired."""
        if self.retired_at is not None and iat > self.retired_at:
            raise Refused(Code.DATES, "The root key was retired before this was signed.")


@dataclass(frozen=True, slots=True)
class Roots:
    """A set of root keys, each of canonical encoding and prime order."""

    by_kid: Mapping[str, Root]

    @staticmethod
    @cache
    def shipped() -> "Roots":
        """The pinned roots of this distribution."""
        return Roots.parse(files(__package__).joinpath("roots.json").read_bytes())

    @staticmethod
    def parse(data: bytes) -> "Roots":
        """Read a `roots.json`. Raises Refused (size, canonical, version, claim), also for a key that isn't sound."""
        if len(data) > _MAX_FILE:
            raise Refused(Code.SIZE, "A roots file has at most 64 KiB.")
        content = canonical.parse(data)
        if not isinstance(content, dict):
            raise Refused(Code.CLAIM, "A roots file holds an object.")
        claims.version(content, "version")
        claims.exactly(content, {"roots", "version"})
        listed = content["roots"]
        if not isinstance(listed, list) or not listed:
            raise Refused(Code.CLAIM, "A roots file lists at least one root.")
        by_kid = {root.kid: root for root in map(_root, listed)}
        if len(by_kid) != len(listed):
            raise Refused(Code.CLAIM, "A root is listed twice.")
        return Roots(MappingProxyType(by_kid))

    def get(self, kid: str) -> Root | None:
        """The root of this name."""
        return self.by_kid.get(kid)

    def __contains__(self, kid: str) -> bool:
        return kid in self.by_kid


def _root(entry: object) -> Root:
    retired = isinstance(entry, dict) and entry.get("status") == "retired"
    members = claims.members(entry, {"kid", "x", "status", "retired_at"} if retired else {"kid", "x", "status"})
    if not retired and members["status"] != "active":
        raise Refused(Code.CLAIM, "A root is active or retired.")
    public = claims.key(members)
    return Root(str(members["kid"]), public, claims.moment(members["retired_at"]) if retired else None)

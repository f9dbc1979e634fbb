# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Which revocation lists hold, and what they say about a licence (FORMAT, Revocation list)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from folkmoot_licensing.chain import SignedList
from folkmoot_licensing.licence import Licence
from folkmoot_licensing.revocations import EVERYWHERE, Entry, Revocations
from folkmoot_licensing.states import closes_when_revoked, is_open_when_revoked


@dataclass(frozen=True)
class Withdrawal:
    """The lists that hold: of each namespace those with its highest number."""

    lists: tuple[Revocations, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """The number that holds for each namespace; an installation never goes back below it."""
        return {one.namespace: one.number for one in self.lists}

    def entry_for(self, licence: Licence, fingerprint: str, now: int) -> Entry | None:
        """The strictest entry that hits this licence or its issuing key."""
        hits = [entry for revoked in (licence.jti, licence.kid) for namespace, entry in self._by_id.get(revoked, ())
                if namespace in (EVERYWHERE, licence.namespace) and fingerprint not in entry.exempt]
        return min(hits, default=None, key=lambda entry: (is_open_when_revoked(licence, entry, now),
                                                           closes_when_revoked(licence, entry)))

    def names(self, kid: str) -> bool:
        """Whether an issuing key is revoked."""
        return kid in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, list[tuple[str, Entry]]]:
        found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for one in self.lists:
            for entry in one.entries:
                found[entry.id].append((one.namespace, entry))
        return found


def withdrawal(lists: Iterable[SignedList]) -> Withdrawal:
    """The lists that hold. What a key signed that a root has revoked doesn't: it could undo its own revocation."""
    every = tuple(lists)
    by_roots = Withdrawal(_highest(one.content for one in every if one.issuer is None))
    return Withdrawal(_highest(one.content for one in every if one.issuer is None or not by_roots.names(one.issuer)))


def _highest(lists: Iterable[Revocations]) -> tuple[Revocations, ...]:
    """Of each namespace the highest number; two lists of one number both hold."""
    every = tuple(lists)
    highest: dict[str, int] = {}
    for one in every:
        highest[one.namespace] = max(one.number, highest.get(one.namespace, 0))
    return tuple(one for one in every if one.number == highest[one.namespace])

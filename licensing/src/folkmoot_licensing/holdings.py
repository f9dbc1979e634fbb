# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What a site holds, where it is, and what of it is genuine; the first half of an assessment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from folkmoot_licensing.chain import Chain, SignedList
from folkmoot_licensing.hosts import covers
from folkmoot_licensing.licence import Bind, Licence
from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.tokens import Envelope, Typ, fingerprint, open_envelope


@dataclass(frozen=True, slots=True)
class Held:
    """An artefact that a site holds, whatever it is; `removed` says that an administrator took a licence away.

    It means nothing for certificates and revocation lists: taking a list away would undo what it revoked.
    """

    token: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Every host that a tenant answers to (A-labels in lower case, no port), and the id of the deployment."""

    hosts: tuple[str, ...]
    deployment: str

    def meets(self, bind: Bind) -> bool:
        """Whether every host is covered and the deployment is named, where the licence names any."""
        here = bind.deployments is None or self.deployment in bind.deployments
        if bind.hosts is None:
            return here
        patterns = bind.hosts
        return here and bool(self.hosts) and all(any(covers(one, host) for one in patterns) for host in self.hosts)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A licence that passed every check by itself."""

    fingerprint: str
    licence: Licence
    local: bool
    removed: bool


@dataclass
class Sorted:
    """Held artefacts after every check of each by itself; `licences` has one item for each licence held, in order."""

    licences: list[tuple[Held, Accepted | Refused]] = field(default_factory=list)
    lists: list[SignedList] = field(default_factory=list)
    refused: list[tuple[str, Code, str]] = field(default_factory=list)


def sort_holdings(holdings: Sequence[Held], trusted: Iterable[str], chain: Chain) -> Sorted:
    """Certificates first, then lists and licences. What can't be told from a licence is reported as one."""
    result = Sorted()
    opened = [_open(held.token) for held in holdings]
    _take_certificates(opened, tuple(trusted), chain, result)
    for held, envelope in zip(holdings, opened, strict=True):
        if isinstance(envelope, Refused):
            result.licences.append((held, envelope))
        elif envelope.typ is Typ.LICENCE:
            result.licences.append((held, _accept(held, envelope, chain)))
        elif envelope.typ is Typ.REVOCATIONS:
            try:
                result.lists.append(chain.revocations(envelope))
            except Refused as refused:
                result.refused.append((envelope.fingerprint, refused.code, refused.message))
    return result


def _open(token: object) -> Envelope | Refused:
    try:
        return open_envelope(token)
    except Refused as refused:
        return refused


def _accept(held: Held, envelope: Envelope, chain: Chain) -> Accepted | Refused:
    try:
        licence, local = chain.licence(envelope)
    except Refused as refused:
        return refused
    return Accepted(envelope.fingerprint, licence, local, held.removed)


def _take_certificates(opened: Iterable[Envelope | Refused], trusted: tuple[str, ...], chain: Chain,
                       result: Sorted) -> None:
    """Those signed by roots first, so that a vendor's name that a root certified is known before any local trust."""
    certificates = {one.fingerprint: one for one in opened if isinstance(one, Envelope) and one.typ is Typ.ISSUER}
    own = {fingerprint(token): _open(token) for token in trusted}
    by_root = sorted((one for mark, one in certificates.items() if mark not in own),
                     key=lambda one: one.kid not in chain.roots)
    for envelope in by_root:
        try:
            chain.certify(envelope)
        except Refused as refused:
            result.refused.append((envelope.fingerprint, refused.code, refused.message))
    for mark, one in own.items():
        try:
            chain.trust(_envelope(one))
        except Refused as refused:
            result.refused.append((mark, refused.code, refused.message))


def _envelope(opened: Envelope | Refused) -> Envelope:
    if isinstance(opened, Refused):
        raise opened
    return opened


def refuse_clashes(licences: Iterable[tuple[Held, Accepted | Refused]]) -> list[tuple[Held, Accepted | Refused]]:
    """Refuse (claim) the later of two licences of one jti and seq, and all that supersede each other in a circle."""
    first: dict[tuple[str, str, int], str] = {}
    kept: list[tuple[Held, Accepted | Refused]] = []
    for held, one in licences:
        if isinstance(one, Accepted):
            key = (one.licence.namespace, one.licence.jti, one.licence.seq)
            if first.setdefault(key, one.fingerprint) != one.fingerprint:
                kept.append((held, Refused(Code.CLAIM, "Another licence of the same id and sequence number, "
                                                       "but of other content, is held already.")))
                continue
        kept.append((held, one))
    circular = _circular([one.licence for _, one in kept if isinstance(one, Accepted)])
    return [(held, Refused(Code.CLAIM, "The licence is part of a circle of licences that supersede each other."))
            if isinstance(one, Accepted) and (one.licence.namespace, one.licence.jti) in circular else (held, one)
            for held, one in kept]


_Id = tuple[str, str]


def _circular(licences: Iterable[Licence]) -> set[_Id]:
    """The licence ids from which following `supersedes` leads back to themselves."""
    edges: dict[_Id, set[_Id]] = defaultdict(set)
    for licence in licences:
        edges[licence.namespace, licence.jti] |= {(licence.namespace, jti) for jti in licence.supersedes}
    return {start for start in edges if _leads_back(start, edges)}


def _leads_back(start: _Id, edges: dict[_Id, set[_Id]]) -> bool:
    reached: set[_Id] = set()
    waiting = [start]
    while waiting:
        fresh = edges.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return start in reached

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a licence file would do, before it does anything: the dry run that every installation begins with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from folkmoot.licences import words
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.keyring import SiteKeys
from folkmoot.licences.services import Licences, grant_of
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import LICENSED
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import (
    Assessment,
    Block,
    Evidence,
    Held,
    Label,
    Refused,
    Roots,
    State,
    Verdict,
    assess,
    fingerprint,
    read_bundle,
)

WELCOME = (State.NOT_YET, State.ACTIVE, State.EXPIRING, State.GRACE)


@dataclass(frozen=True)
class Objection:
    """Why something in a file can't be installed: a code of FORMAT.md or a state, and a sentence (marked)."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """What would become of one module on one site. until: seconds since 1970 at which the clock ends it, or None."""

    site: Site
    plugin: Installed
    before: Mode
    after: Mode
    until: int | None


@dataclass(frozen=True)
class Examination:
    """A file, judged. Nothing of it is installed unless `acceptable`: all of it or none.

    verdicts: of the licences in it, on the first site where each counts. tokens: (kind, token) to be stored, without
    those that are installed already. left_out: blocks that wait for an operator.
    """

    verdicts: tuple[Verdict, ...] = ()
    objections: tuple[Objection, ...] = ()
    changes: tuple[Change, ...] = ()
    tokens: tuple[tuple[str, str], ...] = ()
    left_out: tuple[Objection, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether it can be installed."""
        return not self.objections and bool(self.verdicts or self.tokens)


class Examiner:
    """Judges files for sites of this installation, by the keys they hold now."""

    def __init__(
        self, licences: Licences, installed: Sequence[Installed], left: Callable[[Site, Installed], bool] | None = None
    ) -> None:
        """left: whether an open module has rows on a site, so that it would wind down and not close; None: it has."""
        self._licences = licences
        self._left = left or (lambda _site, _plugin: True)
        self._licensed = [plugin for plugin in installed if plugin.usable and plugin.edition in LICENSED]

    def examine(
        self, data: bytes | str, sites: Sequence[Site], *, operator: bool = False, replacing: bool = False,
        pooled: bool = False,
    ) -> Examination:  # fmt: skip
        """What installing a file on these sites would do. operator: whether revocation lists may come along.

        replacing: the licences of the same namespace that lie where the file goes are taken away at the same moment.
        pooled: it goes into the pool of the installation, not to the one site itself.
        """
        try:
            blocks = read_bundle(data)
        except Refused as refusal:
            return Examination(objections=(objection(str(refusal.code)),))
        taken = [block for block in blocks if operator or block.label is not Label.REVOCATIONS]
        waiting = [words.LISTS_NEED_OPERATOR] if len(taken) < len(blocks) else []
        left_out = tuple(Objection("key-purpose", sentence) for sentence in waiting)
        found = [self._on_site(site, taken, replacing=replacing, pooled=pooled) for site in sites]
        return replace(_best(found), changes=_all_changes(found), left_out=left_out)

    def _on_site(self, site: Site, blocks: Sequence[Block], *, replacing: bool, pooled: bool) -> Examination:
        keys = self._licences.keys(site)
        assert keys is not None, "sites are loaded before anything is examined"
        new = {fingerprint(block.token) for block in blocks}
        added = [Held(block.token) for block in blocks]
        probe = self._assess(keys.evidence, [*_without(keys.evidence.tokens, new), *added])
        gone = _replaced(probe, new) & _lying(keys, pooled=pooled) if replacing else frozenset()
        kept = [_taken_away(held, gone) for held in _without(keys.evidence.tokens, new)]
        after = self._assess(keys.evidence, [*kept, *added]) if gone else probe
        verdicts = tuple(verdict for verdict in after.verdicts if verdict.fingerprint in new)
        return Examination(
            verdicts=verdicts, objections=tuple(_objections(after, verdicts, new, keys.assessment)),
            changes=tuple(self.changes(site, keys, after)), tokens=_to_store(keys, blocks),
            replaced=tuple(sorted(gone)),
        )  # fmt: skip

    def without(self, site: Site, jti: str) -> Examination:
        """What removing a licence from a site would do."""
        keys = self._licences.keys(site)
        assert keys is not None, "sites are loaded before anything is examined"
        verdicts = tuple(v for v in keys.assessment.verdicts if v.licence is not None and v.licence.jti == jti)
        gone = frozenset(verdict.fingerprint for verdict in verdicts)
        after = self._assess(keys.evidence, [_taken_away(held, gone) for held in keys.evidence.tokens])
        return Examination(verdicts=verdicts, changes=tuple(self.changes(site, keys, after)))

    def changes(self, site: Site, keys: SiteKeys, after: Assessment) -> Iterable[Change]:
        """Modules whose mode, or its end, would be another."""
        then = replace(keys, assessment=after)
        for plugin in self._licensed:
            now = self._licences.grant(site, plugin)
            traced = self._licences.traced(site, plugin) or (now.mode is Mode.OPEN and self._left(site, plugin))
            will = grant_of(then.standing(plugin), traced=traced)
            if (now.mode, now.until) != (will.mode, will.until):
                yield Change(site, plugin, now.mode, will.mode, will.until)

    def _assess(self, evidence: Evidence, tokens: Iterable[Held]) -> Assessment:
        roots: Roots = self._licences.roots
        at = self._licences.now()
        return assess(tuple(tokens), roots=roots, place=evidence.place, at=at, trusted=evidence.trusted)


def objection(code: str) -> Objection:
    """An objection in words."""
    return Objection(code, words.REFUSALS.get(code, words.REFUSED))


def _objections(
    after: Assessment, verdicts: Sequence[Verdict], new: set[str], before: Assessment
) -> Iterable[Objection]:
    for mark, code, _message in after.refused:
        if mark in new:
            yield objection(str(code))
    for verdict in verdicts:
        if verdict.licence is None:
            yield objection(str(verdict.code))
        elif verdict.state not in WELCOME:
            yield objection(str(verdict.state))
    if any(after.revocations.get(name, 0) < number for name, number in before.revocations.items()):
        yield objection("revoked")


def _without(tokens: Iterable[Held], fingerprints: set[str]) -> list[Held]:
    return [held for held in tokens if fingerprint(held.token) not in fingerprints]


def _taken_away(held: Held, gone: frozenset[str]) -> Held:
    return Held(held.token, removed=True) if fingerprint(held.token) in gone else held


def _replaced(assessment: Assessment, new: set[str]) -> frozenset[str]:
    """Licences of the namespaces that the file is about, apart from those in it."""
    mine = {v.licence.namespace for v in assessment.verdicts if v.fingerprint in new and v.licence is not None}
    return frozenset(
        verdict.fingerprint
        for verdict in assessment.verdicts
        if verdict.fingerprint not in new and verdict.licence is not None and verdict.licence.namespace in mine
    )


def _lying(keys: SiteKeys, *, pooled: bool) -> frozenset[str]:
    """Tokens in the pool, or those that are the site's own: only these does an installation there replace."""
    return frozenset(token.fingerprint for token in keys.stored if (token.tenant_id is None) is pooled)


def _to_store(keys: SiteKeys, blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    living = {fingerprint(held.token) for held in keys.evidence.tokens if not held.removed}
    return tuple(
        (block.label.value.lower(), block.token) for block in blocks if fingerprint(block.token) not in living
    )


def _best(found: Sequence[Examination]) -> Examination:
    """Of a pool's sites the one where most of the file counts: it is acceptable when it is so anywhere."""
    best = max(found, default=Examination(objections=(objection("unbound"),)), key=_merit)
    tokens = dict.fromkeys(token for one in found for token in one.tokens)
    return replace(best, tokens=tuple(tokens), replaced=tuple(sorted({mark for one in found for mark in one.replaced})))


def _merit(one: Examination) -> tuple[bool, int]:
    return one.acceptable, sum(verdict.counts for verdict in one.verdicts)


def _all_changes(found: Iterable[Examination]) -> tuple[Change, ...]:
    return tuple(change for one in found for change in one.changes)

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Two answers to who may use what: the community's, without any key, and that of the installed licences."""

import datetime
import math
import time
import uuid
from collections.abc import Callable, Sequence
from operator import attrgetter

from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.i18n import mark as _
from folkmoot.licences import words
from folkmoot.licences.interfaces import Enter, Grant, ILicences, Mode
from folkmoot.licences.keyring import Keyring, SiteKeys
from folkmoot.licences.lapses import note_openings, traces_of
from folkmoot.licences.stock import raise_floor, read_stock
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import LICENSED, Edition
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import Evidence, Roots, Standing

FREE = {
    Edition.ESSENTIAL: Grant(Mode.OPEN, "essential", _("Part of the Essential edition, free for every town.")),
    Edition.OPEN: Grant(Mode.OPEN, "open", _("An open module; it needs no licence.")),
}
NEEDS_LICENCE = Grant(Mode.ABSENT, "needs-licence", words.ABSENT["needs-licence"])
BACKWARDS_SECONDS = 60
"""A clock that goes back by more than this makes the keys be reckoned anew."""


@implementer(ILicences)
class CommunityLicences:
    """No keys at all: essential and open plugins are open, everything else is absent."""

    def load(self, db: Session, enter: Enter, sites: Sequence[Site], installed: Sequence[Installed]) -> None:
        """Nothing to read."""

    def grant(self, site: Site, plugin: Installed) -> Grant:
        """Open for essential and open plugins."""
        return FREE.get(plugin.edition, NEEDS_LICENCE)

    def evidence(self, site: Site) -> Evidence | None:
        """None: there are no tokens."""
        return None

    def keys(self, site: Site) -> SiteKeys | None:
        """None."""
        return None

    def due_in(self) -> float:
        """Never."""
        return math.inf


@implementer(ILicences)
class Licences:
    """The installed keys of all sites, verified at each load and kept in memory between.

    roots: whom to trust; what this distribution pins unless a test's own entry point brings another. clock: seconds
    since 1970. No setting and no variable changes either.
    """

    def __init__(self, roots: Roots | None = None, clock: Callable[[], float] = time.time) -> None:
        self.roots = roots or Roots.shipped()
        self.clock = clock
        self._keys: dict[uuid.UUID, SiteKeys] = {}
        self._traces: dict[uuid.UUID, frozenset[str]] = {}
        self._floor = self._loaded_at = 0
        self._next_change: int | None = None

    def load(self, db: Session, enter: Enter, sites: Sequence[Site], installed: Sequence[Installed]) -> None:
        """Read all tokens, reckon what each site's are worth now, and write down what has opened or lapsed."""
        clock = int(self.clock())
        keyring = Keyring(read_stock(db), self.roots, clock, self._keys)
        at = keyring.at
        keys = {site.id: keyring.keys(site) for site in sites}
        self._floor = max([keyring.stock.floor, *(found.assessment.floor for found in keys.values())])
        if self._floor > keyring.stock.floor:
            raise_floor(db, self._floor)
        bought = (plugin for plugin in installed if plugin.usable and plugin.edition in LICENSED)
        licensed = sorted(bought, key=attrgetter("id"))
        now = datetime.datetime.fromtimestamp(at, datetime.UTC)
        traces = {}
        for site in sorted(sites, key=attrgetter("id")):  # one order for all workers, who else wait in a ring
            note_openings(db, site.id, keys[site.id], licensed, now)
            traces[site.id] = traces_of(db, enter, site.id, keys[site.id], licensed)
        changes = [found.assessment.next_change for found in keys.values()]
        self._keys, self._traces = keys, traces
        self._next_change = min((moment for moment in changes if moment is not None), default=None)
        self._loaded_at = clock

    def now(self) -> int:
        """The moment by which keys are judged: the clock's, but never before what was signed already, less a day."""
        return max(int(self.clock()), self._floor)

    def keys(self, site: Site) -> SiteKeys | None:
        """What is known of a site's keys; None before it was loaded."""
        return self._keys.get(site.id)

    def traced(self, site: Site, plugin: Installed) -> bool:
        """Whether the module has left rows on the site, as was known at the last load."""
        return plugin.id in self._traces.get(site.id, frozenset())

    def grant(self, site: Site, plugin: Installed) -> Grant:
        """What the tokens grant; sunset only where the module was open and has left something to go on with."""
        if plugin.edition in FREE:
            return FREE[plugin.edition]
        keys = self._keys.get(site.id)
        if keys is None:
            return NEEDS_LICENCE
        return grant_of(keys.standing(plugin), traced=self.traced(site, plugin))

    def evidence(self, site: Site) -> Evidence | None:
        """The tokens as they were loaded."""
        keys = self._keys.get(site.id)
        return keys.evidence if keys is not None else None

    def due_in(self) -> float:
        """Until a key begins or ends; at once when the clock has gone back."""
        now = self.clock()
        if now < self._loaded_at - BACKWARDS_SECONDS:
            return 0.0
        return math.inf if self._next_change is None else self._next_change - now


def grant_of(standing: Standing, *, traced: bool) -> Grant:
    """A verifier's standing as core's answer. traced: the module was open on the site and rows of it exist."""
    mode = Mode(str(standing.mode))
    if mode is Mode.SUNSET and not traced:
        mode = Mode.ABSENT
    sentences = {Mode.OPEN: words.OPEN, Mode.SUNSET: words.SUNSET, Mode.ABSENT: words.ABSENT}[mode]
    code = str(standing.code)
    return Grant(mode, code, sentences.get(code, words.FALLBACK), standing.until)

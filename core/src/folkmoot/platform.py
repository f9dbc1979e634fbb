# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The WSGI front: host -> tenant -> the one immutable application of its composition.

A change of a tenant or its modules makes another application off the request path and swaps it in whole; requests in
flight finish on the old one. What is absent from a composition has no route, hook, menu entry or task at all.
"""

import importlib.util
import logging
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from folkmoot.db.session import Database
from folkmoot.licences.folder import LicenceFolder
from folkmoot.plugins.catalogue import KnownPlugin
from folkmoot.plugins.composition import NOT_LICENSED, Composer, Composition
from folkmoot.plugins.manager import PluginRefused
from folkmoot.settings import Settings
from folkmoot.tenants.attendance import Attendance
from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.services import CHANNEL, load_sites, normalise_host
from folkmoot.web import health
from folkmoot.web.addresses import make_readable
from folkmoot.web.metrics import Requests
from folkmoot.web.static_files import StaticFiles
from folkmoot_licensing import Evidence

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Build = Callable[["Platform", Composition, Evidence | None], WsgiApplication]
log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
"""How long a change can go unnoticed when the listening connection is down."""

STOP_SECONDS = 0.5
"""How long a process that ends may wait for its listening thread."""

APPLICATIONS_KEPT = 32


@dataclass(frozen=True)
class Place:
    """Where a host leads: its site and the application that serves it."""

    site: Site
    composition: Composition
    application: WsgiApplication


class Platform:
    """All sites of an installation in one process."""

    def __init__(
        self, settings: Settings, database: Database, composer: Composer, build: Build,
        known: tuple[KnownPlugin, ...] = (),
    ) -> None:  # fmt: skip
        self.settings = settings
        self.database = database
        self.composer = composer
        self.known = known
        self.statics = StaticFiles(static_roots(composer))
        self.health = health.Health(self)
        self.attendance = Attendance(database)
        self.licence_folder: LicenceFolder | None = None
        self.requests = Requests()
        self._build = build
        self._applications: OrderedDict[Composition, WsgiApplication] = OrderedDict()
        self._places: dict[str, Place] = {}
        self._revisions: dict[Any, int] = {}
        self._refreshing = threading.Lock()
        self._listener: Listener | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith("/static/"):
            return self.statics(environ, start_response)
        if path in health.PATHS:
            return self.health(environ, start_response)
        place = self.place(environ.get("HTTP_HOST", ""))
        if place is None:
            return unknown_host(environ, start_response)
        environ["folkmoot.site"] = place.site
        make_readable(environ)
        return place.application(environ, self.requests.watch(start_response))

    def place(self, host: str) -> Place | None:
        """Where a Host header leads, by what this process knows now; None for a host that no tenant claims."""
        return self._places.get(host) or self._places.get(normalise_host(host))

    def absent_module(self, composition: Composition, path: str) -> KnownPlugin | None:
        """The module that would answer an address if it were active: asked when nothing was found there."""
        segments = [segment for segment in path.split("/") if segment]
        first = segments[1] if len(segments) > 1 else ""
        return next((known for known in self.known if first in known.paths and known.id not in composition), None)

    def module_of_method(self, method_id: str) -> KnownPlugin | None:
        """The module that brings (or brought) a participation method, for phases whose method is absent."""
        return next((known for known in self.known if method_id in known.methods), None)

    def place_of(self, tenant_id: uuid.UUID) -> Place | None:
        """The place of a tenant by its id, or None when this process doesn't know it."""
        return next((place for place in self._places.values() if place.site.id == tenant_id), None)

    def sites(self) -> list[Site]:
        """Every site once, suspended ones too."""
        return list({place.site.id: place.site for place in self._places.values()}.values())

    def refresh(self) -> None:
        """Read all sites anew, build what applications are missing, then swap the whole map at once."""
        with self._refreshing:
            with self.database.platform() as db:
                sites = load_sites(db)
                enter = partial(self.database.enter_tenant, db.connection())
                self.composer.licences.load(db, enter, sites, self.composer.installed)
            places = {host: self.make_place(site) for site in sites for host in site.hosts}
            self._places = places
            self._revisions = {site.id: site.revision for site in sites}
        self.attendance.tell(self._revisions)

    def refresh_if_changed(self) -> None:
        """The poll: a cheap look whether any tenant has changed since the last refresh, or a key has by the clock."""
        if self.licence_folder is not None:
            self.licence_folder.follow(self.sites())
        with self.database.platform() as db:
            changed = {site.id: site.revision for site in load_sites(db)} != self._revisions
        if changed or self.composer.licences.due_in() <= 0:
            self.refresh()
        else:
            self.attendance.tell(self._revisions)

    def make_place(self, site: Site) -> Place:
        """A site with the application of its composition; plugins that break their contract are left out of it."""
        evidence = self.composer.licences.evidence(site)
        unlicensed: frozenset[str] = frozenset()
        for _attempt in range(len(self.composer.installed) + 1):
            composition = self.composer.compose(site, without=unlicensed)
            try:
                return Place(site, composition, self.application(composition, evidence))
            except PluginRefused as refusal:
                log.error("plugin %s refused (%s): %s", refusal.plugin_id, refusal.code, refusal.reason)
                if refusal.code == NOT_LICENSED:  # true of this site and moment; another's tokens may open it
                    unlicensed |= {refusal.plugin_id}
                else:
                    self.composer.broken[refusal.plugin_id] = refusal
        raise RuntimeError(f"no composition of {site.slug} can be built")

    def application(self, composition: Composition, evidence: Evidence | None) -> WsgiApplication:
        """The application of a composition, from the bounded cache or built now with a site's tokens as evidence."""
        known = self._applications.get(composition)
        if known is None:
            known = self._build(self, composition, evidence)
            self._applications[composition] = known
            while len(self._applications) > APPLICATIONS_KEPT:
                self._applications.popitem(last=False)
        self._applications.move_to_end(composition)
        return known

    @property
    def application_count(self) -> int:
        """How many applications this process keeps."""
        return len(self._applications)

    def listen(self) -> None:
        """Follow changes from now on, in a thread of its own, and be counted among the workers that do."""
        self.attendance.begin()
        self._listener = Listener(self)
        self._listener.start()

    def close(self) -> None:
        """Stop following changes and close all connections."""
        if self._listener is not None:
            self._listener.stop()
            self.attendance.end()
        self.database.dispose()


class Listener(threading.Thread):
    """Hears of changes by NOTIFY on a direct connection, and polls in case a notice was lost."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(name="folkmoot-listener", daemon=True)
        self._platform = platform
        self._stopping = threading.Event()

    def run(self) -> None:
        """Listen until stopped; a lost connection is made anew after a pause."""
        while not self._stopping.is_set():
            try:
                self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("listening connection lost: %s", type(error).__name__)
                self._stopping.wait(1.0)

    def _listen(self) -> None:
        url = make_url(self._platform.database.engine.url).set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._safely(self._platform.refresh_if_changed)
            looked = time.monotonic()
            while not self._stopping.is_set():
                due = self._platform.composer.licences.due_in
                patience = min(STOP_SECONDS, max(due(), 0.0))
                heard = list(connection.notifies(timeout=patience, stop_after=1))
                if heard or due() <= 0 or time.monotonic() - looked >= POLL_SECONDS:
                    self._safely(self._platform.refresh if heard else self._platform.refresh_if_changed)
                    looked = time.monotonic()

    def _safely(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Exception:  # a refresh that fails leaves the old, working map in place
            log.exception("refreshing the sites failed")

    def stop(self) -> None:
        """End the thread; it may be in the middle of a refresh, which is let through."""
        self._stopping.set()
        self.join(POLL_SECONDS)


def static_roots(composer: Composer) -> Iterable[tuple[str, Path]]:
    """Folders of static files: core's, then those of every installed plugin that could be imported."""
    yield "", Path(__file__).parent / "web" / "static"
    for plugin in composer.installed:
        spec = importlib.util.find_spec(plugin.package) if plugin.usable else None
        for location in (spec.submodule_search_locations or []) if spec else []:
            if (Path(location) / "static").is_dir():
                yield f"{plugin.id}/", Path(location) / "static"


def unknown_host(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """404 for a host that no tenant claims: there is no default tenant."""
    body = b"<!doctype html><html lang=en><title>Not found</title><p data-reason=unknown-host>No site answers here."
    start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One typed method a hook: core never calls pluggy's untyped relay itself."""

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import ModuleType
from typing import Any

import pluggy
from pyramid.config import Configurator
from pyramid.request import Request
from sqlalchemy.orm import Session
from zope.interface.verify import verifyObject

from folkmoot.hookspecs import PROJECT, access, back_office, contributions, facts, flow, methods, operations, pages
from folkmoot.hookspecs.access import IVerificationSource
from folkmoot.hookspecs.back_office import GuidedStart, Section
from folkmoot.hookspecs.contributions import StatusTemplate
from folkmoot.hookspecs.flow import Similar
from folkmoot.hookspecs.methods import IParticipationMethod, Link, ParticipationMethod, PhaseInfo
from folkmoot.hookspecs.operations import Task
from folkmoot.hookspecs.pages import Block
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.asking import Patience, tell

FAMILIES = (methods, pages, contributions, flow, facts, back_office, operations, access)
log = logging.getLogger(__name__)


class PluginRefused(Exception):
    """A plugin broke its contract while a composition was built; it bears the plugin's id and a stable code."""

    def __init__(self, plugin_id: str, code: str, reason: str) -> None:
        super().__init__(reason)
        self.plugin_id, self.code, self.reason = plugin_id, code, reason


class Plugins:
    """The plugins of one composition, in their order."""

    def __init__(
        self,
        modules: Iterable[tuple[str, ModuleType | object]],
        modes: Mapping[str, Mode] | None = None,
        licensed: frozenset[str] = frozenset(),
    ) -> None:
        self.modes = dict(modes or {})
        self.licensed = licensed
        self._manager = pluggy.PluginManager(PROJECT)
        for family in FAMILIES:
            self._manager.add_hookspecs(family)
        self.ids: tuple[str, ...] = ()
        for plugin_id, module in modules:
            self._register(plugin_id, module)
        self.methods: dict[str, ParticipationMethod] = {}
        self.method_plugin: dict[str, str] = {}
        self._collect_methods()
        self.verification_sources: tuple[IVerificationSource, ...] = self._collect_sources()
        self._tasks: dict[tuple[str, str], Task] | None = None
        self._patience = Patience()

    def _register(self, plugin_id: str, module: ModuleType | object) -> None:
        try:
            self._manager.register(module, name=plugin_id)
            self._manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            raise PluginRefused(plugin_id, "hook-invalid", str(error).splitlines()[0]) from error
        self.ids += (plugin_id,)

    def _each(self, hook: str, *arguments: Any, **named: Any) -> Iterable[tuple[str, Callable[[], Any]]]:
        """Each implementation of a hook in the plugins' own order, bound and named, so one can fail alone."""
        relay = getattr(self._manager.hook, hook)
        found = {implementation.plugin_name: implementation for implementation in relay.get_hookimpls()}
        for plugin_id in self.ids:
            if plugin_id in found:
                implementation = found[plugin_id]
                values = [named[name] for name in implementation.argnames]
                yield plugin_id, partial(implementation.function, *values)

    def _strict(self, hook: str, **named: Any) -> Iterable[tuple[str, Any]]:
        for plugin_id, call in self._each(hook, **named):
            try:
                yield plugin_id, call()
            except PluginRefused:
                raise
            except Exception as error:
                raise PluginRefused(plugin_id, "hook-failed", f"{hook}: {type(error).__name__}: {error}") from error

    def _lenient(self, hook: str, **named: Any) -> Iterable[Any]:
        for plugin_id, call in self._each(hook, **named):
            try:
                yield from call()
            except Exception:
                log.exception("%s of %s failed; left out of this page", hook, plugin_id)

    def _collect_methods(self) -> None:
        for plugin_id, method in self._declared(
            "folkmoot_participation_methods", IParticipationMethod, "method", "method id"
        ):
            self.methods[method.id] = method
            self.method_plugin[method.id] = plugin_id

    def _collect_sources(self) -> tuple[IVerificationSource, ...]:
        declared = self._declared(
            "folkmoot_verification_sources", IVerificationSource, "source", "verification source"
        )
        return tuple(sorted((source for _, source in declared), key=lambda source: source.id))

    def _declared(self, hook: str, interface: Any, kind: str, noun: str) -> Iterator[tuple[str, Any]]:
        """What plugins bring of a kind, each with its plugin; a broken interface or a taken id refuses the plugin."""
        taken: set[str] = set()
        for plugin_id, brought in self._strict(hook):
            for one in brought:
                try:
                    verifyObject(interface, one)
                except Exception as error:
                    raise PluginRefused(plugin_id, f"{kind}-invalid", str(error)) from error
                if one.id in taken:
                    raise PluginRefused(plugin_id, f"{kind}-taken", f"the {noun} {one.id} is taken")
                taken.add(one.id)
                yield plugin_id, one

    def method(self, method_id: str) -> ParticipationMethod | None:
        """The method with this id, or None when its module isn't active here."""
        return self.methods.get(method_id)

    def include_pages(self, config: Configurator) -> None:
        """Let every plugin register its routes and views; what claims another's surfaces as PluginRefused."""
        for plugin_id, call in self._each("folkmoot_pages", config=config):
            before = claimed(config)
            config.registry.folkmoot_including = plugin_id  # view derivers ask whose view they wrap
            try:
                call()
                config.commit()
            except Exception as error:
                raise PluginRefused(plugin_id, "pages-failed", f"{type(error).__name__}: {error}") from error
            if trespass := trespasses(before, claimed(config)):
                raise PluginRefused(plugin_id, "pages-conflict", trespass)
        config.registry.folkmoot_including = None

    def navigation(self, request: Request) -> list[Link]:
        """Entries of the public navigation."""
        return list(self._lenient("folkmoot_navigation", request=request))

    def home_blocks(self, request: Request) -> list[Block]:
        """Blocks of the home page, by weight."""
        return sorted(self._lenient("folkmoot_home_blocks", request=request), key=lambda block: block.weight)

    def admin_sections(self, request: Request) -> list[Section]:
        """Sections of the back office."""
        return list(self._lenient("folkmoot_admin_sections", request=request))

    def guided_starts(self, request: Request) -> list[GuidedStart]:
        """Guided ways to a new project."""
        return list(self._lenient("folkmoot_guided_starts", request=request))

    def contribution_panels(self, request: Request, contribution_id: uuid.UUID) -> list[Block]:
        """Panels of the back office about one contribution, by weight."""
        found = self._lenient("folkmoot_contribution_panels", request=request, contribution_id=contribution_id)
        return sorted(found, key=lambda block: block.weight)

    def phase_blocks(self, request: Request, phase: PhaseInfo) -> list[Block]:
        """Blocks of a project's page about the phase that is shown, by weight."""
        found = self._lenient("folkmoot_phase_blocks", request=request, phase=phase)
        return sorted(found, key=lambda block: block.weight)

    @property
    def offers_similar(self) -> bool:
        """Whether any plugin may find what is like a text; a licensed one doesn't in sunset, where nothing begins."""
        asked = self._manager.hook.folkmoot_similar.get_hookimpls()
        return any(self._begins(implementation.plugin_name) for implementation in asked)

    def _begins(self, plugin_id: str) -> bool:
        return self.modes.get(plugin_id, Mode.OPEN) is not Mode.SUNSET

    def similar(self, db: Session, phase: PhaseInfo, text: str, limit: int) -> list[Similar]:
        """What plugins think is like a text, the likest first; core hasn't looked yet who may see it."""
        asked = self._each("folkmoot_similar", db=db, phase=phase, text=text, limit=limit)
        open_now = [(plugin_id, call) for plugin_id, call in asked if self._begins(plugin_id)]
        found = [one for plugin_id, call in open_now for one in self._patience.ask(db, plugin_id, call)]
        return sorted(found, key=lambda one: -one.score)

    def contribution_published(self, db: Session, **about: Any) -> None:
        """Tell plugins that a contribution can be read by everybody."""
        for plugin_id, call in self._each("folkmoot_contribution_published", db=db, **about):
            tell(db, plugin_id, call)

    def statuses(self) -> list[StatusTemplate]:
        """Statuses that new tenants start with."""
        return [status for _, brought in self._strict("folkmoot_statuses") for status in brought]

    def seed(self, town: Any) -> None:
        """Let every plugin fill the demonstration town; errors are raised as they are."""
        for _, call in self._each("folkmoot_seeds", town=town):
            call()

    @property
    def tasks(self) -> dict[tuple[str, str], Task]:
        """All background tasks by (plugin id, task name)."""
        if self._tasks is None:
            brought = self._strict("folkmoot_tasks")
            self._tasks = {(plugin_id, task.name): task for plugin_id, tasks in brought for task in tasks}
        return self._tasks


Claims = dict[tuple[str, Any], Any]


def claimed(config: Configurator) -> Claims:
    """Routes and views registered so far. Pyramid lets a later claim win in silence once the first is committed."""
    return {
        (category, item["introspectable"].discriminator): item["introspectable"]
        for category in ("routes", "views")
        for item in config.introspector.get_category(category, ())
    }


def trespasses(before: Claims, after: Claims) -> str:
    """What a plugin took that wasn't its own: a route of another, or a view on a route of another; "" if nothing."""
    own_routes = {item["name"] for key, item in after.items() if key[0] == "routes" and key not in before}
    for key, item in after.items():
        if key in before and item is not before[key]:
            return f"it claims a {key[0][:-1]} that is taken: {item.title}"
        if key not in before and key[0] == "views" and item["route_name"] not in own_routes:
            return f"it puts a view on a route that isn't its own: {item['route_name']}"
    return ""

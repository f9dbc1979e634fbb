# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The composition: which installed plugins a tenant's site is made of, and why the others aren't in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import ILicences, Mode
from folkmoot.plugins.loader import Installed, load
from folkmoot.plugins.manager import PluginRefused, Plugins
from folkmoot.plugins.manifest import LICENSED
from folkmoot.tenants.interfaces import Site
from folkmoot_licensing import Evidence, NotLicensed

NOT_LICENSED = "not-licensed"
"""Code of a refusal by a plugin's own guard: of one site and moment, where the others condemn the plugin for good."""


@dataclass(frozen=True)
class Decision:
    """What became of one installed plugin on one site: its mode, and the reason as code and sentence (marked)."""

    plugin: Installed
    mode: Mode
    code: str
    reason: str
    until: int | None = None

    @property
    def can_switch(self) -> bool:
        """Whether the tenant may switch it: not the base, and not what is shut for another reason."""
        base = self.plugin.manifest is not None and self.plugin.manifest.base
        return not base and (self.mode is not Mode.ABSENT or self.code == "switched-off")


@dataclass(frozen=True)
class Composition:
    """Ids of the plugins with their modes, in order: the key under which applications are shared by tenants."""

    modes: tuple[tuple[str, Mode], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The plugins that are present, open or in sunset."""
        return tuple(plugin_id for plugin_id, _mode in self.modes)

    def __contains__(self, plugin_id: object) -> bool:
        return plugin_id in self.ids


def implementation(plugin: Installed, evidence: Evidence | None) -> object:
    """What holds the plugin's hooks: its module, or for a licensed one what its guard gives out for the evidence."""
    try:
        module = load(plugin)
    except (Exception, SystemExit) as error:
        raise PluginRefused(plugin.id, "load-failed", f"{type(error).__name__}: {error}") from error
    if plugin.edition not in LICENSED:
        return module
    try:
        given: object = module.activate(evidence)
    except NotLicensed as refusal:
        raise PluginRefused(plugin.id, NOT_LICENSED, str(refusal)) from refusal
    except Exception as error:
        raise PluginRefused(plugin.id, "activate-failed", f"{type(error).__name__}: {error}") from error
    return given


class Composer:
    """Decides compositions and builds their plugin managers."""

    def __init__(
        self,
        installed: tuple[Installed, ...],
        licences: ILicences,
        blocked: frozenset[str] = frozenset(),
        unmigrated: Mapping[str, str] | None = None,
    ) -> None:
        self.installed = installed
        self.licences = licences
        self.blocked = blocked
        self.unmigrated = dict(unmigrated or {})
        self.broken: dict[str, PluginRefused] = {}

    def decide(self, site: Site) -> list[Decision]:
        """A decision for every installed plugin, in loading order: the modules page shows just this."""
        return [self._decide(site, plugin) for plugin in self.installed]

    def _decide(self, site: Site, plugin: Installed) -> Decision:
        if not plugin.usable:
            return Decision(plugin, Mode.ABSENT, plugin.problem_code, plugin.problem)
        if plugin.id in self.unmigrated:
            return Decision(plugin, Mode.ABSENT, "migration-failed", self.unmigrated[plugin.id])
        if plugin.id in self.broken:
            return Decision(plugin, Mode.ABSENT, self.broken[plugin.id].code, self.broken[plugin.id].reason)
        if plugin.id in self.blocked:
            return Decision(plugin, Mode.ABSENT, "blocked", _("The operator of this installation has blocked it."))
        return self._by_licence(site, plugin)

    def _by_licence(self, site: Site, plugin: Installed) -> Decision:
        grant = self.licences.grant(site, plugin)
        base = plugin.manifest is not None and plugin.manifest.base
        if grant.mode is not Mode.ABSENT and plugin.id in site.switched_off and not base:
            return Decision(plugin, Mode.ABSENT, "switched-off", _("Switched off by your administrators."))
        return Decision(plugin, grant.mode, grant.code, grant.reason, grant.until)

    def compose(self, site: Site, without: frozenset[str] = frozenset()) -> Composition:
        """The composition of a site by what is known now, less modules whose own guard has said no."""
        found = (decision for decision in self.decide(site) if decision.plugin.id not in without)
        present = [(d.plugin.id, d.mode) for d in found if d.mode is not Mode.ABSENT]
        return Composition(tuple(present))

    def plugins(self, composition: Composition, evidence: Evidence | None = None) -> Plugins:
        """Import and register the plugins of a composition; PluginRefused names the one that broke its contract.

        evidence: the raw licence tokens of the site it is built for. Core hands them over and doesn't judge: the guard
        in each licensed plugin does.
        """
        by_id = {plugin.id: plugin for plugin in self.installed if plugin.usable}
        licensed = frozenset(plugin.id for plugin in self.installed if plugin.edition in LICENSED)
        modules = [(plugin_id, implementation(by_id[plugin_id], evidence)) for plugin_id in composition.ids]
        return Plugins(modules, dict(composition.modes), licensed)

    def packages(self, composition: Composition) -> tuple[str, ...]:
        """The packages of a composition's plugins, for their catalogues of messages."""
        by_id = {plugin.id: plugin.package for plugin in self.installed if plugin.usable}
        return tuple(by_id[plugin_id] for plugin_id in composition.ids)

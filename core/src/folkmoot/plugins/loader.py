# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Finding and importing plugins. Ours, because pluggy's own stops at the first bad one and imports before any check."""

import importlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from types import ModuleType

from folkmoot.hookspecs import API_VERSION
from folkmoot.plugins.manifest import Edition, Manifest

GROUP = "folkmoot.plugins"
VENDOR_GROUP = "folkmoot.vendor"
EDITION_OF = {
    "folkmoot-essential": Edition.ESSENTIAL,
    "folkmoot-standard": Edition.STANDARD,
    "folkmoot-premium": Edition.PREMIUM,
}
ORDER = list(Edition)


@dataclass(frozen=True)
class Installed:
    """One installed plugin: usable when `problem` is empty, else listed with its reason."""

    id: str
    edition: Edition
    distribution: str
    version: str
    package: str
    manifest: Manifest | None = None
    problem_code: str = ""
    problem: str = ""

    @property
    def usable(self) -> bool:
        """Whether its code may be imported."""
        return self.manifest is not None and not self.problem_code

    @property
    def migrations(self) -> Path | None:
        """Folder of its migrations, if it has tables."""
        spec = importlib.util.find_spec(self.package) if self.usable else None
        folder = (
            Path(spec.submodule_search_locations[0]) / "migrations"
            if spec and spec.submodule_search_locations
            else None
        )
        return folder if folder and folder.is_dir() else None


def discover(distributions: Iterable[Distribution] | None = None) -> tuple[Installed, ...]:
    """All installed plugins in their order (edition, id), the bad ones with what is wrong with them."""
    found: list[Installed] = []
    for distribution, entry in sorted(_entries(distributions), key=_order):
        found.append(_examine(distribution, entry, {plugin.id: plugin for plugin in found}))
    return tuple(found)


def _entries(distributions: Iterable[Distribution] | None) -> Iterable[tuple[Distribution, EntryPoint]]:
    seen: set[str] = set()
    for distribution in distributions if distributions is not None else importlib.metadata.distributions():
        name = _normal(distribution.metadata["Name"] or "")
        if name in seen:
            continue  # the same distribution further down the path is shadowed
        seen.add(name)
        yield from ((distribution, entry) for entry in distribution.entry_points if entry.group == GROUP)


def _order(pair: tuple[Distribution, EntryPoint]) -> tuple[int, str, str]:
    distribution, entry = pair
    return ORDER.index(_edition(distribution)), entry.name, distribution.metadata["Name"]


def _edition(distribution: Distribution) -> Edition:
    known = EDITION_OF.get(_normal(distribution.metadata["Name"]))
    if known is not None:
        return known
    return Edition.VENDOR if any(e.group == VENDOR_GROUP for e in distribution.entry_points) else Edition.OPEN


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _examine(distribution: Distribution, entry: EntryPoint, taken: dict[str, Installed]) -> Installed:
    plugin = Installed(
        entry.name, _edition(distribution), distribution.metadata["Name"], distribution.version, entry.value
    )
    try:
        package = importlib.import_module(entry.value)
        manifest = getattr(package, "MANIFEST", None)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's code raises, the start goes on
        return _refuse(plugin, "import-failed", f"Importing it failed: {type(error).__name__}: {error}")
    if not isinstance(manifest, Manifest):
        return _refuse(plugin, "no-manifest", "Its package has no MANIFEST.")
    return _check(replace(plugin, manifest=manifest), manifest, taken)


def _check(plugin: Installed, manifest: Manifest, taken: dict[str, Installed]) -> Installed:
    if manifest.id != plugin.id:
        return _refuse(plugin, "id-mismatch", f"Its entry point says {plugin.id}, its MANIFEST says {manifest.id}.")
    if manifest.api_version != API_VERSION:
        return _refuse(
            plugin,
            "api-version",
            f"It was written for version {manifest.api_version} of the contract; here it is {API_VERSION}.",
        )
    if manifest.id in taken:
        return _refuse(
            plugin, "id-taken", f"The id {manifest.id} belongs to {taken[manifest.id].distribution} already."
        )
    if manifest.id.startswith("vendor.") != (plugin.edition is Edition.VENDOR):
        return _refuse(plugin, "namespace", "Ids that begin with vendor. belong to that vendor's distributions alone.")
    return plugin


def _refuse(plugin: Installed, code: str, problem: str) -> Installed:
    return replace(plugin, problem_code=code, problem=problem)


def load(plugin: Installed) -> ModuleType:
    """Import the module that holds the plugin's hook implementations (and so all of its code)."""
    return importlib.import_module(f"{plugin.package}.plugin")

# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Plugins for one test: real distributions on disk, found and imported like installed ones."""

import importlib.metadata
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

from folkmoot.plugins.loader import Installed, discover

MANIFEST = """
from folkmoot.plugins.manifest import Manifest
MANIFEST = Manifest(id="{id}", title="{id}", description="", api_version={api_version}{more})
"""


@dataclass
class Shelf:
    """A folder of made-up distributions; put it on sys.path with the fixture `shelf`."""

    folder: Path

    def add(  # noqa: PLR0913 - everything a distribution may say of itself
        self,
        plugin_id: str,
        plugin: str = "",
        *,
        package: str = "",
        distribution: str = "",
        init: str | None = None,
        api_version: int = 1,
        more: str = "",
        vendor: str = "",
        files: dict[str, str] | None = None,
    ) -> str:
        """Write a distribution with one plugin; returns its package. plugin: source of plugin.py."""
        package = package or f"fixture_{plugin_id.replace('.', '_').replace('-', '_')}"
        distribution = distribution or package.replace("_", "-")
        home = self.folder / package
        home.mkdir(parents=True, exist_ok=True)
        source = MANIFEST.format(id=plugin_id, api_version=api_version, more=more) if init is None else init
        (home / "__init__.py").write_text(textwrap.dedent(source))
        (home / "plugin.py").write_text(textwrap.dedent(plugin))
        for name, content in (files or {}).items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(textwrap.dedent(content))
        info = self.folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        groups = f"[folkmoot.plugins]\n{plugin_id} = {package}\n"
        groups += f"[folkmoot.vendor]\n{vendor} = {package}\n" if vendor else ""
        (info / "entry_points.txt").write_text(groups)
        return package

    def installed(self) -> tuple[Installed, ...]:
        """The really installed plugins together with those on the shelf."""
        here = importlib.metadata.distributions(path=[str(self.folder)])
        return discover([*importlib.metadata.distributions(), *here])

    def clear(self) -> None:
        """Forget what was imported from the shelf."""
        for name, module in list(sys.modules.items()):
            if str(self.folder) in str(getattr(module, "__file__", "") or ""):
                del sys.modules[name]
